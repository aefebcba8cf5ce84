#include "extract/pictures.h"

#include "extract/caption.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

/// The caption that belongs to the figure around an image.
std::string caption_of(const Document& page, NodeIndex image) {
  for (NodeIndex n = page.parent(image); n != html::kNoNode; n = page.parent(n)) {
    if (page.tag(n) != Tag::kFigure) continue;
    for (NodeIndex c = n; c < page.end(n); ++c) {
      if (page.tag(c) == Tag::kFigcaption) return text::fold_space(page.inner_text(c));
    }
    return {};
  }
  return {};
}

std::optional<std::string> image_address(const PageSources& in, NodeIndex image) {
  for (const char* key : {"src", "data-src", "data-original", "data-lazy-src"}) {
    const auto value = in.document.attribute(image, key);
    if (value && !value->empty() && !value->starts_with("data:")) return resolved(in, *value);
  }
  return std::nullopt;
}

/// The file's name without size and query, to find a picture's other sizes.
std::string picture_key(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  return std::string(address.substr(address.rfind('/') + 1));
}

}  // namespace

void read_pictures(const PageSources& in, const Body& body, Article& article) {
  std::optional<std::string> address;
  if (const auto og = in.meta.first(
          {"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"}))
    address = resolved(in, *og);
  const char* from = "og";
  if (!address && in.ld.image_url) {
    address = resolved(in, *in.ld.image_url);
    from = "json-ld";
  }
  Image lead;
  const NodeIndex last =
      body.blocks.empty() ? in.document.size() : in.document.end(in.blocks[body.blocks.back()].node);
  for (NodeIndex n = 0; n < last; ++n) {
    if (in.document.tag(n) != Tag::kImg) continue;
    const auto shown = image_address(in, n);
    const std::string caption = caption_of(in.document, n);
    const bool same = address && shown && picture_key(*shown) == picture_key(*address);
    if (caption.empty() && !same) continue;
    lead = image_from_caption(caption);
    if (!address) {
      address = shown;
      from = "figure";
    }
    break;
  }
  if (!address) return;
  lead.url = address;
  if (!lead.caption && in.ld.image_caption) lead.caption = in.ld.image_caption;
  article.lead_image = std::move(lead);
  say(article, "lead_image", from, 0.85);
}

}  // namespace newsloom::extract
