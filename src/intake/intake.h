// Bytes of any kind -> pages and records, told apart by content, never by name.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/env.h"
#include "newsloom/page.h"
#include "newsloom/result.h"

namespace newsloom::intake {

/// One thing taken in: a page to be extracted, a record that is an article already, or what could not be read
/// (and where; the rest goes on).
using Item = std::variant<Page, Article, Error>;

struct IntakeOptions {
  std::size_t max_page_bytes = 16u << 20;    ///< after decompression; a longer page is cut and noted
  std::size_t max_record_bytes = 64u << 20;  ///< of one line of records
  Network* network = nullptr;  ///< the way to http and https addresses; without one they are files
};

/// Reads inputs one after another, each a file, a folder (walked in the order of names, hidden ones left out,
/// links to folders not followed) or "-" for standard input: web pages, captures, article records as JSON
/// lines, feeds (whose entries come as articles), all of them plain, gzip or Zstandard; or the address of a
/// page or feed. Holds one page or line at a time. One thread.
class Intake {
 public:
  explicit Intake(std::vector<std::string> paths, IntakeOptions options = {});
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// The next item; nothing at the end.
  std::optional<Item> next();

 private:
  class Member;
  class RecordLines;
  class Archive;

  std::optional<Item> open(const std::string& path);
  std::optional<Item> fetch(const std::string& url);
  /// Has the entries of a feed wait; the page as it is where it is none after all.
  std::optional<Item> take_feed(Page page);
  /// Puts what a folder holds before the waiting paths; gives what went wrong.
  std::optional<Item> walk(const std::string& folder);

  IntakeOptions options_;
  std::deque<std::string> paths_;
  std::deque<Item> waiting_;
  std::unique_ptr<Member> member_;
};

}  // namespace newsloom::intake
