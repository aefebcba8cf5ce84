// The pictures that the article shows, in the page's order, from shortly above its headline to the end of its
// text. What stands beside them in the same figure is caption and credit: elements that call themselves
// credit first, else what the caption's own words say (caption.h). The lead picture is the first one shown as
// one; what the page states for sharing (og:image) is often another crop, and counts where nothing is shown.
#include "extract/pictures.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/picture_address.h"
#include "extract/places.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::AttributeName;
using html::Document;
using html::NodeIndex;
using html::Tag;

constexpr std::size_t kMaxPictures = 60;
/// Smaller ones, in CSS pixels, are portraits, icons and counters.
constexpr int kLeastSide = 120;
/// Elements up from a picture in which its caption may stand.
constexpr int kStepsToFigure = 7;
/// A caption is at most this long; more is text beside a picture.
constexpr std::size_t kLongestCaption = 1200;
constexpr std::size_t kLongestCredit = 160;

struct Shown {
  NodeIndex node = html::kNoNode;
  Zone zone = Zone::kFar;
  bool figured = false;  ///< stands in a figure or with a caption
  Image image;
};

/// A side as written in an attribute; nothing where it is not.
std::optional<int> side_of(const Document& page, NodeIndex image, AttributeName key) {
  const auto value = page.attribute(image, key);
  int side = 0;
  if (!value || value->ends_with('%') ||
      std::from_chars(value->data(), value->data() + value->size(), side).ec != std::errc())
    return std::nullopt;
  return side;
}

bool is_decoration(const Document& page, NodeIndex image, std::string_view address) {
  for (const AttributeName key : std::to_array<AttributeName>({"width", "height"})) {
    if (const auto side = side_of(page, image, key); side && *side > 0 && *side < kLeastSide) return true;
  }
  const std::string path = path_key(address);
  for (const std::string_view word :
       {"logo", "icon", "avatar", "gravatar", "spacer", "pixel", "blank.", "placeholder", "/badge",
        "transparent", "/author", "/autor", "/profile", "symbol"}) {
    if (path.find(word) != std::string::npos) return true;
  }
  return false;
}

/// Does something around the picture, but not around `text`, say that it is not the article's?
bool is_foreign(const Document& page, NodeIndex image, NodeIndex text) {
  int steps = 0;
  constexpr int kSteps = 12;
  for (NodeIndex n = page.parent(image); n != html::kNoNode && steps < kSteps; n = page.parent(n), ++steps) {
    if (n <= text && text < page.end(n)) return false;
    switch (page.tag(n)) {
      case Tag::kNav:
      case Tag::kFooter:
      case Tag::kAside:
        return true;
      case Tag::kArticle:
      case Tag::kMain:
      case Tag::kBody:
        return false;
      default:
        break;
    }
    for (const AttributeName key : std::to_array<AttributeName>({"class", "id"})) {
      const auto name = page.attribute(n, key);
      if (!name) continue;
      for (const std::string_view part : {"author", "elated", "ecommend", "avatar", "omment", "ewsletter",
                                          "byline", "romo", "idebar", "dvert", "profile"}) {
        if (name->find(part) != std::string_view::npos) return true;
      }
    }
  }
  return false;
}

bool says_credit(const Document& page, NodeIndex n) {
  for (const AttributeName key : std::to_array<AttributeName>({"class", "id", "itemprop", "data-testid"})) {
    const auto name = page.attribute(n, key);
    if (!name) continue;
    const std::string lowered = text::lower(*name);
    for (const std::string_view word : {"credit", "copyright", "source", "fotograf", "photograph", "author",
                                        "autor", "urheber", "quelle", "agency", "rights"}) {
      if (lowered.find(word) != std::string::npos) return true;
    }
  }
  return false;
}

class Reader {
 public:
  Reader(const PageSources& in, const Body& body, const Article& article)
      : in_(in), page_(in.document), body_(body), places_(in.blocks, body, article.title) {
    if (places_.has_text()) text_ = in.blocks[places_.first()].begin;
    for (const NodeIndex node : in.marks.pictures) {
      const std::string_view raw = raw_address(page_, node);
      if (raw.empty() || is_decoration(page_, node, raw)) continue;
      const NodeIndex parent = page_.parent(node);
      if (!addresses_.empty() && parent != html::kNoNode && page_.tag(parent) == Tag::kNoscript &&
          picture_key(raw) == picture_key(addresses_.back()))
        continue;  // the same once more for browsers without scripts
      pictures_.push_back(node);
      addresses_.push_back(raw);
    }
  }

