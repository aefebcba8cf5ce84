// Every date of the page is read once and filed under its day; a day collects clues from all places that name
// it. Nothing is decided here. Dates inside running text are looked at only at the text's first words and its
// last, so that the work stays small.
#include "extract/date_clues.h"

#include <algorithm>
#include <optional>

#include "extract/date_labels.h"
#include "extract/dateless.h"
#include "extract/day_forms.h"
#include "extract/places.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::AttributeName;
using html::NodeIndex;
using html::Tag;

constexpr std::size_t kMaxDays = 48;
/// A line with more words is running text.
constexpr std::size_t kLineWords = 30;
/// Bytes of running text in which a day may open or close it.
constexpr std::size_t kOpeningBytes = 120;
/// Dates in one line: published, updated, and whatever else.
constexpr int kDatesInLine = 3;
/// Bytes of an element that is a moment. Each of fifteen unclosed <time> in one another holds the same text:
/// what is no moment is not read.
constexpr std::size_t kLongestMoment = 200;
/// Bytes before a date that may say what it is.
constexpr std::size_t kLabelBytes = 60;

bool may_hold_date(std::string_view text) {
  int digits = 0;
  for (const char c : text) {
    // Digits of other scripts begin with these bytes.
    digits += (c >= '0' && c <= '9') || c == '\xD9' || c == '\xDB' || c == '\xE0' ? 1 : 0;
    if (digits >= 4) return true;
  }
  return false;
}

bool is_midnight(const Timestamp& moment) {
  return (moment.utc_seconds + moment.offset_minutes.value_or(0) * 60) % 86400 == 0;
}

using Clues = std::bitset<kDateClues>;

Clues of(std::initializer_list<DateClue> clues) {
  Clues out;
  for (const DateClue clue : clues) out.set(static_cast<std::size_t>(clue));
  return out;
}

const Clues kChanges = of(
    {DateClue::kLdModified, DateClue::kOpenGraphModified, DateClue::kMetaModified, DateClue::kItemModified});
const Clues kJsonLd = of({DateClue::kLdNews, DateClue::kLdArticle, DateClue::kLdPage, DateClue::kLdOther,
                          DateClue::kLdCreated, DateClue::kLdModified});
const Clues kStatements =
    of({DateClue::kLdNews, DateClue::kLdArticle, DateClue::kLdPage, DateClue::kLdOther, DateClue::kLdCreated,
        DateClue::kOpenGraph, DateClue::kMeta, DateClue::kMetaWeak, DateClue::kItemPublished,
        DateClue::kItemInHead, DateClue::kItemCreated, DateClue::kUrl, DateClue::kScript, DateClue::kHint});

class Collector {
 public:
  Collector(const PageSources& in, const Body& body, const Article& article, double article_chance)
      : in_(in),
        body_(body),
        article_(article),
        article_chance_(article_chance),
        places_(in.blocks, body, article.title) {
    const std::string lang = text::lower(in.meta.language().value_or(""));
    month_first_ = lang == "en-us" || lang == "en_us" || in.meta.first({"og:locale"}) == "en_US";
  }

  DateEvidence run() {
    stated();
    read_machine_days();
    shown();
    marked();
    file_ambiguous();
    if (!has_strong_) scripts();
    compare();
    return std::move(out_);
  }

 private:
  DayEvidence* file(const Timestamp& moment, const Clues& clues, int trust, const char* from) {
    const std::int64_t day = day_of(moment);
    auto found = std::ranges::find(out_.days, day, &DayEvidence::day);
    if (found == out_.days.end()) {
      if (out_.days.size() >= kMaxDays) return nullptr;
      out_.days.push_back({.day = day, .clues = {}, .moment = {}, .preference = -1, .from = from});
      found = out_.days.end() - 1;
    }
    found->clues |= clues;
    const bool timed = moment.precision != Precision::kDay && !is_midnight(moment);
    const int preference = (timed ? 100 : 0) + (timed && moment.offset_minutes ? 100 : 0) + trust;
    if (preference > found->preference) {
      found->preference = preference;
      found->moment = moment;
      found->from = from;
    }
    return &*found;
  }

  void file_text(const std::optional<std::string>& text, DateClue clue, int trust, const char* from) {
    if (!text) return;
    if (is_ambiguous(*text)) {
      ambiguous_.push_back({*text, clue, trust, from});
    } else if (const auto moment = text::parse_date(*text)) {
      file(*moment, of({clue}), trust, from);
      has_strong_ |= trust >= 50;
    }
  }

