// Writes a Document in document order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::html {

/// Takes a page as events: open, attributes, text, close. Owns everything until finish(). One thread.
class DocumentBuilder {
 public:
  /// `source_bytes`: of the page in UTF-8. Text, names and values take at most about so many.
  explicit DocumentBuilder(std::size_t source_bytes);

  /// Begins an element inside the innermost open one. `name` is kept only where `tag` is kUnknown.
  void open_element(Tag tag, std::string_view name);
  /// Of the element opened last, before anything is put into it; left out where no document keeps its like.
  void add_attribute(std::string_view name, std::string_view value);
  /// Text that follows text directly is joined to it.
  void add_text(std::string_view text);
  /// Ends the innermost open element. REQUIRES: one is open.
  void close_element();

  void add_note(std::string note) { document_.notes_.push_back(std::move(note)); }

  /// Ends what is still open and gives the document away; the builder is used up.
  Document finish(std::string charset);

 private:
  struct Span {
    std::uint32_t begin, length;
  };
  Span keep(std::string_view bytes);

  Document document_;
  std::vector<NodeIndex> open_;
};

}  // namespace newsloom::html
