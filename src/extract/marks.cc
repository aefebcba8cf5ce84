// Class names are written by hand in every house's own way: "article__pubDate", "post-byline", "entryAuthor".
// Stems of four letters at any place find them all in one pass over the bytes; the price is a false promise
// now and then ("update-button"), which costs a look.
#include "extract/marks.h"

#include <cstdint>

namespace newsloom::extract {
namespace {

using html::NodeIndex;
using html::Tag;

/// A page with more is a list of other pages; the first are the article's.
constexpr std::size_t kMaxMarks = 400;

constexpr std::uint32_t stem(const char (&word)[5]) {
  std::uint32_t out = 0;
  for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(word[i]);
  return out;
}

enum Promise : unsigned { kNothing = 0, kDate = 1, kAuthor = 2, kCaption = 4 };

/// What the stems in a name promise.
unsigned promises_of(std::string_view name) {
  unsigned out = kNothing;
  std::uint32_t last = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    last = last << 8 | (byte >= 'A' && byte <= 'Z' ? byte + 32u : byte);
    switch (last) {
      case stem("date"):
      case stem("datu"):
      case stem("fech"):
      case stem("publ"):
      case stem("time"):
        out |= kDate;
        break;
      case stem("auth"):
      case stem("byli"):
      case stem("auto"):
      case stem("writ"):
        out |= kAuthor;
        break;
      case stem("capt"):
      case stem("cred"):
      case stem("copy"):
      case stem("lege"):
      case stem("otog"):
      case stem("sour"):
        out |= kCaption;
        break;
      default:
        break;
    }
  }
  return out;
}

void keep(std::vector<NodeIndex>& list, NodeIndex n) {
  if (list.size() < kMaxMarks && (list.empty() || list.back() != n)) list.push_back(n);
}

}  // namespace

Marks mark_nodes(const html::Document& page) {
  Marks out;
  for (NodeIndex n = 0; n < page.size(); ++n) {
    switch (page.tag(n)) {
      case Tag::kText:
      case Tag::kMeta:
      case Tag::kLink:
      case Tag::kScript:
      case Tag::kBody:
      case Tag::kHtml:
      case Tag::kInput:
        continue;
      case Tag::kTime:
        keep(out.times, n);
        break;
      case Tag::kImg:
        keep(out.pictures, n);
        break;
      case Tag::kFigcaption:
        keep(out.captions, n);
        break;
      case Tag::kUnknown:
        if (page.tag_name(n) == "amp-img") keep(out.pictures, n);
        break;
      default:
        break;
    }
    unsigned promised = kNothing;
    for (const html::Attribute& attribute : page.attributes(n)) {
      if (attribute.name == "class" || attribute.name == "id" || attribute.name == "data-testid") {
        promised |= promises_of(attribute.value);
      } else if (attribute.name == "itemprop") {
        if (attribute.value.starts_with("date")) keep(out.times, n);
        if (attribute.value.starts_with("author") || attribute.value.starts_with("creator"))
          promised |= kAuthor;
      } else if (attribute.name == "href") {
        for (const std::string_view part : {"/author", "/autor", "/people/", "/by/", "/staff/", "/profil"}) {
          if (attribute.value.find(part) != std::string_view::npos) promised |= kAuthor;
        }
      } else if (attribute.name == "rel" && attribute.value.find("author") != std::string_view::npos) {
        promised |= kAuthor;
      }
    }
    if ((promised & kDate) != 0) keep(out.dated, n);
    if ((promised & kAuthor) != 0) keep(out.authored, n);
    if ((promised & kCaption) != 0) keep(out.captions, n);
  }
  return out;
}

}  // namespace newsloom::extract