  /// When the shown days are known, which may say what stands first.
  void file_ambiguous() {
    for (const Ambiguous& value : ambiguous_) {
      const auto moment = text::parse_date(value.text);
      if (!moment) continue;
      file(agreed(*moment, value.text), of({value.clue}), value.trust, value.from);
      has_strong_ |= value.trust >= 50;
    }
  }

  void stated() {
    using Of = StatedDate::Of;
    using Says = StatedDate::Says;
    for (const StatedDate& date : in_.ld.dates) {
      const bool own = date.of != Of::kOther;
      if (date.says == Says::kPublished) {
        file_text(date.value,
                  date.of == Of::kNews      ? DateClue::kLdNews
                  : date.of == Of::kArticle ? DateClue::kLdArticle
                  : own                     ? DateClue::kLdPage
                                            : DateClue::kLdOther,
                  own && date.of != Of::kPage ? 90 : 60, "json-ld");
      } else if (date.says == Says::kCreated) {
        file_text(date.value, DateClue::kLdCreated, 40, "json-ld");
      } else {
        file_text(date.value, DateClue::kLdModified, own ? 5 : 1, "json-ld");
      }
    }
    for (const char* name : {"article:published_time", "og:article:published_time", "article:published",
                             "og:published_time", "og:pubdate", "article:published_date"})
      file_text(in_.meta.first({name}), DateClue::kOpenGraph, 80, "og");
    for (const char* name :
         {"article:modified_time", "og:updated_time", "article:modified", "og:article:modified_time"})
      file_text(in_.meta.first({name}), DateClue::kOpenGraphModified, 4, "og");
    for (const Meta::Dated& meta : in_.meta.dated()) {
      const auto says = [&](std::initializer_list<std::string_view> parts) {
        return std::ranges::any_of(
            parts, [&](std::string_view part) { return meta.name.find(part) != std::string::npos; });
      };
      if (says({"modif", "updat", "revis"})) {
        file_text(meta.value, meta.itemprop ? DateClue::kItemModified : DateClue::kMetaModified, 3, "meta");
      } else if (says({"publi", "pubdate", "pub-date", "issued", "release"})) {
        file_text(meta.value, meta.itemprop ? DateClue::kItemPublished : DateClue::kMeta, 70, "meta");
        if (meta.itemprop) file_text(meta.value, DateClue::kItemInHead, 70, "meta");
      } else {
        file_text(meta.value, meta.itemprop ? DateClue::kItemCreated : DateClue::kMetaWeak, 50, "meta");
      }
    }
    if (in_.page.hints.published) file(*in_.page.hints.published, of({DateClue::kHint}), 75, "hint");
    for (const auto& address : {article_.canonical_url, article_.url}) {
      const auto day = address ? day_of_address(*address) : std::nullopt;
      if (!day) continue;
      file(*day, of({DateClue::kUrl}), 20, "url");
      break;
    }
  }

  /// The zone's clue, or its "later" form where the zone has shown another day before.
  DateClue clue_of(Zone zone, std::int64_t day) {
    auto& seen = first_day_[static_cast<std::size_t>(zone)];
    if (!seen) seen = day;
    const bool first = *seen == day;
    switch (zone) {
      case Zone::kTop:
        return first ? DateClue::kTop : DateClue::kTopLater;
      case Zone::kHead:
        return first ? DateClue::kHead : DateClue::kHeadLater;
      case Zone::kOpening:
        return DateClue::kOpening;
      case Zone::kInBody:
        return DateClue::kInBody;
      case Zone::kTail:
        return first ? DateClue::kTail : DateClue::kTailLater;
      case Zone::kFar:
        break;
    }
    return first ? DateClue::kFar : DateClue::kFarLater;
  }

  static void label(DateLabel says, Clues& clues) {
    if (says == DateLabel::kPublished) clues |= of({DateClue::kSaysPublished});
    if (says == DateLabel::kUpdated) clues |= of({DateClue::kSaysUpdated});
  }

  /// What the elements around a shown day are named for.
  static void surroundings(const Block& block, Clues& clues) {
    if ((block.around & kComments) != 0) clues |= of({DateClue::kInComment});
  }

  void shown() {
    for (std::size_t i = 0; i < in_.blocks.size(); ++i) {
      const Block& block = in_.blocks[i];
      const Zone zone = places_.zone_of(i);
      const bool last = places_.has_text() && i == places_.last();
      const bool line = block.words <= kLineWords || ((zone == Zone::kTail || last) && is_colophon(block));
      const bool edge = last || (places_.has_text() && i == places_.first());
      if (!line && !edge) {
        if (zone == Zone::kInBody) opened(i);
        continue;
      }
      std::string_view text = block.text;
      if (!line) {
        text = i == places_.first() ? text.substr(0, kOpeningBytes)
                                    : text.substr(text.size() - std::min(text.size(), kOpeningBytes));
        while (!text.empty() && (text.front() & 0xC0) == 0x80) text.remove_prefix(1);
      }
      if (may_hold_date(text)) shown_in(block, i, zone, text);
    }
  }

