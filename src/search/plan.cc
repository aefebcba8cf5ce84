// Every clause becomes a bracket of phrases joined by OR, the clauses are joined by AND, the excluded ones
// follow behind one NOT. Nothing of what was typed reaches the expression but words that IndexWords cut, in
// quotes: so no query can break it.
//
// A word stands in the index as the stem of its article's language, and which language was meant nobody says.
// So it is looked for in the stems of all languages that are there; most agree, and a stem that does not
// occur costs next to nothing.
#include "search/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "text/index_words.h"
#include "text/utf8.h"

namespace newsloom::search {
namespace {

using namespace std::chrono;

/// Years that a date of a query may have; the same as those of published dates.
constexpr int kFirstYear = 1900, kLastYear = 2199;

int days_of(year_month_day date) { return static_cast<int>(sys_days{date}.time_since_epoch().count()); }

std::string quoted(std::string_view words) { return fmt::format("\"{}\"", words); }

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits[0] == '-') return std::nullopt;
  return value;
}

/// The first day of "2031", "2031-03" or "2031-03-04".
std::optional<int> first_day_of(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year_number = number_of(text.substr(0, 4));
  const auto month_number = text.size() >= 7 ? number_of(text.substr(5, 2)) : 1;
  const auto day_number = text.size() == 10 ? number_of(text.substr(8, 2)) : 1;
  if (!year_number || !month_number || !day_number) return std::nullopt;
  if ((text.size() >= 7 && text[4] != '-') || (text.size() == 10 && text[7] != '-')) return std::nullopt;
  const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                            day{static_cast<unsigned>(*day_number)}};
  if (!date.ok() || *year_number < kFirstYear || *year_number > kLastYear) return std::nullopt;
  return days_of(date);
}

class Planner {
 public:
  explicit Planner(const Surroundings& surroundings) : surroundings_(&surroundings) {}

  Plan make(const Query& query) {
    plan_.notes = query.notes;
    choose_languages(query);
    std::string wanted, unwanted;
    // Excluded clauses last: phrases are numbered as they stand.
    for (const Clause& clause : query.all_of) {
      if (!clause.excluded) append(wanted, " AND ", bracket(clause));
    }
    add_span(wanted);
    for (const Clause& clause : query.all_of) {
      if (clause.excluded) append(unwanted, " OR ", bracket(clause));
    }
    if (wanted.empty() && unwanted.empty()) return std::move(plan_);
    if (wanted.empty()) {
      wanted = quoted(store::fact_any());
      plan_.weights.insert(plan_.weights.begin(), store::PhraseWeight{});
    }
    plan_.expression = unwanted.empty() ? wanted : fmt::format("({}) NOT ({})", wanted, unwanted);
    return std::move(plan_);
  }

 private:
  static void append(std::string& to, std::string_view joint, const std::string& part) {
    if (part.empty()) return;
    if (!to.empty()) to += joint;
    to += part;
  }

  /// A query for one language needs its stems only.
  void choose_languages(const Query& query) {
    languages_ = {""};
    for (const Clause& clause : query.all_of) {
      if (clause.excluded || clause.any_of.size() != 1 || clause.any_of[0].field != Field::kLang) continue;
      languages_.insert(text::base_language(clause.any_of[0].value));
      return;
    }
    for (const std::string& language : surroundings_->languages)
      languages_.insert(text::base_language(language));
  }

  std::string bracket(const Clause& clause) {
    std::string phrases;
    const auto group = static_cast<std::int64_t>(plan_.groups.size());
    bool scored = false;
    for (const Term& term : clause.any_of) {
      const bool is_text = term.field == Field::kText || term.field == Field::kTitle;
      for (const std::string& phrase : is_text ? forms_of(term, !clause.excluded) : facts_of(term)) {
        append(phrases, " OR ", phrase);
        plan_.weights.push_back({.weight = is_text && !clause.excluded ? 1.0 : 0.0, .group = group});
      }
      scored = scored || (is_text && !clause.excluded);
    }
    if (phrases.empty()) return {};
    phrases = "(" + phrases + ")";
    if (scored) plan_.groups.push_back(phrases);
    return phrases;
  }

  /// The distinct phrases that a term's words make in the languages of the index.
  std::vector<std::string> forms_of(const Term& term, bool marked) {
    std::vector<std::string> forms;
    for (const std::string& language : languages_) {
      std::string phrase;
      words_.cut(term.value, language, text::IndexWordsOf::kQuery, [&](const text::IndexWord& word) {
        append(phrase, " ", std::string(word.word));
        if (marked) plan_.words.emplace(word.word);
      });
      if (phrase.empty()) continue;
      phrase = (term.field == Field::kTitle ? "title:" : "") + quoted(phrase);
      if (std::ranges::find(forms, phrase) == forms.end()) forms.push_back(std::move(phrase));
    }
    return forms;
  }

  std::vector<std::string> facts_of(const Term& term) {
    switch (term.field) {
      case Field::kSource:
        return source_facts(term.value);
      case Field::kLang:
        return {quoted(store::fact_language(plain_word(text::base_language(term.value))))};
      case Field::kKind:
        return {quoted(store::fact_kind(plain_word(text::lower(term.value))))};
      case Field::kAfter:
      case Field::kBefore:
        bound(term);
        return {};
      case Field::kText:
      case Field::kTitle:
        break;
    }
    return {};
  }

  /// Letters, digits and hyphens; what a fact can hold without leaving its quotes.
  static std::string plain_word(std::string_view value) {
    std::string word;
    for (const char c : value) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (plain) word += c;
    }
    return word;
  }

  std::vector<std::string> source_facts(const std::string& value) {
    std::vector<std::string> facts;
    for (const SourceId source : surroundings_->sources(value))
      facts.push_back(quoted(store::fact_source(source)));
    if (!facts.empty()) return facts;
    plan_.notes.push_back(fmt::format("No publisher here is called {}.", value));
    // A fact of no article: nothing matches, rather than everything.
    return {quoted(store::fact_source(SourceId::kNone))};
  }

  /// Several bounds narrow the span; excluded or alternative ones mean the same as plain ones.
  void bound(const Term& term) {
    const auto day = first_day_of(term.value);
    if (!day) {
      plan_.notes.push_back(fmt::format("{} is no date like 2031, 2031-03 or 2031-03-04.", term.value));
      return;
    }
    bounded_ = true;
    if (term.field == Field::kAfter) from_ = std::max(from_, *day);
    if (term.field == Field::kBefore) to_ = std::min(to_, *day);
  }

  void add_span(std::string& wanted) {
    if (!bounded_) return;
    std::string days;
    for (const std::string& word : dates_between(from_, to_))
      append(days, " OR ", quoted(store::fact_date(word)));
    if (days.empty()) days = quoted(store::fact_date("none"));
    append(wanted, " AND ", "(" + days + ")");
    const auto phrases = std::ranges::count(days, '=');
    plan_.weights.insert(plan_.weights.end(), static_cast<std::size_t>(phrases), store::PhraseWeight{});
  }

  const Surroundings* surroundings_;
  text::IndexWords words_;
  std::set<std::string> languages_;
  Plan plan_;
  int from_ = days_of(year{kFirstYear} / January / 1), to_ = days_of(year{kLastYear + 1} / January / 1);
  bool bounded_ = false;
};

}  // namespace

Plan make_plan(const Query& query, const Surroundings& surroundings) {
  return Planner(surroundings).make(query);
}

}  // namespace newsloom::search
