// Why: the tree algorithm of HTML5 is not linear. Elements that are never closed make every later tag walk a
// long stack (100,000 nested <div> took 13 s), and open formatting elements are copied into every later block
// (400 open <font> and 8,000 <p>, 68 kB of page, took 4.5 s and 1.1 GB). Bounding the two makes it linear.
//
// How: a model of the parser's stack of open elements and of its list of active formatting elements, kept
// while the tags go by. A start tag that would pass a bound is left out together with its end tag, so that
// what is outside keeps its shape and no text is lost. The model follows the rules that matter for depth:
// implied end tags, scopes, markers at table cells. Where a page deceives it, the budget checked between the
// chunks that the parser is fed with stops the parse (html_tree.cc).
#include "html/guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/element_class.h"
#include "html/markup_scanner.h"

namespace newsloom::html {
namespace {

/// Bytes of the tags of all open formatting elements: what each later block copies. Links with long tracking
/// addresses have about 1 kB; only one link is open at a time.
constexpr std::size_t kMaxFormattingBytes = 4096;

/// The library joins a text to the one before it by copying both, where all tags between them were ignored
/// ("x<td>x<td>" outside of tables, end tags of nothing): a megabyte of these took five seconds and as much
/// memory. A comment ends such a text. Where it is none, inside of raw text, it must not stand; elsewhere it
/// changes nothing else, so one stands after every so many tags, ignored or not: which are is the parser's
/// secret.
constexpr std::size_t kTagsTogether = 128;
constexpr std::string_view kComment = "<!---->";

/// Elements left out for their depth, after which half of the depth is allowed.
constexpr std::size_t kManyDropped = 256;

class Guard {
 public:
  Guard(std::string_view markup, const Limits& limits) : markup_(markup), limits_(limits) {
    open_.reserve(limits.max_open_elements);
  }

  GuardedMarkup run() {
    MarkupScanner scanner(markup_, limits_.max_attributes);
    bool in_raw_text = false;
    for (std::size_t together = 1; const auto tag = scanner.next(); ++together) {
      if (together >= kTagsTogether && !in_raw_text) {
        replace(tag->begin, tag->begin, kComment);
        together = 0;
      }
      in_raw_text = tag->opens_raw_text;
      const bool keep = tag->is_end ? end_tag(*tag) : start_tag(*tag);
      if (!keep) {
        replace(tag->begin, end_of_element(*tag), {});
        continue;
      }
      if (!tag->is_end) drop_silent_attributes(*tag);
      if (tag->excess_attributes != std::string_view::npos) {
        ++result_.cut_attributes;
        replace(tag->excess_attributes, tag->end, tag->self_closing ? " />" : " >");
      }
      if (foreign_ == 0 && !tag->raw_text.empty()) withhold(*tag);
    }
    if (result_.rewritten) result_.rewritten->append(markup_.substr(copied_));
    return std::move(result_);
  }

 private:
  struct Formatting {
    std::uint32_t id = 0;  // 0: a marker
    std::size_t bytes = 0;
  };

  /// Both return whether the tag stays on the page.
  bool start_tag(const TagToken& tag) {
    const ElementClass element = classify(tag.name);
    if (element.has(kIgnored)) return true;
    // What the parser does not see ends nothing there.
    const bool hopeless = result_.dropped_nesting >= kManyDropped && open_.size() >= most_open();
    if (foreign_ == 0 && !hopeless) close_implied(element);
    if (element.has(kVoid) || (foreign_ > 0 && tag.self_closing)) return true;
    if (hopeless || open_.size() >= most_open()) {
      ++result_.dropped_nesting;
      return drop(element);
    }
    if (element.has(kFormatting) && foreign_ == 0) {
      const std::size_t bytes = tag.end - tag.begin;
      if (formatting_since_marker_ >= limits_.max_open_formatting ||
          formatting_bytes_ + bytes > kMaxFormattingBytes) {
        ++result_.dropped_formatting;
        return drop(element);
      }
      formatting_.push_back({element.id, bytes});
      ++formatting_since_marker_;
      formatting_bytes_ += bytes;
    }
    if (element.has(kMarker)) {
      formatting_.push_back({});
      formatting_since_marker_ = 0;
    }
    if (element.has(kForeign)) ++foreign_;
    open_.push_back(element);
    ++open_count(element.id);
    ++open_of(element.family);
    return true;
  }

