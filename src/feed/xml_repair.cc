// A strict parser stops at the first mistake, and about one feed in twenty has one: a bare "&" in a link, an
// unclosed tag of HTML, a control character from a database, "&nbsp;" without a document type that declares
// it. All such mistakes are local. One pass over the text puts them right, after the practice of HTML
// parsers, so that libxml2 has nothing left to refuse. Dropping the document type also takes away every way
// to make entities grow ("billion laughs") or to point at files.
#include "feed/xml_repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "html/document.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

/// Attributes of one element that are kept: real feeds have up to about 20 (namespaces of the root).
constexpr std::size_t kMostAttributes = 64;
/// Longest name of a character in HTML is "CounterClockwiseContourIntegral".
constexpr std::size_t kLongestCharacterName = 32;
/// HTML has 2,231 names; a text with more different ones plays a game.
constexpr std::size_t kMostCharacterNames = 4096;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_part(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// What browsers read for &#128; to &#159;: the characters of windows-1252.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// May this character stand in XML 1.0?
bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

class Repair {
 public:
  Repair(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {
    out_.xml.reserve(text.size() + text.size() / 8 + 16);
  }

  RepairedXml run() {
    out_.xml = "<_>";
    skip_junk();
    while (pos_ < text_.size()) {
      if (text_[pos_] == '<') {
        markup();
      } else if (text_[pos_] == '&') {
        reference();
      } else {
        character();
      }
    }
    if (!open_.empty()) note("end-missing:" + std::string(open_.back()));
    while (!open_.empty()) close_last();
    out_.xml += "</_>";
    return std::move(out_);
  }

 private:
  bool at(std::string_view what) const { return text_.substr(pos_).starts_with(what); }

  void note(std::string what) {
    if (std::ranges::find(out_.notes, what) == out_.notes.end()) out_.notes.push_back(std::move(what));
  }

  void skip_junk() {
    std::size_t begin = 0;
    while (true) {
      begin = text_.find('<', begin);
      if (begin == std::string_view::npos || begin + 1 >= text_.size()) return;
      const char next = text_[begin + 1];
      if (next == '?' || next == '!' || is_name_start(next)) break;
      ++begin;
    }
    if (text_.substr(0, begin).find_first_not_of(" \t\r\n") != std::string_view::npos) note("leading-junk");
    pos_ = begin;
  }

  /// Does `end` come at all? Once it does not, `possible` remembers: the text is searched in vain only once.
  bool comes(std::string_view end, bool& possible) const {
    possible = possible && text_.find(end, pos_) != std::string_view::npos;
    return possible;
  }

  /// Moves behind the next `end`, or to the end of the text.
  void skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, pos_);
    pos_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  void markup() {
    if (at("<!--")) {
      pos_ += 4;
      // A comment that never ends hides nothing.
      if (comes("-->", comment_ends_)) skip_past("-->");
      return;
    }
    if (at("<![CDATA[")) return character_data();
    if (at("<!")) return declaration();
    if (at("<?")) return skip_past(comes("?>", instruction_ends_) ? "?>" : ">");
    const char next = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
    if (next == '/' && pos_ + 2 < text_.size() && is_name_start(text_[pos_ + 2])) return end_tag();
    if (is_name_start(next)) return start_tag();
    out_.xml += "&lt;";
    ++pos_;
    note("stray-<");
  }

  void character_data() {
    pos_ += 9;
    std::size_t end = text_.find("]]>", pos_);
    if (end == std::string_view::npos) {
      note("cdata-unfinished");
      end = text_.size();
    }
    while (pos_ < end) plain_character();
    pos_ = std::min(text_.size(), end + 3);
  }

  /// A document type (its inner subset with it), or an odd "<!…>".
  void declaration() {
    std::size_t depth = 0;
    for (std::size_t i = pos_; declaration_ends_ && i < text_.size(); ++i) {
      if (text_[i] == '[') ++depth;
      if (text_[i] == ']' && depth > 0) --depth;
      if (text_[i] == '>' && depth == 0) {
        if (text_.substr(pos_, i - pos_).find('[') != std::string_view::npos) note("doctype-dropped");
        pos_ = i + 1;
        return;
      }
    }
    declaration_ends_ = false;
    note("doctype-dropped");
    skip_past(">");
  }

  std::string_view name() {
    const std::size_t begin = pos_;
    while (pos_ < text_.size() && is_name_part(text_[pos_])) ++pos_;
    return text_.substr(begin, pos_ - begin);
  }

  /// A name that XML's namespaces allow: one colon at most, with something on both sides of it.
  void write_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    const bool prefixed = colon != std::string_view::npos && colon > 0 && colon + 1 < name.size() &&
                          is_name_start(name[colon + 1]);
    for (std::size_t i = 0; i < name.size(); ++i)
      out_.xml += name[i] == ':' && !(prefixed && i == colon) ? '_' : name[i];
  }

  void end_tag() {
    pos_ += 2;
    const std::string_view closing = name();
    while (pos_ < text_.size() && text_[pos_] != '>' && text_[pos_] != '<') ++pos_;
    if (pos_ < text_.size() && text_[pos_] == '>') ++pos_;
    const auto found = std::ranges::find(open_.rbegin(), open_.rend(), closing);
    if (found == open_.rend()) {
      if (dropped_ > 0) {
        --dropped_;
      } else {
        note("end-without-begin");
      }
      return;
    }
    const auto inner = static_cast<std::size_t>(found - open_.rbegin());
    if (inner > 0) note("end-missing:" + std::string(open_.back()));
    for (std::size_t i = 0; i <= inner; ++i) close_last();
  }

  void close_last() {
    out_.xml += "</";
    write_name(open_.back());
    out_.xml += '>';
    open_.pop_back();
  }

  void start_tag() {
    ++pos_;
    const std::string_view opening = name();
    if (opening == "item" || opening == "entry") end_open(opening);
    const bool keep = open_.size() < max_depth_;
    const std::size_t rollback = out_.xml.size();
    out_.xml += '<';
    write_name(opening);
    const bool empty = attributes();
    if (!keep) {
      note("depth:" + std::to_string(max_depth_));
      out_.xml.resize(rollback);
      if (!empty) ++dropped_;
      return;
    }
    out_.xml += empty ? "/>" : ">";
    if (!empty) open_.push_back(opening);
  }

  /// Ends an element of this name that is still open, with all that is open inside it.
  void end_open(std::string_view opening) {
    const auto found = std::ranges::find(open_, opening);
    if (found == open_.end()) return;
    note("end-missing:" + std::string(opening));
    const auto keep = static_cast<std::size_t>(found - open_.begin());
    while (open_.size() > keep) close_last();
  }

  /// Writes the attributes up to the end of the tag; true if it says that the element is empty.
  bool attributes() {
    std::vector<std::string_view> seen;
    while (pos_ < text_.size()) {
      const char c = text_[pos_];
      if (c == '<') return false;  // the tag was never finished
      ++pos_;
      if (c == '>') return false;
      if (c == '/' && pos_ < text_.size() && text_[pos_] == '>') {
        ++pos_;
        return true;
      }
      if (!is_name_start(c)) continue;
      --pos_;
      const std::string_view key = name();
      const std::string_view value = attribute_value(key);
      if (seen.size() == kMostAttributes || std::ranges::find(seen, key) != seen.end()) continue;
      seen.push_back(key);
      out_.xml += ' ';
      write_name(key);
      out_.xml += "=\"";
      write_value(value);
      out_.xml += '"';
    }
    return false;
  }

  std::string_view attribute_value(std::string_view key) {
    std::size_t next = pos_;
    while (next < text_.size() && is_space(text_[next])) ++next;
    if (next >= text_.size() || text_[next] != '=') return key;
    ++next;
    while (next < text_.size() && is_space(text_[next])) ++next;
    const char quote = next < text_.size() ? text_[next] : '\0';
    if (quote == '"' || quote == '\'') {
      ++next;
      const bool closed = comes(std::string_view(&quote, 1), quote == '"' ? double_quotes_ : single_quotes_);
      // Without its closing quote a value goes on to the end of the tag.
      const std::size_t end = std::min(text_.find(closed ? quote : '>', next), text_.size());
      if (!closed) note("quote-missing");
      pos_ = std::min(end + (closed ? 1 : 0), text_.size());
      return text_.substr(std::min(next, end), end - std::min(next, end));
    }
    pos_ = next;
    while (pos_ < text_.size() && !is_space(text_[pos_]) && text_[pos_] != '>' && text_[pos_] != '<') ++pos_;
    return text_.substr(next, pos_ - next);
  }

  void write_value(std::string_view value) {
    const std::string_view whole = std::exchange(text_, value);
    const std::size_t place = std::exchange(pos_, 0);
    while (pos_ < text_.size()) {
      if (text_[pos_] == '&') {
        reference();
      } else if (text_[pos_] == '"') {
        out_.xml += "&quot;";
        ++pos_;
      } else {
        plain_character();
      }
    }
    text_ = whole;
    pos_ = place;
  }

  /// A character that stands for itself, "&" and "<" too.
  void plain_character() {
    if (text_[pos_] == '&') {
      out_.xml += "&amp;";
      ++pos_;
    } else if (text_[pos_] == '<') {
      out_.xml += "&lt;";
      ++pos_;
    } else {
      character();
    }
  }

  void character() {
    const std::size_t begin = pos_;
    const char32_t c = text::next_code_point(text_, pos_);
    if (c == '>') {
      out_.xml += "&gt;";
    } else if (is_xml_character(c)) {
      out_.xml += text_.substr(begin, pos_ - begin);
    } else {
      note("control-characters");
    }
  }

  void reference() {
    const std::size_t end = text_.substr(pos_, kLongestCharacterName + 2).find(';');
    if (end != std::string_view::npos && end > 1) {
      const std::string_view name = text_.substr(pos_ + 1, end - 1);
      if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
        out_.xml += text_.substr(pos_, end + 1);
        pos_ += end + 1;
        return;
      }
      if (const auto value = name[0] == '#' ? numbered(name.substr(1)) : named(name)) {
        for (const char c : *value) write_escaped(c);
        pos_ += end + 1;
        return;
      }
    }
    note("stray-&");
    out_.xml += "&amp;";
    ++pos_;
  }

  void write_escaped(char c) {
    switch (c) {
      case '&':
        out_.xml += "&amp;";
        break;
      case '<':
        out_.xml += "&lt;";
        break;
      case '>':
        out_.xml += "&gt;";
        break;
      case '"':
        out_.xml += "&quot;";
        break;
      default:
        out_.xml += c;
    }
  }

  static std::optional<std::string> numbered(std::string_view digits) {
    const bool hex = digits.starts_with('x') || digits.starts_with('X');
    if (hex) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 8) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) {
      const char low = static_cast<char>(c | 0x20);
      const int digit = c >= '0' && c <= '9'              ? c - '0'
                        : hex && low >= 'a' && low <= 'f' ? low - 'a' + 10
                                                          : -1;
      if (digit < 0) return std::nullopt;
      value = value * (hex ? 16 : 10) + static_cast<std::uint64_t>(digit);
    }
    auto c = static_cast<char32_t>(std::min<std::uint64_t>(value, 0x110000));
    if (c >= 0x80 && c <= 0x9F) c = kWindows1252[c - 0x80];
    std::string out;
    if (!is_xml_character(c)) c = 0xFFFD;
    text::append_utf8(out, c);
    return out;
  }

  /// HTML's named characters, by asking the HTML parser: it has the table.
  std::optional<std::string> named(std::string_view name) {
    if (!std::ranges::all_of(name, [](char c) { return is_name_part(c) && c != ':'; })) return std::nullopt;
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    if (names_.size() == kMostCharacterNames) return std::nullopt;
    const std::string written = fmt::format("&{};", name);
    const std::string read = html::parse("<p>" + written, "utf-8").inner_text(0);
    auto value = read == written || read.empty() ? std::nullopt : std::optional(read);
    names_.emplace(name, value);
    return value;
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t pos_ = 0;
  bool comment_ends_ = true, instruction_ends_ = true, declaration_ends_ = true;
  bool double_quotes_ = true, single_quotes_ = true;
  std::size_t dropped_ = 0;  ///< start tags beyond the depth whose end tags are still to come
  std::vector<std::string_view> open_;
  std::map<std::string, std::optional<std::string>, std::less<>> names_;
  RepairedXml out_;
};

}  // namespace

RepairedXml repair_xml(std::string_view text, std::size_t max_depth) { return Repair(text, max_depth).run(); }

}  // namespace newsloom::feed