  std::vector<Shown> run() {
    std::vector<Shown> out;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
      if (out.size() >= kMaxPictures || in_.blocks.empty()) break;
      const NodeIndex node = pictures_[i];
      const Zone zone = places_.zone_at(node);
      if (zone == Zone::kFar || zone == Zone::kTail) continue;
      if (is_foreign(page_, node, text_)) continue;
      auto address = resolved(in_, addresses_[i]);
      if (!address) continue;
      std::string key = picture_key(*address);
      if (std::ranges::find(keys, key) != keys.end()) continue;
      Shown shown{.node = node, .zone = zone, .figured = false, .image = {}};
      read_figure(shown);
      if (shown.image.caption && says_by(*shown.image.caption)) continue;  // the author's portrait
      if (zone == Zone::kTop && !shown.figured) continue;                  // a page's head holds banners too
      if (!shown.figured && is_teaser(node)) continue;
      shown.image.url = std::move(address);
      complete(key, shown.image);
      keys.push_back(std::move(key));
      out.push_back(std::move(shown));
    }
    return out;
  }

 private:
  /// What the page states of the picture for machines, where nothing of it is shown.
  void complete(const std::string& key, Image& image) const {
    for (const StatedPicture& stated : in_.ld.pictures) {
      if (picture_key(stated.url) != key) continue;
      if (!image.caption && stated.caption) {
        Image read = image_from_caption(*stated.caption);
        image.caption = std::move(read.caption);
        if (!image.credit) image.credit = std::move(read.credit);
      }
      if (!image.credit && stated.credit) image.credit = credit_alone(*stated.credit);
    }
  }

  /// A picture inside a link that holds words as well announces another page.
  bool is_teaser(NodeIndex node) const {
    for (NodeIndex n = page_.parent(node); n != html::kNoNode; n = page_.parent(n)) {
      if (page_.tag(n) == Tag::kA) return text::fold_space(page_.inner_text(n)).size() > 20;
      if (page_.tag(n) == Tag::kDiv || page_.tag(n) == Tag::kP) return false;
    }
    return false;
  }

  static std::size_t count_in(const std::vector<NodeIndex>& list, NodeIndex begin, NodeIndex end) {
    return static_cast<std::size_t>(std::ranges::lower_bound(list, end) -
                                    std::ranges::lower_bound(list, begin));
  }

  /// The element that holds the picture and its caption: a <figure>, or the nearest one with a caption in it
  /// and no second picture.
  NodeIndex figure_of(NodeIndex image) const {
    NodeIndex named = html::kNoNode, figure = html::kNoNode;
    int steps = 0;
    for (NodeIndex n = page_.parent(image); n != html::kNoNode && steps < kStepsToFigure;
         n = page_.parent(n), ++steps) {
      if (page_.tag(n) == Tag::kFigure) {
        if (count_in(in_.marks.captions, n, page_.end(n)) > 0) return n;
        figure = n;  // some set the caption beside the figure, into an element around both
      }
      if (page_.tag(n) == Tag::kArticle || page_.tag(n) == Tag::kMain || page_.tag(n) == Tag::kBody) break;
      if (named == html::kNoNode && count_in(pictures_, n, page_.end(n)) == 1 &&
          count_in(in_.marks.captions, n, page_.end(n)) > 0)
        named = n;
    }
    return named != html::kNoNode ? named : figure;
  }

  /// Text below `n` with a space between elements, without what lies in `left_out`. Nothing where it has more
  /// than `most` bytes: whole pages stand in the elements that are asked.
  std::optional<std::string> text_without(NodeIndex n, const std::vector<NodeIndex>& left_out,
                                          std::size_t most) const {
    std::string out;
    std::size_t least = 0;  // bytes that no folding takes away
    for (NodeIndex i = n; i < page_.end(n);) {
      const Tag tag = page_.tag(i);
      if (tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kButton || tag == Tag::kNoscript ||
          std::ranges::find(left_out, i) != left_out.end()) {
        i = page_.end(i);
        continue;
      }
      if (page_.is_text(i)) {
        out += page_.text(i);
        least += text::visible_bytes(page_.text(i));
        if (least > most) return std::nullopt;
      } else if (tag != Tag::kA && tag != Tag::kB && tag != Tag::kI && tag != Tag::kEm &&
                 tag != Tag::kStrong) {
        out += ' ';
      }
      ++i;
    }
    std::string folded = text::fold_space(out);
    return folded.size() <= most ? std::optional(std::move(folded)) : std::nullopt;
  }

  /// The marked elements of the figure that hold a credit, outermost first; the first that holds a caption
  /// goes to `caption`.
  std::vector<NodeIndex> credits_in(NodeIndex figure, NodeIndex& caption) const {
    std::vector<NodeIndex> marks, credits;
    for (const auto* list : {&in_.marks.captions, &in_.marks.authored}) {
      const auto begin = std::ranges::lower_bound(*list, figure);
      marks.insert(marks.end(), begin, std::ranges::lower_bound(*list, page_.end(figure)));
    }
    for (NodeIndex n = figure; n < page_.end(figure); ++n) {
      if (page_.tag(n) == Tag::kFooter || page_.tag(n) == Tag::kSmall || page_.tag(n) == Tag::kCite)
        marks.push_back(n);
    }
    std::ranges::sort(marks);
    for (const NodeIndex mark : marks) {
      const Tag tag = page_.tag(mark);
      if (!credits.empty() && mark < page_.end(credits.back())) continue;
      if (tag == Tag::kFooter || tag == Tag::kSmall || tag == Tag::kCite ||
          (tag != Tag::kFigcaption && mark != figure && says_credit(page_, mark) && !holds_caption(mark))) {
        credits.push_back(mark);
      } else if (caption == html::kNoNode && tag != Tag::kImg && mark != figure) {
        caption = mark;
      }
    }
    return credits;
  }

  /// "caption-and-credit" around both is no credit.
  bool holds_caption(NodeIndex n) const {
    const auto name = page_.attribute(n, "class").value_or("");
    return name.find("aption") != std::string_view::npos && name.find("redit") == std::string_view::npos;
  }

  /// The last part of a caption that stands in an element of its own, short and no sentence, is its credit.
  void split_last_element(NodeIndex caption, Image& image) const {
    constexpr std::size_t kShortCredit = 60;
    std::string last, before;
    for (NodeIndex n = caption; n < page_.end(caption); ++n) {
      if (!page_.is_text(n) || text::trim(page_.text(n)).empty()) continue;
      before += last.empty() ? "" : last + ' ';
      if (before.size() > kLongestCaption) return;  // whole pages stand in elements that are named for one
      last = text::fold_space(page_.text(n));
    }
    before = text::fold_space(before);
    if (before.size() < last.size() || last.size() > kShortCredit || last.ends_with('.') ||
        last.ends_with('!'))
      return;
    image = image_from_caption(before);
    image.credit = credit_alone(last);
  }

  /// A caption that follows the picture directly, without a figure around both: marked as one, or a line that
  /// says what the picture's alternative text says.
  NodeIndex caption_after(NodeIndex image) const {
    constexpr NodeIndex kNodesBetween = 24;
    const auto mark = std::ranges::upper_bound(in_.marks.captions, image);
    const std::string alt = text::comparison_key(page_.attribute(image, "alt").value_or(""));
    for (NodeIndex n = image + 1; n < page_.size() && n < image + kNodesBetween; ++n) {
      if (page_.tag(n) == Tag::kImg) return html::kNoNode;
      if (mark != in_.marks.captions.end() && n == *mark) return n;
      if (!page_.is_text(n) || text::trim(page_.text(n)).empty()) continue;
      constexpr std::size_t kTelling = 12;
      const bool same = alt.size() >= kTelling && text::comparison_key(page_.text(n)).starts_with(alt);
      return same ? page_.parent(n) : html::kNoNode;
    }
    return html::kNoNode;
  }

  /// The innermost element around the picture that has words in it, where these are few and nothing of the
  /// text.
  NodeIndex caption_beside(NodeIndex image) const {
    constexpr std::size_t kLeast = 12, kMost = 400;
    int steps = 0;
    for (NodeIndex n = page_.parent(image); n != html::kNoNode && steps < kStepsToFigure;
         n = page_.parent(n), ++steps) {
      const Tag tag = page_.tag(n);
      if (tag == Tag::kA || tag == Tag::kArticle || tag == Tag::kMain || tag == Tag::kBody || tag == Tag::kLi)
        break;
      const auto text = text_without(n, {}, kMost);
      if (!text) break;
      if (text->empty()) continue;
      const BlockRange range = blocks_inside(page_, in_.blocks, n);
      const bool fits = text->size() >= kLeast && range.first < range.last &&
                        in_.blocks[range.first].begin > image && count_in(pictures_, n, page_.end(n)) == 1;
      const auto belongs = std::ranges::lower_bound(body_.blocks, range.first);
      const bool of_text = belongs != body_.blocks.end() && *belongs < range.last;
      bool plain = true;
      for (std::size_t i = range.first; i < range.last; ++i)
        plain &= in_.blocks[i].link_share < 0.3 && in_.blocks[i].kind != BlockKind::kHeading;
      return fits && plain && !of_text ? n : html::kNoNode;
    }
    return html::kNoNode;
  }

  /// "What it shows | Agency", "What it shows © Agency" in title and alt.
  void credit_from_attributes(NodeIndex node, Image& image) const {
    for (const AttributeName key : std::to_array<AttributeName>({"title", "alt"})) {
      const std::string value = text::fold_space(page_.attribute(node, key).value_or(""));
      if (image.credit || value.empty()) continue;
      const std::size_t bar = value.rfind(" | ");
      if (bar != std::string::npos && value.size() - bar <= kLongestCredit) {
        image.credit = credit_alone(std::string_view(value).substr(bar + 3));
      } else if (value.find("©") != std::string::npos || value.find(':') != std::string::npos) {
        image.credit = image_from_caption(value).credit;
      }
    }
  }

  void read_figure(Shown& shown) const {
    const NodeIndex figure = figure_of(shown.node);
    NodeIndex caption = html::kNoNode;
    std::vector<NodeIndex> credits;
    if (figure != html::kNoNode) credits = credits_in(figure, caption);
    if (caption == html::kNoNode) {
      caption = caption_after(shown.node);
      const NodeIndex next = caption == html::kNoNode ? caption : page_.next_sibling(caption);
      if (next != html::kNoNode && page_.tag(next) == Tag::kSmall) credits.push_back(next);
    }
    shown.figured = figure != html::kNoNode || caption != html::kNoNode;
    if (caption == html::kNoNode) caption = caption_beside(shown.node);
    const auto text =
        caption != html::kNoNode ? text_without(caption, credits, kLongestCaption) : std::nullopt;
    shown.image = image_from_caption(text.value_or(""));
    for (const NodeIndex n : credits) {
      const auto credit = text_without(n, {}, kLongestCredit);
      if (!credit || credit->empty()) continue;
      shown.image.credit = credit_alone(*credit);
      break;
    }
    if (!shown.image.credit && caption != html::kNoNode) split_last_element(caption, shown.image);
    credit_from_attributes(shown.node, shown.image);
  }

  const PageSources& in_;
  const Document& page_;
  const Body& body_;
  const Places places_;
  NodeIndex text_ = html::kNoNode;   ///< the text's first node
  std::vector<NodeIndex> pictures_;  ///< with an address, and no decoration
  std::vector<std::string_view> addresses_;
};

