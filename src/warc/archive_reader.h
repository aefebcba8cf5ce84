// WARC and ARC archives -> pages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "newsloom/page.h"
#include "newsloom/result.h"

namespace newsloom::warc {

struct ArchiveLimits {
  std::size_t max_page_bytes = 16u << 20;    ///< of a page after decompression; the rest is cut and noted
  std::size_t max_header_bytes = 64u << 10;  ///< of a record's own header
};

/// What was not made a page, and why.
struct ArchiveCounts {
  std::int64_t records = 0, pages = 0, other_records = 0, other_statuses = 0, other_types = 0,
               resynchronised = 0;
};

/// Reads WARC/1.0 and 1.1 (response, resource, and the conversion records of WET files) and the older ARC,
/// decompressed, one record after another, forgiving: after a damaged record it goes on at the next line that
/// opens one. Own code after ISO 28500. One thread.
class ArchiveReader {
 public:
  /// Appends further bytes to the string; false at the end.
  using More = std::function<Result<bool>(std::string& out)>;

  /// `name` stands in Page::input as "name#offset", the offset counted in decompressed bytes.
  ArchiveReader(std::string name, More more, ArchiveLimits limits = {});

  /// The next page; an Error when bytes could not be read (reading goes on after it, if anything is left);
  /// nothing at the end.
  std::optional<std::variant<Page, Error>> next();
  const ArchiveCounts& counts() const { return counts_; }

  /// Does an input that begins with these bytes look like an archive?
  static bool looks_like_archive(std::string_view start);

 private:
  struct Record;
  bool fill(std::size_t wanted);
  std::optional<std::string_view> line_at(std::size_t from);
  bool find_record();
  bool read_warc_header(Record& record);
  bool read_arc_header(Record& record);
  std::string take_block(Record& record);
  std::optional<Page> page_of(Record& record);
  void drop(std::size_t bytes);

  std::string name_;
  More more_;
  ArchiveLimits limits_;
  ArchiveCounts counts_;
  std::string buffer_;
  std::size_t begin_ = 0;     ///< of the unread bytes in buffer_
  std::uint64_t offset_ = 0;  ///< of begin_ in the archive
  bool ended_ = false;
  std::optional<Error> error_;  ///< to be told
};

}  // namespace newsloom::warc