  /// "This entry was posted on …, and is filed under …": longer than a line, and no text.
  static bool is_colophon(const Block& block) {
    constexpr std::size_t kLongestColophon = 90;
    return block.words <= kLongestColophon && may_hold_date(block.text) && says_published(block.text);
  }

  /// A day that opens one of the first paragraphs, behind a standfirst or a byline: "3.5.2031 - The harbour
  /// …".
  void opened(std::size_t i) {
    constexpr std::size_t kFirstParagraphs = 4, kLongestDay = 24;
    if (i > places_.first() + kFirstParagraphs) return;
    const std::string_view text = std::string_view(in_.blocks[i].text).substr(0, kLongestDay);
    if (!may_hold_date(text)) return;
    if (const auto found = text::find_date(text); found && found->begin == 0)
      file(found->moment, of({DateClue::kOpening}), 20, "date-line");
  }

  /// What is ambiguous is read as the page's other days say: where only the other reading is known by then,
  /// it is that.
  Timestamp agreed(const Timestamp& read, std::string_view text) const {
    if (!is_ambiguous(text)) return read;
    const auto other = in_other_order(read);
    return other && !is_known(day_of(read)) && is_known(day_of(*other)) ? *other : read;
  }

  bool is_known(std::int64_t day) const {
    return std::ranges::find(out_.days, day, &DayEvidence::day) != out_.days.end() ||
           std::ranges::find(machine_days_, day) != machine_days_.end();
  }

  void read_machine_days() {
    for (const NodeIndex n : in_.marks.times) {
      const auto value = in_.document.attribute(n, "datetime");
      if (!value || value->size() > kLongestMoment || is_ambiguous(*value)) continue;
      if (const auto moment = text::parse_date(*value)) machine_days_.push_back(day_of(*moment));
    }
  }

  void shown_in(const Block& block, std::size_t index, Zone zone, std::string_view text) {
    for (int round = 0; round < kDatesInLine; ++round) {
      const auto found = text::find_date(text, month_first_);
      if (!found) return;
      const Timestamp moment = agreed(found->moment, text.substr(found->begin, found->end - found->begin));
      Clues clues = of({clue_of(zone, day_of(moment))});
      if (block.furniture) clues |= of({DateClue::kFurniture});
      surroundings(block, clues);
      std::string before(text.substr(0, found->begin));
      if (before.size() < 3 && index > 0 && in_.blocks[index - 1].text.size() < kLabelBytes)
        before.insert(0, in_.blocks[index - 1].text);
      std::size_t cut = before.size() > kLabelBytes ? before.size() - kLabelBytes : 0;
      while (cut < before.size() && (before[cut] & 0xC0) == 0x80) ++cut;
      label(label_of(std::string_view(before).substr(cut)), clues);
      if (says_today(std::string_view(before).substr(cut))) clues |= of({DateClue::kSaysToday});
      file(moment, clues, 30, "date-line");
      text.remove_prefix(std::min(text.size(), found->end));
    }
  }

  void marked() {
    // What is read for a date has so few nodes: a <time> that is never closed would hold the rest of the
    // page, and hundreds of them hold it hundreds of times.
    constexpr NodeIndex kSmallSubtree = 16;
    for (const NodeIndex n : in_.marks.times) {
      const auto itemprop = in_.document.attribute(n, "itemprop");
      for (const AttributeName key : std::to_array<AttributeName>({"datetime", "content", "title"})) {
        const auto value = in_.document.attribute(n, key);
        if (value && marked_as(n, *value, of({DateClue::kTimeElement}), itemprop)) break;
      }
      if (in_.document.end(n) - n > kSmallSubtree) continue;
      if (const std::string text = text::fold_space(in_.document.inner_text(n)); may_hold_date(text))
        marked_as(n, text, of({DateClue::kTimeElement}), itemprop);
    }
    for (const NodeIndex n : in_.marks.dated) {
      if (in_.document.end(n) - n > kSmallSubtree) continue;
      if (const auto title = in_.document.attribute(n, "title"); title && may_hold_date(*title))
        marked_as(n, *title, {}, {});
      const std::string text = text::fold_space(in_.document.inner_text(n));
      if (text.size() <= kOpeningBytes && may_hold_date(text)) marked_as(n, text, {}, {});
    }
  }

