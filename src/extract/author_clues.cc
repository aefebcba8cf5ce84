// Every list of names that the page gives is read once; equal lists from several places are one candidate
// with the clues of all. Nothing is decided here.
#include "extract/author_clues.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/byline_east.h"
#include "extract/places.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::NodeIndex;
using html::Tag;
using Clues = std::bitset<kAuthorClues>;

constexpr std::size_t kMaxBylines = 24;
/// Promising elements looked at: those of comments and teasers come late.
constexpr std::size_t kMaxLooks = 80;
/// Bytes of an element that can be a byline, and not the author's life.
constexpr std::size_t kLongestByline = 240;
constexpr std::size_t kLineWords = 25;
/// Longer headings are no names.
constexpr std::size_t kHeadingWords = 8;

Clues of(std::initializer_list<AuthorClue> clues) {
  Clues out;
  for (const AuthorClue clue : clues) out.set(static_cast<std::size_t>(clue));
  return out;
}

std::vector<std::string> keys_of(const std::vector<Author>& names) {
  std::vector<std::string> out;
  for (const Author& name : names) out.push_back(text::comparison_key(name.name));
  std::ranges::sort(out);
  return out;
}

class Collector {
 public:
  Collector(const PageSources& in, const Body& body, const Article& article, double article_chance)
      : in_(in),
        body_(body),
        article_(article),
        article_chance_(article_chance),
        agency_(article.agency.value_or("")),
        site_(text::comparison_key(article.site_name.value_or(""))),
        headline_(text::comparison_key(article.title.value_or(""))),
        host_(url::host_of(article.canonical_url.value_or("")).value_or("")),
        places_(in.blocks, body, article.title) {
    for (const Block& block : in.blocks) {
      if (block.kind == BlockKind::kHeading && block.words <= kHeadingWords)
        headings_.insert(text::comparison_key(block.text));
    }
  }

  AuthorEvidence run() {
    stated();
    marked();
    lines();
    join_marks();
    compare();
    return std::move(out_);
  }

 private:
  /// "Jane Roe, The Tribune" may mean both, or her alone: both are candidates.
  void file(const std::vector<Author>& names, const Clues& clues, const char* from) {
    file_list(names, clues, from);
    std::vector<Author> persons;
    std::ranges::copy_if(names, std::back_inserter(persons), [&](const Author& author) {
      return author.kind == AuthorKind::kPerson && is_person_name(author.name) && !is_site(author);
    });
    if (persons.size() < names.size())
      file_list(std::move(persons), clues | of({AuthorClue::kWithoutHouse}), from);
  }

  void file_list(std::vector<Author> names, const Clues& clues, const char* from) {
    if (names.empty()) return;
    std::vector<std::string> keys = keys_of(names);
    const auto found = std::ranges::find(keys_, keys);
    if (found != keys_.end()) {
      Byline& known = out_.bylines[static_cast<std::size_t>(found - keys_.begin())];
      known.clues |= clues;
      return;
    }
    if (keys_.size() >= kMaxBylines) return;
    out_.bylines.push_back({std::move(names), clues, from});
    keys_.push_back(std::move(keys));
  }

  std::vector<Author> all_stated(const std::vector<std::string>& values) const {
    std::vector<Author> out;
    for (const std::string& value : values) {
      for (Author& author : authors_stated(value, agency_)) {
        const std::string key = text::comparison_key(author.name);
        if (std::ranges::none_of(
                out, [&](const Author& known) { return text::comparison_key(known.name) == key; }))
          out.push_back(std::move(author));
      }
    }
    return out;
  }