  bool end_tag(const TagToken& tag) {
    const ElementClass element = classify(tag.name);
    if (element.has(kIgnored) || element.has(kVoid)) return true;
    if (std::uint32_t& dropped = dropped_[element.id % dropped_.size()]; dropped > 0) {
      --dropped;
      return false;
    }
    if (element.has(kFormatting) && end_formatting(element.id)) return true;
    if (open_count(element.id) == 0) return true;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].id == element.id) {
        pop_to(i);
        return true;
      }
      if (stops(open_[i], element)) return true;
    }
    return true;
  }

  /// An end tag of `wanted` is ignored where this element stands between.
  static bool stops(const ElementClass& open, const ElementClass& wanted) {
    if (wanted.family == Family::kCell || wanted.family == Family::kRow ||
        wanted.family == Family::kRowGroup) {
      return bounds(open, Family::kRow);
    }
    static const std::uint32_t table = classify("table").id;
    if (wanted.id == table) return bounds(open, Family::kRow);
    if (wanted.has(kForeign)) return false;
    return wanted.has(kSpecial) ? open.has(kScope) : open.has(kSpecial);
  }

  /// What the start tag of `element` closes before it opens.
  void close_implied(const ElementClass& element) {
    if (element.has(kEndsParagraph)) close_family(Family::kParagraph);
    if (element.family == Family::kNone || element.family == Family::kParagraph) return;
    if (element.family == Family::kRowGroup) close_family(Family::kCell);
    if (element.family == Family::kRowGroup) close_family(Family::kRow);
    if (element.family == Family::kRow) close_family(Family::kCell);
    if (element.family == Family::kLink) {
      end_formatting(element.id);
      return;
    }
    close_family(element.family);
  }

  void close_family(Family family) {
    if (open_of(family) == 0) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].family == family) return pop_to(i);
      if (bounds(open_[i], family)) return;
    }
  }

  /// The last such formatting element ends; blocks that were opened inside it stay open. False if there is
  /// none.
  bool end_formatting(std::uint32_t id) {
    for (std::size_t i = formatting_.size(); i > first_behind_marker();) {
      if (formatting_[--i].id != id) continue;
      formatting_bytes_ -= formatting_[i].bytes;
      --formatting_since_marker_;
      formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
      end_open_formatting(id);
      return true;
    }
    return false;
  }

  void end_open_formatting(std::uint32_t id) {
    if (open_count(id) == 0) return;
    bool block_between = false;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].has(kScope)) return;
      if (open_[i].id == id) {
        if (!block_between) return pop_to(i);
        --open_count(id);
        --open_of(open_[i].family);
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
        return;
      }
      block_between = block_between || open_[i].has(kSpecial);
    }
  }

  void pop_to(std::size_t size) {
    // What was left out for its depth stood inside an element that ends now: its end tags will not come any
    // more.
    if (open_.size() >= most_open()) forget_dropped();
    while (open_.size() > size) {
      const ElementClass& top = open_.back();
      --open_count(top.id);
      --open_of(top.family);
      if (top.has(kForeign)) --foreign_;
      if (top.has(kMarker)) clear_to_marker();
      open_.pop_back();
    }
  }

  void clear_to_marker() {
    while (!formatting_.empty() && formatting_.back().id != 0) {
      formatting_bytes_ -= formatting_.back().bytes;
      formatting_.pop_back();
    }
    if (!formatting_.empty()) formatting_.pop_back();
    formatting_since_marker_ = formatting_.size() - first_behind_marker();
    forget_dropped();
  }

  /// Where the formatting elements behind the last marker begin. At most Limits::max_open_formatting steps.
  std::size_t first_behind_marker() const {
    std::size_t first = formatting_.size();
    while (first > 0 && formatting_[first - 1].id != 0) --first;
    return first;
  }

  void forget_dropped() {
    if (any_dropped_) dropped_.fill(0);
    any_dropped_ = false;
  }

  /// Where elements go on to be too deep, one that ends another of its kind (<li>) would come through every
  /// time, and for each the parser looks through all that are open.
  std::size_t most_open() const {
    return result_.dropped_nesting < kManyDropped ? limits_.max_open_elements : limits_.max_open_elements / 2;
  }

  bool drop(const ElementClass& element) {
    ++dropped_[element.id % dropped_.size()];
    any_dropped_ = true;
    return false;
  }

  void drop_silent_attributes(const TagToken& tag) {
    for (const auto& [begin, end] : tag.silent_attributes) {
      if (begin >= tag.excess_attributes) return;
      replace(begin, end, {});
    }
  }

  /// Without its start tag the text of a script would be read as markup.
  std::size_t end_of_element(const TagToken& tag) const {
    if (!tag.opens_raw_text) return tag.end;
    return tag.raw_text.data() == nullptr ? markup_.size() : tag.end + tag.raw_text.size();
  }

  /// In a script with `<!--` an end tag may be none: the parser reads such a one itself.
  void withhold(const TagToken& tag) {
    const std::size_t end = tag.end + tag.raw_text.size();
    if (equals_ignoring_case(tag.name, "style")) {
      replace(tag.end, end, {});
    } else if (equals_ignoring_case(tag.name, "script") &&
               tag.raw_text.find("<!--") == std::string_view::npos) {
      replace(tag.end, end, std::string(kScriptMark) + std::to_string(result_.scripts.size()));
      result_.scripts.push_back(tag.raw_text);
    }
  }

  void replace(std::size_t begin, std::size_t end, std::string_view by) {
    if (!result_.rewritten) {
      result_.rewritten.emplace();
      result_.rewritten->reserve(markup_.size());
    }
    result_.rewritten->append(markup_.substr(copied_, begin - copied_)).append(by);
    copied_ = end;
  }

  /// How many are open of a name; names share a counter where their hashes do, which only costs a look.
  std::uint32_t& open_count(std::uint32_t id) { return open_counts_[id % open_counts_.size()]; }

  std::uint32_t& open_of(Family family) { return open_families_[static_cast<std::size_t>(family)]; }

  std::string_view markup_;
  const Limits& limits_;
  GuardedMarkup result_;
  std::size_t copied_ = 0;  // of markup_, into result_.rewritten

  std::vector<ElementClass> open_;
  std::vector<Formatting> formatting_;
  std::size_t formatting_since_marker_ = 0, formatting_bytes_ = 0, foreign_ = 0;
  std::array<std::uint32_t, 512> open_counts_{};
  std::array<std::uint32_t, 256> dropped_{};  // by name: end tags that belong to start tags left out
  std::array<std::uint32_t, 9> open_families_{};
  bool any_dropped_ = false;
};

}  // namespace

GuardedMarkup guard(std::string_view markup, const Limits& limits) { return Guard(markup, limits).run(); }

}  // namespace newsloom::html