  bool marked_as(NodeIndex n, std::string_view text, Clues clues, std::optional<std::string_view> itemprop) {
    if (text.size() > kLongestMoment) return false;
    auto moment = text::parse_date(text);
    if (!moment) {
      if (const auto found = text::find_date(text, month_first_)) moment = found->moment;
    }
    if (!moment) return false;
    *moment = agreed(*moment, text);
    const auto names = in_.document.attribute(n, "class").value_or("");
    if (itemprop) {
      const Zone zone = in_.blocks.empty() ? Zone::kHead : places_.zone_at(n);
      const bool aside = zone == Zone::kTail || zone == Zone::kFar;
      clues |= of({itemprop->find("Modified") != std::string_view::npos    ? DateClue::kItemModified
                   : aside                                                 ? DateClue::kItemAside
                   : itemprop->find("Published") != std::string_view::npos ? DateClue::kItemPublished
                                                                           : DateClue::kItemCreated});
    }
    label(label_of_names(names), clues);
    const NodeIndex furthest = n > 0 ? in_.document.parent(n) : html::kNoNode;
    int steps = 0;
    for (NodeIndex up = furthest; up != html::kNoNode && steps < 8; up = in_.document.parent(up), ++steps) {
      const Tag tag = in_.document.tag(up);
      if (tag == Tag::kAside || tag == Tag::kNav || tag == Tag::kFooter) clues |= of({DateClue::kFurniture});
    }
    if (!in_.blocks.empty()) {
      clues |= of({clue_of(places_.zone_at(n), day_of(*moment))});
      surroundings(in_.blocks[places_.block_at(n)], clues);
    }
    file(*moment, clues, itemprop ? 55 : 35, "time");
    return true;
  }

  /// "datePublished":"2022-09-19T…" and its sisters in what scripts carry along. Only the first of each key.
  void scripts() {
    constexpr std::size_t kLongest = 34, kAhead = 24;  // of a day; from its key to its first digit
    for (NodeIndex n = 0; n < in_.document.size(); ++n) {
      if (in_.document.tag(n) != Tag::kScript || in_.document.first_child(n) == html::kNoNode) continue;
      const std::string_view script = in_.document.text(in_.document.first_child(n));
      for (const std::string_view stem : {"ublish", "ublicat", "ubdate", "ubDate", "reated", "dateCreated"}) {
        const std::size_t at = script.find(stem);
        if (at == std::string_view::npos) continue;
        const std::size_t digit = script.substr(0, at + kAhead + 1).find_first_of("12", at);
        if (digit == std::string_view::npos) continue;
        std::size_t end = digit;
        while (end < script.size() && end - digit < kLongest &&
               std::string_view("0123456789-:+.TZ /").find(script[end]) != std::string_view::npos)
          ++end;
        if (const auto moment = text::parse_date(script.substr(digit, end - digit)))
          file(*moment, of({DateClue::kScript}), 45, "script");
      }
    }
  }

