// What a page says of itself in its head: meta elements, OpenGraph, title, canonical link, language.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::extract {

/// The head of a page. Names are in lower case ("og:title", "article:published_time", "author"); the first
/// value of a name counts, but all values of "article:tag" and "article:author" are kept in order.
class Meta {
 public:
  explicit Meta(const html::Document& page);

  /// The first of these names that has a value, plain.
  std::optional<std::string> first(std::initializer_list<std::string_view> names) const;
  const std::vector<std::string>& all(std::string_view name) const;

  /// A meta element whose name speaks of a date ("dc.date.issued", "parsely-pub-date"), OpenGraph's apart.
  struct Dated {
    std::string name, value;
    bool itemprop = false;  ///< microdata
  };
  const std::vector<Dated>& dated() const { return dated_; }

  const std::optional<std::string>& title() const { return title_; }  ///< the <title> element
  const std::optional<std::string>& canonical() const {
    return canonical_;
  }  ///< link rel=canonical, as written
  const std::optional<std::string>& language() const { return language_; }  ///< html lang
  const std::optional<std::string>& base() const { return base_; }          ///< base href
  const std::string& body_names() const { return body_names_; }             ///< class of <body>
  /// Where a publishing system offers the page's content to programs ("…/wp/v2/posts/12"), or nothing.
  const std::string& rest_address() const { return rest_address_; }
  bool offers_feed() const { return offers_feed_; }

 private:
  void read_link(const html::Document& page, html::NodeIndex n);

  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<Dated> dated_;
  std::optional<std::string> title_, canonical_, language_, base_;
  std::string body_names_, rest_address_;
  bool offers_feed_ = false;
};

}  // namespace newsloom::extract
