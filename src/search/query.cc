// One pass from left to right; there is nothing to nest. Typographic quotes are quotes, a quote that does not
// end lasts to the end, an OR with nothing beside it is a word like others.
#include "search/query.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/utf8.h"

namespace newsloom::search {
namespace {

constexpr std::array<std::pair<std::string_view, Field>, 6> kFields = {{{"title", Field::kTitle},
                                                                        {"source", Field::kSource},
                                                                        {"lang", Field::kLang},
                                                                        {"kind", Field::kKind},
                                                                        {"after", Field::kAfter},
                                                                        {"before", Field::kBefore}}};

bool is_quote(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0x00AB || c == 0x00BB;
}

bool is_blank(char32_t c) { return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0xFEFF; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Query read() {
    while (skip_blanks()) {
      if (query_.all_of.size() > kMaxTerms || terms_ >= kMaxTerms) {
        query_.notes.push_back("Only the first " + std::to_string(kMaxTerms) + " terms were used.");
        break;
      }
      if (read_or()) continue;
      read_term();
    }
    return std::move(query_);
  }

 private:
  char32_t peek(std::size_t& after) const {
    after = pos_;
    return text::next_code_point(text_, after);
  }

  bool skip_blanks() {
    for (std::size_t after = 0; pos_ < text_.size() && is_blank(peek(after));) pos_ = after;
    return pos_ < text_.size();
  }

  /// "OR" between two terms that are asked for.
  bool read_or() {
    const std::string_view rest = text_.substr(pos_);
    const bool is_or = rest.starts_with("OR ") && !query_.all_of.empty() && !query_.all_of.back().excluded;
    if (!is_or || text::trim(rest.substr(2)).empty()) return false;
    pos_ += 2;
    join_ = true;
    return true;
  }

  void read_term() {
    bool excluded = false;
    if (text_[pos_] == '-' && pos_ + 1 < text_.size()) {
      ++pos_;
      std::size_t after = 0;
      if (is_blank(peek(after))) return;
      excluded = true;
    }
    Term term{.field = read_field(), .value = read_value()};
    if (term.value.empty()) return;
    ++terms_;
    if (std::exchange(join_, false) && !excluded) {
      query_.all_of.back().any_of.push_back(std::move(term));
    } else {
      query_.all_of.push_back({.any_of = {std::move(term)}, .excluded = excluded});
    }
  }

  Field read_field() {
    const std::string head = text::lower(text_.substr(pos_, kLongestField + 1));
    for (const auto& [name, field] : kFields) {
      const bool named = head.starts_with(name) && head.size() > name.size() && head[name.size()] == ':';
      if (!named) continue;
      pos_ += name.size() + 1;
      return field;
    }
    return Field::kText;
  }

  /// Up to the closing quote, or to the next blank or quote.
  std::string read_value() {
    if (pos_ == text_.size()) return {};
    std::size_t after = 0;
    const bool quoted = is_quote(peek(after));
    if (quoted) pos_ = after;
    const std::size_t begin = pos_;
    while (pos_ < text_.size()) {
      const char32_t c = peek(after);
      if (quoted ? is_quote(c) : is_blank(c) || is_quote(c)) break;
      pos_ = after;
    }
    std::string value(text::trim(text_.substr(begin, pos_ - begin)));
    if (quoted && pos_ < text_.size()) {
      peek(after);
      pos_ = after;
    }
    return value;
  }

  static constexpr std::size_t kLongestField = 6;

  std::string_view text_;
  std::size_t pos_ = 0, terms_ = 0;
  bool join_ = false;
  Query query_;
};

}  // namespace

Query parse_query(std::string_view text) {
  const bool cut = text.size() > kMaxQueryBytes;
  std::size_t repaired = 0;
  const std::string valid = text::repair_utf8(text.substr(0, kMaxQueryBytes), repaired);
  Query query = Reader(valid).read();
  if (cut) query.notes.insert(query.notes.begin(), "Only the beginning of this long query was used.");
  return query;
}

}  // namespace newsloom::search