  void stated() {
    auto persons = all_stated(in_.ld.authors), houses = all_stated(in_.ld.organisations);
    for (Author& house : houses) {
      if (house.kind == AuthorKind::kPerson && !is_person_name(house.name)) house.kind = AuthorKind::kStaff;
    }
    if (!persons.empty() && !houses.empty()) {
      auto both = persons;
      both.insert(both.end(), houses.begin(), houses.end());
      file(both, of({AuthorClue::kLdPerson, AuthorClue::kLdOrganisation}), "json-ld");
    }
    file(persons, of({AuthorClue::kLdPerson}), "json-ld");
    file(houses, of({AuthorClue::kLdOrganisation}), "json-ld");
    for (const char* name :
         {"author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author",
          "citation_author", "article:author_name", "dc.creator", "dcterms.creator", "dc:creator", "creator"})
      file(all_stated(in_.meta.all(name)), of({AuthorClue::kMeta}), "meta");
    // "Written by" as a label for what stands in a shared card.
    for (const char* number : {"1", "2"}) {
      const auto label = in_.meta.first({std::string("twitter:label") + number});
      if (label && says_by(*label + " x")) {
        file(all_stated(in_.meta.all(std::string("twitter:data") + number)), of({AuthorClue::kSharedBy}),
             "meta");
      }
    }
    file(all_stated(in_.page.hints.authors), of({AuthorClue::kHint}), "hint");
  }

  AuthorClue clue_of(Zone zone) {
    bool& seen = seen_[static_cast<std::size_t>(zone)];
    const bool first = !seen;
    seen = true;
    switch (zone) {
      case Zone::kTop:
        return first ? AuthorClue::kTop : AuthorClue::kTopLater;
      case Zone::kHead:
        return first ? AuthorClue::kHead : AuthorClue::kHeadLater;
      case Zone::kOpening:
        return AuthorClue::kOpening;
      case Zone::kInBody:
        return AuthorClue::kInBody;
      case Zone::kTail:
        return first ? AuthorClue::kTail : AuthorClue::kTailLater;
      case Zone::kFar:
        break;
    }
    return first ? AuthorClue::kFar : AuthorClue::kFarLater;
  }

  /// Do two texts stand in elements of their own that share a class: the names of a list?
  bool are_alike(NodeIndex a, NodeIndex b) const {
    a = in_.document.parent(a);
    b = in_.document.parent(b);
    const auto names = in_.document.attribute(a, "class");
    return a != b && names && !names->empty() && in_.document.tag(a) == in_.document.tag(b) &&
           in_.document.attribute(b, "class") == names;
  }

  /// The element's texts as its elements cut them; nothing for a long one.
  std::vector<BylinePiece> pieces_of(NodeIndex n) const {
    std::vector<BylinePiece> out;
    std::size_t bytes = 0;
    NodeIndex last = html::kNoNode;
    NodeIndex link_end = in_.document.tag(n) == Tag::kA ? in_.document.end(n) : 0;
    for (NodeIndex i = n; i < in_.document.end(n);) {
      const Tag tag = in_.document.tag(i);
      if (tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kSvg || tag == Tag::kNoscript) {
        i = in_.document.end(i);
        continue;
      }
      if (tag == Tag::kA) link_end = in_.document.end(i);
      if (tag == Tag::kText && !text::trim(in_.document.text(i)).empty()) {
        bytes += in_.document.text(i).size();
        if (bytes > kLongestByline) return {};
        out.push_back(
            {std::string(in_.document.text(i)), i < link_end, last != html::kNoNode && are_alike(last, i)});
        last = i;
      }
      ++i;
    }
    return out;
  }

  static bool is_comment(const Block& block) { return (block.around & kComments) != 0; }

  void marked() {
    std::size_t looks = 0;
    for (const NodeIndex n : in_.marks.authored) {
      if (++looks > kMaxLooks) break;
      const auto names = authors_in_pieces(pieces_of(n), agency_);
      if (names.empty()) continue;
      const auto rel = in_.document.attribute(n, "rel"), itemprop = in_.document.attribute(n, "itemprop");
      const bool item = (rel && rel->find("author") != std::string_view::npos) || itemprop;
      const bool link = in_.document.tag(n) == Tag::kA;
      Clues clues = of({item ? AuthorClue::kItem : link ? AuthorClue::kAuthorLink : AuthorClue::kNamed});
      if (!in_.blocks.empty()) {
        clues |= of({clue_of(places_.zone_at(n))});
        if (is_comment(in_.blocks[places_.block_at(n)])) clues |= of({AuthorClue::kComment});
      }
      file(names, clues, "byline");
    }
  }

