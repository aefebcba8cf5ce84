// Follows the tokenizer of WHATWG HTML 13.2.5 as far as tags need it: quoted attribute values may hold `>`,
// raw text ends only at its own end tag, `<` before anything but a letter, `/`, `!` or `?` is text.
#include "html/markup_scanner.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "html/attribute_names.h"

namespace newsloom::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

enum CharClass : std::uint8_t { kSpace = 1, kSlash = 2, kGreater = 4, kEquals = 8, kLetter = 16 };

constexpr auto kClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) table[static_cast<unsigned char>(c)] = kSpace;
  table['/'] = kSlash;
  table['>'] = kGreater;
  table['='] = kEquals;
  for (int c = 'a'; c <= 'z'; ++c)
    table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 32)] = kLetter;
  return table;
}();

bool is(char c, int classes) { return (kClass[static_cast<unsigned char>(c)] & classes) != 0; }

/// The first place from `at` on whose character is (or is not) in `classes`, else the end.
std::size_t find_class(std::string_view text, std::size_t at, int classes) {
  while (at < text.size() && !is(text[at], classes)) ++at;
  return at;
}
std::size_t skip_class(std::string_view text, std::size_t at, int classes) {
  while (at < text.size() && is(text[at], classes)) ++at;
  return at;
}

/// Reads one attribute that begins at `at`; returns where it ends.
std::size_t read_attribute(std::string_view text, std::size_t at, RawAttribute& out) {
  const std::size_t name_end = find_class(text, at + 1, kSpace | kSlash | kGreater | kEquals);
  out.name = text.substr(at, name_end - at);
  out.value = {};
  const std::size_t equals = skip_class(text, name_end, kSpace);
  if (equals >= text.size() || text[equals] != '=') return name_end;
  const std::size_t value = skip_class(text, equals + 1, kSpace);
  if (value >= text.size() || text[value] == '>') return value;
  if (text[value] == '"' || text[value] == '\'') {
    const std::size_t close = text.find(text[value], value + 1);
    if (close == kNone) return text.size();
    out.value = text.substr(value + 1, close - value - 1);
    return close + 1;
  }
  const std::size_t end = find_class(text, value, kSpace | kGreater);
  out.value = text.substr(value, end - value);
  return end;
}

/// Elements whose content is text up to their own end tag.
bool is_raw_text(std::string_view name) {
  const auto is = [&](std::string_view raw) { return equals_ignoring_case(name, raw); };
  switch (name.size()) {
    case 3:
      return is("xmp");
    case 5:
      return is("style") || is("title");
    case 6:
      return is("script") || is("iframe");
    case 7:
      return is("noembed");
    case 8:
      return is("textarea") || is("noframes");
    default:
      return false;
  }
}

/// Of styles only those are that may hide their element.
bool is_kept(const RawAttribute& attribute) {
  const auto name = kept_attribute(attribute.name);
  return name && (*name != "style" || may_hide(attribute.value));
}

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::ranges::equal(text, lower, [](char a, char b) {
           return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b);
         });
}

std::optional<TagToken> MarkupScanner::next() {
  while ((at_ = markup_.find('<', at_)) != kNone && at_ + 1 < markup_.size()) {
    const bool is_end = markup_[at_ + 1] == '/';
    const std::size_t name = at_ + (is_end ? 2 : 1);
    if (name < markup_.size() && is(markup_[name], kLetter)) {
      TagToken tag;
      tag.begin = at_;
      tag.is_end = is_end;
      if (!read_tag(tag)) break;
      at_ = tag.end;
      note_foreign(tag);
      note_select(tag);
      tag.opens_raw_text = !is_end && open_foreign_ == 0 && is_raw_text(tag.name) &&
                           (!in_select_ || equals_ignoring_case(tag.name, "script"));
      if (tag.opens_raw_text) tag.raw_text = skip_raw_text(tag.name);
      return tag;
    }
    skip_declaration();
  }
  at_ = markup_.size();
  return std::nullopt;
}

