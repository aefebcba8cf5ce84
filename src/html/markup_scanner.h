// Finds the tags of a page without building anything: one pass, no allocation. What the guards and the
// charset prescan need to know of a page before the real parser sees it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::html {

/// One start or end tag. The views point into the scanned bytes.
struct TagToken {
  std::size_t begin = 0, end = 0;  ///< where `<` stands, and one past `>`
  std::string_view name;           ///< as written
  std::string_view attributes;     ///< between the name and `>`
  bool is_end = false;             ///< `</p>`
  bool self_closing = false;       ///< `<br/>`
  /// A start tag of <script>, <style>, <title> and the like: what follows is text up to the end tag.
  bool opens_raw_text = false;
  std::string_view raw_text;  ///< that text; without data where no end tag follows
  /// Attributes that a Document does not keep, as offsets; until the next tag.
  std::span<const std::pair<std::size_t, std::size_t>> silent_attributes;
  /// Offset of the first attribute beyond the limit of the scanner, or npos.
  std::size_t excess_attributes = std::string_view::npos;
};

/// Walks the tags in order and steps over comments and the contents of scripts, styles and the like. It reads
/// broken markup as the parser does in all ordinary cases; where the two differ, only the guards' estimate is
/// off.
class MarkupScanner {
 public:
  /// `markup` must outlive the scanner.
  explicit MarkupScanner(std::string_view markup, std::size_t max_attributes = 256)
      : markup_(markup), max_attributes_(max_attributes) {}

  /// The next complete tag; nothing at the end.
  std::optional<TagToken> next();

 private:
  bool read_tag(TagToken& tag);
  void skip_declaration();
  std::string_view skip_raw_text(std::string_view name);
  void note_foreign(const TagToken& tag);
  void note_select(const TagToken& tag);

  std::string_view markup_;
  std::size_t max_attributes_;
  std::size_t at_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> silent_;
  std::size_t open_foreign_ = 0;  // <svg>, <math>: there <title> and <style> hold markup
  bool in_select_ = false;        // there all but <script> are ignored, and what follows is markup
};

/// One attribute as written; entities stand as they are.
struct RawAttribute {
  std::string_view name, value;
};

/// Walks the attributes of a TagToken.
class AttributeScanner {
 public:
  explicit AttributeScanner(std::string_view attributes) : text_(attributes) {}
  std::optional<RawAttribute> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// ASCII only, as names in markup are.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace newsloom::html