  void lines() {
    for (std::size_t i = 0; i < in_.blocks.size(); ++i) {
      const Block& block = in_.blocks[i];
      if (block.words > kLineWords) continue;
      const Zone zone = places_.zone_of(i);
      if (zone == Zone::kFar) continue;
      for (std::string_view rest = block.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool by =
            says_by(line) || !eastern_byline(line).empty() || (!agency_.empty() && line.starts_with(agency_));
        const bool bare = !by && zone == Zone::kHead && !block.furniture && looks_like_byline(line) &&
                          !headings_.contains(text::comparison_key(line));
        if (!by && !bare) continue;
        Clues clues = of({by ? AuthorClue::kByLine : AuthorClue::kBareLine, clue_of(zone)});
        if (is_comment(block)) clues |= of({AuthorClue::kComment});
        file(authors_of(line, agency_), clues, "byline");
      }
    }
  }

  bool is_shown_near(const Author& author) const {
    constexpr std::size_t kLinesAround = 14;
    const std::size_t begin =
        places_.has_text() && places_.first() > kLinesAround ? places_.first() - kLinesAround : 0;
    const std::size_t end = std::min(in_.blocks.size(), (places_.has_text() ? places_.first() : 0) + 2);
    for (std::size_t i = begin; i < end; ++i) {
      if (in_.blocks[i].text.size() < kLongestByline &&
          in_.blocks[i].text.find(author.name) != std::string::npos)
        return true;
    }
    return false;
  }

  bool is_shown(const Author& author) const {
    return std::ranges::any_of(in_.blocks, [&](const Block& block) {
      return block.text.size() < kLongestByline && block.text.find(author.name) != std::string::npos;
    });
  }

  bool is_site(const Author& author) const {
    const std::string key = text::comparison_key(author.name);
    if (key.empty()) return false;
    const bool named =
        !site_.empty() && (site_.find(key) != std::string::npos || key.find(site_) != std::string::npos);
    std::string joined = key;
    std::erase(joined, ' ');
    return named || (joined.size() > 3 && host_.find(joined) != std::string::npos);
  }

  bool is_heading(const Author& author) const {
    const std::string key = text::comparison_key(author.name);
    return key == headline_ || headings_.contains(key);
  }

  /// One word in small letters, with digits, with a capital after a small letter, or that names an account.
  static bool is_login(const Author& author) {
    bool small = false, odd = false;
    for (const char c : author.name) {
      if (c == ' ' || (c & 0x80) != 0) return false;
      odd |= (c >= '0' && c <= '9') || (small && c >= 'A' && c <= 'Z');
      small = c >= 'a' && c <= 'z';
    }
    constexpr std::array<std::string_view, 8> kNobodyInParticular = {
        "admin", "administrator", "webmaster", "root", "unknown", "undefined", "anonymous", "guest"};
    const std::string key = text::comparison_key(author.name);
    return odd || std::ranges::find(kNobodyInParticular, key) != kNobodyInParticular.end() ||
           (author.name.front() >= 'a' && author.name.front() <= 'z');
  }

  static std::size_t sources_of(const Byline& byline) {
    std::size_t out = 0;
    for (auto i = static_cast<std::size_t>(AuthorClue::kLdPerson);
         i <= static_cast<std::size_t>(AuthorClue::kBareLine); ++i)
      out += byline.clues.test(i) ? 1 : 0;
    return out;
  }

