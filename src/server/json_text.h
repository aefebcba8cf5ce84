// JSON written straight into a text: lists of headlines are most of what the API sends, and a tree of values
// that is built only to be printed cost more than the rest of an answer.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace newsloom::server {

/// Commas come by themselves. What is opened must be closed, and in an object each value has a key before it.
class JsonText {
 public:
  JsonText& open(char bracket) {
    comma();
    text_ += bracket;
    return *this;
  }
  JsonText& close(char bracket) {
    text_ += bracket;
    return *this;
  }
  /// Of this program's own words: nothing in it needs an escape.
  JsonText& key(std::string_view name) {
    comma();
    text_.append(1, '"').append(name).append("\":");
    return *this;
  }

  /// Ill-formed UTF-8 is replaced by U+FFFD.
  JsonText& value(std::string_view text);
  JsonText& value(const char* text) { return value(std::string_view(text)); }
  JsonText& value(double number);
  JsonText& value(std::int64_t number);
  JsonText& value(bool yes) { return written(yes ? "true" : "false"); }
  JsonText& value(std::nullptr_t) { return written("null"); }
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  JsonText& value(T number) {
    return value(static_cast<std::int64_t>(number));
  }
  template <class T>
  JsonText& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : value(nullptr);
  }
  /// What is JSON already.
  JsonText& written(std::string_view json) {
    comma();
    text_ += json;
    return *this;
  }

  std::string take() { return std::move(text_); }

 private:
  void comma() {
    if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':') text_ += ',';
  }
  std::string text_;
};

}  // namespace newsloom::server
