// After http://opml.org/spec2.opml.
#include "feed/opml.h"

#include <libxml/xmlwriter.h>

#include <memory>
#include <set>
#include <utility>

#include "feed/construct.h"
#include "feed/read_text.h"
#include "feed/xml_tree.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

std::optional<std::string> label_of(const XmlTree& tree, XmlIndex outline) {
  for (const std::string_view name : {"title", "text"})
    if (const auto value = tree.attribute(outline, name))
      if (auto line = plain_line(*value)) return line;
  return std::nullopt;
}

struct FreeBuffer {
  void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
};
struct FreeWriter {
  void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
};

/// libxml2's writer with std strings. It only fails for want of memory.
class Writer {
 public:
  Writer() : buffer_(xmlBufferCreate()), writer_(xmlNewTextWriterMemory(buffer_.get(), 0)) {
    xmlTextWriterSetIndent(writer_.get(), 1);
    xmlTextWriterStartDocument(writer_.get(), "1.0", "UTF-8", nullptr);
  }
  void begin(const char* name) { xmlTextWriterStartElement(writer_.get(), text(name)); }
  void end() { xmlTextWriterEndElement(writer_.get()); }
  void attribute(const char* name, const std::string& value) {
    xmlTextWriterWriteAttribute(writer_.get(), text(name), text(value.c_str()));
  }
  void element(const char* name, const std::string& value) {
    xmlTextWriterWriteElement(writer_.get(), text(name), text(value.c_str()));
  }
  std::string take() {
    xmlTextWriterEndDocument(writer_.get());
    writer_.reset();
    return reinterpret_cast<const char*>(xmlBufferContent(buffer_.get()));
  }

 private:
  static const xmlChar* text(const char* text) { return reinterpret_cast<const xmlChar*>(text); }
  std::unique_ptr<xmlBuffer, FreeBuffer> buffer_;
  std::unique_ptr<xmlTextWriter, FreeWriter> writer_;
};

void write(Writer& out, const Subscription& feed) {
  out.begin("outline");
  out.attribute("type", "rss");
  out.attribute("text", feed.title.value_or(feed.feed_url));
  if (feed.title) out.attribute("title", *feed.title);
  out.attribute("xmlUrl", feed.feed_url);
  if (feed.site_url) out.attribute("htmlUrl", *feed.site_url);
  out.end();
}

}  // namespace

Subscriptions parse_opml(std::string_view bytes, const Limits& limits) {
  Subscriptions out;
  const XmlTree tree = XmlTree::read(read_text(bytes, {}, limits, out.notes), limits);
  out.notes.insert(out.notes.end(), tree.notes().begin(), tree.notes().end());
  std::vector<std::pair<XmlIndex, std::string>> folders;  ///< open outlines, with their whole path
  std::set<std::string, std::less<>> seen;
  for (XmlIndex n = 0; n < tree.size(); ++n) {
    while (!folders.empty() && tree.end(folders.back().first) <= n) folders.pop_back();
    if (!tree.is(n, {Space::kPlain, "outline"})) continue;
    const auto address = tree.attribute(n, "xmlurl");
    const auto url = address ? url::absolute(text::trim(*address)) : std::nullopt;
    const auto label = label_of(tree, n);
    if (!url) {
      const std::string around = folders.empty() ? "" : folders.back().second;
      if (label) folders.emplace_back(n, around.empty() ? *label : around + " / " + *label);
      continue;
    }
    if (!seen.insert(*url).second) continue;
    if (out.feeds.size() == limits.max_entries) {
      out.notes.push_back("entries:" + std::to_string(limits.max_entries));
      break;
    }
    const auto site = tree.attribute(n, "htmlurl");
    out.feeds.push_back({.feed_url = *url,
                         .title = label,
                         .site_url = site ? url::absolute(text::trim(*site)) : std::nullopt,
                         .folder = folders.empty() ? std::nullopt : std::optional(folders.back().second)});
  }
  return out;
}

std::string write_opml(const std::vector<Subscription>& feeds, std::string_view title) {
  Writer out;
  out.begin("opml");
  out.attribute("version", "2.0");
  out.begin("head");
  out.element("title", std::string(title));
  out.end();
  out.begin("body");
  std::set<std::string> written;
  for (const Subscription& first : feeds) {
    if (!first.folder) {
      write(out, first);
      continue;
    }
    if (!written.insert(*first.folder).second) continue;
    out.begin("outline");
    out.attribute("text", *first.folder);
    for (const Subscription& feed : feeds)
      if (feed.folder == first.folder) write(out, feed);
    out.end();
  }
  return out.take();
}

}  // namespace newsloom::feed