  static bool any(const DayEvidence& day, DateClue first, DateClue last) {
    for (auto i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last); ++i) {
      if (day.clues.test(i)) return true;
    }
    return false;
  }

  static bool states_published(const DayEvidence& day) {
    return any(day, DateClue::kLdNews, DateClue::kLdPage) ||
           any(day, DateClue::kOpenGraph, DateClue::kOpenGraph) ||
           any(day, DateClue::kMeta, DateClue::kMeta) ||
           any(day, DateClue::kItemPublished, DateClue::kItemPublished);
  }

  static bool states_change(const DayEvidence& day) { return (day.clues & kChanges).any(); }

  /// By anything but a shown line and the day of a change.
  static bool is_stated(const DayEvidence& day) { return (day.clues & ~kChanges & kStatements).any(); }

  static bool is_shown_near(const DayEvidence& day) {
    return any(day, DateClue::kTop, DateClue::kTop) || any(day, DateClue::kHead, DateClue::kHead);
  }

  void compare() {
    std::int64_t earliest = 0, latest = 0;
    std::size_t shown_days = 0;
    const bool published_stated = std::ranges::any_of(out_.days, states_published);
    const bool near_shown = std::ranges::any_of(out_.days, is_shown_near);
    const auto off_the_near = [&](const DayEvidence& day) {
      return std::ranges::any_of(out_.days, [&](const DayEvidence& other) {
        return is_shown_near(other) && (other.day - day.day == 1 || day.day - other.day == 1);
      });
    };
    const auto aside = [](const DayEvidence& day) {
      return any(day, DateClue::kTail, DateClue::kFarLater) && !any(day, DateClue::kTop, DateClue::kInBody);
    };
    constexpr std::ptrdiff_t kSeveral = 3;
    const bool several_aside = std::ranges::count_if(out_.days, aside) >= kSeveral;
    const bool news = std::ranges::any_of(
        out_.days, [](const DayEvidence& day) { return any(day, DateClue::kLdNews, DateClue::kLdNews); });
    const bool news_backed = std::ranges::any_of(out_.days, [](const DayEvidence& day) {
      return any(day, DateClue::kLdNews, DateClue::kLdNews) && (day.clues & ~kJsonLd).any();
    });
    for (DayEvidence& day : out_.days) {
      const bool first = &day == out_.days.data();
      earliest = first ? day.day : std::min(earliest, day.day);
      latest = first ? day.day : std::max(latest, day.day);
      const bool shown = any(day, DateClue::kTop, DateClue::kFarLater);
      shown_days += shown ? 1 : 0;
      const bool stated = is_stated(day), changed = states_change(day);
      if (shown && stated) day.clues |= of({DateClue::kStatedAndShown});
      if (states_published(day) && day.moment.precision != Precision::kDay && is_midnight(day.moment))
        day.clues |= of({DateClue::kStatedMidnight});
      if (changed && !stated) day.clues |= of({shown ? DateClue::kChangeShown : DateClue::kChangeOnly});
      if (!stated && !changed && aside(day)) {
        day.clues |= of({DateClue::kOnlyAside});
        if (published_stated) day.clues |= of({DateClue::kAsideOfStated});
      }
      if (published_stated && changed && !states_published(day)) {
        day.clues |= of({DateClue::kRevision});
        if (is_shown_near(day) && any(day, DateClue::kTimeElement, DateClue::kTimeElement))
          day.clues |= of({DateClue::kRevisionTimed});
      }
      const Clues others = day.clues & ~of({DateClue::kLdArticle, DateClue::kLdPage, DateClue::kLdNews,
                                            DateClue::kLdModified, DateClue::kOpenGraphModified});
      if (!news && states_published(day) && others.none() &&
          any(day, DateClue::kLdNews, DateClue::kLdArticle) != any(day, DateClue::kLdPage, DateClue::kLdPage))
        day.clues |= of({DateClue::kLoneStatement});
      if (states_published(day) && !shown && !near_shown) day.clues |= of({DateClue::kStatedAlone});
      if (near_shown && states_published(day) && !shown)
        day.clues |= of({off_the_near(day)                                ? DateClue::kDayOffShown
                         : any(day, DateClue::kLdNews, DateClue::kLdNews) ? DateClue::kNewsOthersShown
                                                                          : DateClue::kOthersShown});
      if (several_aside && aside(day)) day.clues |= of({DateClue::kOneOfMany});
    }
    // News that says twice when it appeared: what it states as the day of a change is no more than that,
    // however large it is shown.
    if (news_backed)
      std::erase_if(out_.days, [](const DayEvidence& day) { return states_change(day) && !is_stated(day); });
    for (DayEvidence& day : out_.days) {
      if (out_.days.size() == 1 && !any(day, DateClue::kOnlyAside, DateClue::kOnlyAside))
        day.clues |= of({DateClue::kOnlyDay});
      if (out_.days.size() > 1 && day.day == earliest) day.clues |= of({DateClue::kEarliest});
      if (out_.days.size() > 1 && day.day == latest) day.clues |= of({DateClue::kLatest});
    }
    out_.make = page_make(in_, article_);
    out_.dateless =
        dateless_clues(in_, body_, article_, article_chance_,
                       {.days = out_.days, .shown = shown_days, .published_stated = published_stated});
  }

  const PageSources& in_;
  const Body& body_;
  const Article& article_;
  const double article_chance_;
  const Places places_;
  bool month_first_ = false, has_strong_ = false;
  /// Stated as "11/01/2031".
  struct Ambiguous {
    std::string text;
    DateClue clue;
    int trust;
    const char* from;
  };
  std::vector<Ambiguous> ambiguous_;
  /// What <time> elements state for machines.
  std::vector<std::int64_t> machine_days_;
  std::array<std::optional<std::int64_t>, kZones> first_day_;
  DateEvidence out_;
};

}  // namespace

DateEvidence date_evidence(const PageSources& in, const Body& body, const Article& article,
                           double article_chance) {
  return Collector(in, body, article, article_chance).run();
}

}  // namespace newsloom::extract
