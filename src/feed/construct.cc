#include "feed/construct.h"

#include <algorithm>
#include <array>

#include "html/document.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The text in base64, white space allowed; empty for anything else.
std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      value = c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      value = c - '0' + 52;
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      continue;
    } else {
      return {};
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  return text::is_valid_utf8(out) ? out : std::string();
}

bool is_html_type(std::string_view type) {
  return type == "html" || type == "text/html" || type == "xhtml" || type == "application/xhtml+xml";
}

/// A media type whose content Atom 1.0 puts down in base64.
bool is_binary_type(std::string_view type) {
  return type.find('/') != std::string_view::npos && !type.starts_with("text/") && !type.ends_with("xml") &&
         !type.starts_with("message/");
}

std::string text_of_html(std::string_view markup) {
  // Blocks and line breaks separate words that inner text would run together.
  const html::Document page = html::parse(markup, "utf-8");
  std::string out;
  for (html::NodeIndex n = 1; n < page.size();) {
    const html::Tag tag = page.tag(n);
    if (tag == html::Tag::kScript || tag == html::Tag::kStyle || tag == html::Tag::kTemplate) {
      n = page.end(n);
      continue;
    }
    if (page.is_text(n)) {
      out += page.text(n);
    } else if (tag == html::Tag::kBr || tag == html::Tag::kP || tag == html::Tag::kDiv ||
               tag == html::Tag::kLi || tag == html::Tag::kTd || tag == html::Tag::kBlockquote ||
               tag == html::Tag::kHr) {
      out += ' ';
    }
    ++n;
  }
  return out;
}

}  // namespace

bool looks_like_html(std::string_view text) {
  for (std::size_t i = text.find_first_of("<&"); i != std::string_view::npos;
       i = text.find_first_of("<&", i + 1)) {
    const std::string_view rest = text.substr(i + 1);
    if (rest.empty()) return false;
    if (text[i] == '<') {
      const bool tag = is_ascii_letter(rest[0]) || rest.starts_with("!--") ||
                       (rest[0] == '/' && rest.size() > 1 && is_ascii_letter(rest[1]));
      if (tag && rest.find('>') != std::string_view::npos) return true;
      continue;
    }
    const std::size_t end = rest.substr(0, 33).find(';');
    if (end == std::string_view::npos || end == 0) continue;
    const std::string_view name = rest.substr(0, end);
    const auto is_part = [](char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); };
    if (std::ranges::all_of(name.substr(name[0] == '#' ? 1 : 0), is_part) && name != "#") return true;
  }
  return false;
}

void cut(std::string& text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return;
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0) == 0x80) --max_bytes;
  text.resize(max_bytes);
}

Construct read_construct(const XmlTree& tree, XmlIndex element, std::size_t max_bytes) {
  const std::string type = text::lower(text::trim(tree.attribute(element, "type").value_or("")));
  const std::string mode = text::lower(text::trim(tree.attribute(element, "mode").value_or("")));
  Construct out;
  if (tree.has_children(element)) {
    // Atom puts XHTML into a <div> that is no part of the text.
    const std::vector<XmlIndex> inside = tree.children(element);
    const bool wrapped =
        inside.size() == 1 && tree.name(inside[0]).name == "div" && type.find("xhtml") != std::string::npos;
    out = {.value = tree.markup(wrapped ? inside[0] : element), .html = true};
  } else {
    out.value = tree.text(element);
    if (mode == "base64" || is_binary_type(type)) {
      std::string decoded = from_base64(out.value);
      if (!decoded.empty()) out.value = std::move(decoded);
    }
    // XML's own text of type text or, in Atom, of no type means itself. Many publishers forget the type.
    const bool stated = is_html_type(type) && mode != "xml";
    const bool means_itself = type == "text" || type == "text/plain";
    out.html = stated || is_binary_type(type) || (!means_itself && looks_like_html(out.value));
  }
  cut(out.value, max_bytes);
  return out;
}

std::optional<std::string> plain_line(const Construct& construct) {
  std::string line = construct.value;
  if (construct.html && line.find_first_of("<&") != std::string::npos) {
    line = text_of_html(line);
    const bool twice =
        line.find('&') != std::string::npos && line.find(';') != std::string::npos && looks_like_html(line);
    if (twice) line = text_of_html(line);
  }
  line = text::fold_space(line);
  return line.empty() ? std::nullopt : std::optional(std::move(line));
}

std::optional<std::string> plain_line(std::string_view text) {
  return plain_line(Construct{.value = std::string(text), .html = looks_like_html(text)});
}

std::optional<std::string> html_of(Construct construct) {
  if (text::trim(construct.value).empty()) return std::nullopt;
  if (construct.html) return std::move(construct.value);
  std::string out = "<p>";
  const std::string_view text = construct.value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\n\n")) {
      out += "</p><p>";
      ++i;
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out + "</p>";
}

}  // namespace newsloom::feed
