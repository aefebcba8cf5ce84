// The HTML pages of the site, made of templates.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "newsloom/result.h"
#include "newsloom/story.h"
#include "server/feeds_view.h"
#include "server/frame.h"
#include "server/front_page.h"
#include "server/hand_view.h"
#include "server/search_view.h"
#include "server/sign_in_view.h"

namespace newsloom::server {

/// What went otherwise than its asker wished, and why.
struct Told {
  int code = 0;  ///< the HTTP status
  std::string heading, sentence;
  std::string link;  ///< the publisher's page that it is about; empty for none
};

/// Templates read once at start; every page is a pure function of its values. All const methods: any thread.
class Pages {
 public:
  /// Reads and checks every template of `folder`. Errors: kNotFound (a file is missing), kCorruption (a
  /// mistake in it).
  static Result<Pages> load(const std::string& folder);
  ~Pages();
  Pages(Pages&&) noexcept;
  Pages& operator=(Pages&&) noexcept;

  /// `picture`: the address on this site of the article's picture; empty to name it only.
  std::string article(const ArticlePage& page, const Frame& frame = {}, const std::string& picture = {},
                      const HandOffer& hand = {}) const;
  std::string story(const Story& story, const Frame& frame = {}) const;
  std::string edition(const Edition& edition, const Frame& frame = {}, const FrontPage& front = {}) const;
  std::string search(const SearchForm& form, const SearchResults& results,
                     const std::vector<std::string>& languages, const Frame& frame = {}) const;
  std::string sources(const std::vector<Source>& sources, const Frame& frame = {}) const;
  std::string feeds(const FeedsPage& page, const Frame& frame = {}) const;
  std::string password(const PasswordPage& page, const Frame& frame) const;
  std::string hand(const HandPage& page, const Frame& frame) const;
  /// A list for pages of other sites: a piece of HTML, whose links are whole. `site`: our address.
  std::string fragment(const ReadNext& next, const std::string& site) const;
  std::string sign_in(const SignInPage& page) const;
  /// The page of something that did not go as wished.
  std::string told(const Told& told) const;
  /// The page of an HTTP status, with nothing of the inner cause.
  std::string status(int code) const;

 private:
  struct Impl;
  explicit Pages(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom::server