  /// Pages mark the names of a list one by one, each a link of its own: then the list is marked.
  void join_marks() {
    const Clues item = of({AuthorClue::kItem}), link = of({AuthorClue::kAuthorLink}),
                head = of({AuthorClue::kHead});
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i].size() < 2) continue;
      bool items = true, marked = true, near = false;
      for (const std::string& name : keys_[i]) {
        const auto alone = std::ranges::find(keys_, std::vector<std::string>{name});
        const Clues clues = alone == keys_.end()
                                ? Clues()
                                : out_.bylines[static_cast<std::size_t>(alone - keys_.begin())].clues;
        items = items && (clues & item).any();
        marked = marked && (clues & (item | link)).any();
        near |= (clues & head).any();
      }
      if (marked) out_.bylines[i].clues |= (items ? item : link) | (near ? head : Clues());
    }
  }

  void compare() {
    for (std::size_t i = 0; i < out_.bylines.size(); ++i) {
      Byline& byline = out_.bylines[i];
      const auto set = [&](AuthorClue clue, bool on) {
        if (on) byline.clues.set(static_cast<std::size_t>(clue));
      };
      const auto any = [&](AuthorKind kind) {
        return std::ranges::any_of(byline.names, [&](const Author& a) { return a.kind == kind; });
      };
      constexpr std::size_t kManyNames = 4;
      set(AuthorClue::kAgency, any(AuthorKind::kAgency));
      set(AuthorClue::kStaff, any(AuthorKind::kStaff));
      set(AuthorClue::kTwoOrThree, byline.names.size() > 1 && byline.names.size() < kManyNames);
      set(AuthorClue::kMany, byline.names.size() >= kManyNames);
      set(AuthorClue::kIsHeading, is_heading(byline.names.front()));
      set(AuthorClue::kLogin, is_login(byline.names.front()));
      set(AuthorClue::kTwice, sources_of(byline) == 2);
      set(AuthorClue::kThrice, sources_of(byline) > 2);
      const bool house = is_site(byline.names.front());
      set(AuthorClue::kHouse, house);
      set(AuthorClue::kHouseOfNews, house && in_.ld.type.ends_with("NewsArticle"));
      const bool shown = is_shown_near(byline.names.front());
      set(AuthorClue::kShownNear, shown);
      set(AuthorClue::kShownNowhere, !shown && !is_shown(byline.names.front()));
      set(AuthorClue::kOnlyOne, out_.bylines.size() == 1);
      for (std::size_t j = 0; j < keys_.size(); ++j) {
        if (i == j) continue;
        set(AuthorClue::kPartOfOther, std::ranges::includes(keys_[j], keys_[i]));
        set(AuthorClue::kHoldsOther, std::ranges::includes(keys_[i], keys_[j]));
      }
    }
    const auto set = [&](AuthorlessClue clue, bool on) {
      out_.authorless.set(static_cast<std::size_t>(clue), on);
    };
    out_.make = page_make(in_, article_);
    const std::string og = text::lower(in_.meta.first({"og:type"}).value_or(""));
    constexpr std::size_t kShort = 150;
    set(AuthorlessClue::kAlways, true);
    set(AuthorlessClue::kNoArticleType, og != "article" && (in_.ld.type.empty() || in_.ld.type == "WebPage"));
    set(AuthorlessClue::kShortText, body_.words < kShort);
    const Clues near = of({AuthorClue::kTop, AuthorClue::kHead}), shown = of({AuthorClue::kShownNear}),
                heading = of({AuthorClue::kIsHeading}),
                named =
                    of({AuthorClue::kByLine, AuthorClue::kNamed, AuthorClue::kItem, AuthorClue::kAuthorLink}),
                stated =
                    of({AuthorClue::kLdPerson, AuthorClue::kMeta, AuthorClue::kSharedBy, AuthorClue::kHint});
    set(AuthorlessClue::kNobodyNear, std::ranges::none_of(out_.bylines, [&](const Byline& byline) {
          const auto says = [&](const Clues& clues) { return (byline.clues & clues).any(); };
          return (says(near) && says(named) && !says(heading)) || (says(shown) && says(stated));
        }));
    set(AuthorlessClue::kNewsType, in_.ld.type.ends_with("NewsArticle"));
    constexpr double kUnlikely = 0.5, kDoubtful = 0.85;
    set(AuthorlessClue::kUnlikelyArticle, article_chance_ < kUnlikely);
    set(AuthorlessClue::kDoubtfulArticle, article_chance_ >= kUnlikely && article_chance_ < kDoubtful);
  }

  const PageSources& in_;
  const Body& body_;
  const Article& article_;
  const double article_chance_;
  const std::string agency_, site_, headline_, host_;
  const Places places_;
  std::unordered_set<std::string> headings_;
  std::array<bool, kZones> seen_ = {};
  std::vector<std::vector<std::string>> keys_;
  AuthorEvidence out_;
};

}  // namespace

AuthorEvidence author_evidence(const PageSources& in, const Body& body, const Article& article,
                               double article_chance) {
  return Collector(in, body, article, article_chance).run();
}

}  // namespace newsloom::extract