/// False where the page ends inside the tag: the parser drops such a tag.
bool MarkupScanner::read_tag(TagToken& tag) {
  const std::size_t name = tag.begin + (tag.is_end ? 2 : 1);
  std::size_t at = find_class(markup_, name, kSpace | kSlash | kGreater);
  tag.name = markup_.substr(name, at - name);
  const std::size_t attributes = at;
  std::size_t count = 0;
  silent_.clear();
  for (;;) {
    at = skip_class(markup_, at, kSpace | kSlash);
    if (at >= markup_.size()) return false;
    if (markup_[at] == '>') break;
    if (count++ == max_attributes_) tag.excess_attributes = at;
    RawAttribute attribute;
    const std::size_t begin = at;
    at = read_attribute(markup_, at, attribute);
    if (!is_kept(attribute)) silent_.emplace_back(begin, at);
  }
  tag.silent_attributes = silent_;
  tag.attributes = markup_.substr(attributes, at - attributes);
  tag.self_closing = markup_[at - 1] == '/';
  tag.end = at + 1;
  return true;
}

/// Steps over `<!--…-->`, `<!…>`, `<?…>`, `</…>`; over the one character where `<` is text.
void MarkupScanner::skip_declaration() {
  const char after = markup_[at_ + 1];
  if (after != '!' && after != '?' && after != '/') {
    ++at_;
    return;
  }
  std::size_t end = kNone;
  if (markup_.substr(at_, 4) == "<!--") {
    // `<!-->` and `<!--->` are whole comments, so the end may share its dashes with the beginning.
    end = markup_.find("--", at_ + 2);
    while (end != kNone && markup_.substr(end, 3) != "-->" && markup_.substr(end, 4) != "--!>") {
      end = markup_.find("--", end + 1);
    }
    if (end != kNone) end = markup_.find('>', end);
  } else {
    end = markup_.find('>', at_);
  }
  at_ = end == kNone ? markup_.size() : end + 1;
}

std::string_view MarkupScanner::skip_raw_text(std::string_view name) {
  const std::size_t begin = at_;
  for (std::size_t at = begin; (at = markup_.find("</", at)) != kNone; at += 2) {
    const std::size_t after = at + 2 + name.size();
    if (after >= markup_.size()) break;
    const std::string_view found = markup_.substr(at + 2, name.size());
    const bool same = std::ranges::equal(found, name, [](char a, char b) { return (a | 32) == (b | 32); });
    if (same && is(markup_[after], kSpace | kSlash | kGreater)) {
      at_ = at;
      return markup_.substr(begin, at - begin);
    }
  }
  at_ = markup_.size();
  return {};
}

void MarkupScanner::note_foreign(const TagToken& tag) {
  if (tag.name.size() < 3 || tag.name.size() > 4) return;
  if (!equals_ignoring_case(tag.name, "svg") && !equals_ignoring_case(tag.name, "math")) return;
  if (tag.is_end) {
    if (open_foreign_ > 0) --open_foreign_;
  } else if (!tag.self_closing) {
    ++open_foreign_;
  }
}

std::optional<RawAttribute> AttributeScanner::next() {
  at_ = skip_class(text_, at_, kSpace | kSlash);
  if (at_ >= text_.size()) return std::nullopt;
  RawAttribute attribute;
  at_ = read_attribute(text_, at_, attribute);
  return attribute;
}

void MarkupScanner::note_select(const TagToken& tag) {
  const auto is = [&](std::string_view name) { return equals_ignoring_case(tag.name, name); };
  if (is("select")) {
    in_select_ = !tag.is_end && !in_select_;
  } else if (in_select_ && !tag.is_end && (is("input") || is("keygen") || is("textarea"))) {
    in_select_ = false;
  }
}

}  // namespace newsloom::html