std::optional<std::string> stated_picture(const PageSources& in, const char*& from) {
  if (const auto og = in.meta.first(
          {"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"})) {
    from = "og";
    if (auto address = resolved(in, *og)) return address;
  }
  from = "json-ld";
  if (in.ld.image_url) {
    if (auto address = resolved(in, *in.ld.image_url)) return address;
  }
  from = "hint";
  return in.page.hints.image_url;
}

/// The first shown as a figure near the headline; else the one that the page states; else the first shown.
std::size_t lead_of(const std::vector<Shown>& shown, const std::optional<std::string>& stated) {
  const auto near = std::ranges::find_if(shown, [](const Shown& picture) {
    return picture.figured && (picture.zone == Zone::kTop || picture.zone == Zone::kHead);
  });
  if (near != shown.end()) return static_cast<std::size_t>(near - shown.begin());
  if (stated) {
    const std::string key = picture_key(*stated);
    const auto same = std::ranges::find_if(
        shown, [&](const Shown& picture) { return picture_key(*picture.image.url) == key; });
    if (same != shown.end()) return static_cast<std::size_t>(same - shown.begin());
  }
  const auto any =
      std::ranges::find_if(shown, [](const Shown& picture) { return picture.zone != Zone::kInBody; });
  return static_cast<std::size_t>(any - shown.begin());
}

}  // namespace

void read_pictures(const PageSources& in, const Body& body, Article& article) {
  std::vector<Shown> shown = Reader(in, body, article).run();
  const char* from = "";
  const auto stated = stated_picture(in, from);
  const std::size_t lead = lead_of(shown, stated);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i != lead) article.images.push_back(std::move(shown[i].image));
  }
  if (lead < shown.size()) {
    const bool same = stated && picture_key(*stated) == picture_key(*shown[lead].image.url);
    article.lead_image = std::move(shown[lead].image);
    if (same && !article.lead_image->caption && in.ld.image_caption)
      article.lead_image->caption = in.ld.image_caption;
    say(article, "lead_image", "figure", same ? 0.95 : 0.8);
  } else if (stated) {
    article.lead_image = Image{.url = stated, .caption = in.ld.image_caption, .credit = {}, .provider = {}};
    say(article, "lead_image", from, 0.7);
  }
}

}  // namespace newsloom::extract
