// The two forms of a feed. XML is written by libxml2, so that no text can break it.
#include <libxml/xmlwriter.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/feeds_out.h"
#include "server/headline_view.h"
#include "server/view.h"
#include "text/utf8.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

/// RFC 3339 in UTC: what both forms ask for.
std::string moment_of(std::int64_t utc_seconds) {
  return to_iso({.utc_seconds = utc_seconds, .offset_minutes = 0, .precision = Precision::kSecond});
}

std::int64_t updated_of(const OutFeed& feed) {
  std::int64_t latest = feed.updated_utc.value_or(0);
  if (feed.updated_utc) return latest;
  for (const Headline& entry : feed.entries)
    if (entry.published) latest = std::max(latest, entry.published->utc_seconds);
  return latest;
}

std::string title_of(const Headline& entry) {
  return entry.title.empty() ? "Without a headline" : entry.title;
}

/// Valid UTF-8 without the characters that XML 1.0 forbids.
std::string xml_text(std::string_view text) {
  std::size_t repaired = 0;
  std::string valid = text::repair_utf8(text, repaired);
  std::string out;
  for (std::size_t pos = 0; pos < valid.size();) {
    const char32_t c = text::next_code_point(valid, pos);
    const bool forbidden = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
    if (!forbidden) text::append_utf8(out, c);
  }
  return out;
}

/// Elements and attributes, in the order in which they are written.
class XmlWriter {
 public:
  XmlWriter()
      : buffer_(xmlBufferCreate(), xmlBufferFree),
        writer_(xmlNewTextWriterMemory(buffer_.get(), 0), xmlFreeTextWriter) {
    xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr);
  }
  void open(const char* name) { xmlTextWriterStartElement(writer_.get(), bytes(name)); }
  void close() { xmlTextWriterEndElement(writer_.get()); }
  void attribute(const char* name, const std::string& value) {
    xmlTextWriterWriteAttribute(writer_.get(), bytes(name), bytes(xml_text(value).c_str()));
  }
  void element(const char* name, const std::string& text) {
    xmlTextWriterWriteElement(writer_.get(), bytes(name), bytes(xml_text(text).c_str()));
  }
  void link(const char* relation, const char* type, const std::string& address) {
    open("link");
    attribute("rel", relation);
    attribute("type", type);
    attribute("href", address);
    close();
  }
  std::string finish() {
    xmlTextWriterEndDocument(writer_.get());
    xmlTextWriterFlush(writer_.get());
    return reinterpret_cast<const char*>(xmlBufferContent(buffer_.get()));
  }

 private:
  static const xmlChar* bytes(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

  std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer_;
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer_;
};

void write_entry(const Headline& entry, std::int64_t feed_updated, const std::string& base, XmlWriter& xml) {
  xml.open("entry");
  if (entry.lang) xml.attribute("xml:lang", *entry.lang);
  xml.element("id", base + path_of(entry.id));
  xml.element("title", title_of(entry));
  xml.element("updated", moment_of(entry.published ? entry.published->utc_seconds : feed_updated));
  if (entry.published) xml.element("published", moment_of(entry.published->utc_seconds));
  xml.link("alternate", "text/html", base + path_of(entry.id));
  const std::string publisher = publisher_of(entry.site_name, entry.source);
  if (!publisher.empty()) {
    xml.open("author");
    xml.element("name", publisher);
    xml.close();
  }
  if (entry.summary) xml.element("summary", *entry.summary);
  xml.close();
}

}  // namespace

std::string to_atom(const OutFeed& feed, const std::string& base) {
  XmlWriter xml;
  const std::int64_t updated = updated_of(feed);
  xml.open("feed");
  xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
  xml.element("id", base + feed.self + ".atom" + feed.query);
  xml.element("title", feed.title);
  xml.element("updated", moment_of(updated));
  xml.open("author");  // for entries whose publisher is not known
  xml.element("name", "Newsloom");
  xml.close();
  xml.link("self", "application/atom+xml", base + feed.self + ".atom" + feed.query);
  xml.link("alternate", "text/html", base + feed.page);
  for (const Headline& entry : feed.entries) write_entry(entry, updated, base, xml);
  xml.close();
  return xml.finish();
}

std::string to_json_feed(const OutFeed& feed, const std::string& base) {
  Json items = Json::array();
  for (const Headline& entry : feed.entries) {
    Json item = {{"id", base + path_of(entry.id)},
                 {"url", base + path_of(entry.id)},
                 {"title", title_of(entry)},
                 {"content_text", entry.summary.value_or(title_of(entry))}};
    if (entry.published) item["date_published"] = moment_of(entry.published->utc_seconds);
    if (const std::string publisher = publisher_of(entry.site_name, entry.source); !publisher.empty())
      item["authors"] = Json::array({{{"name", publisher}}});
    if (entry.lang) item["language"] = *entry.lang;
    items.push_back(std::move(item));
  }
  const Json out = {{"version", "https://jsonfeed.org/version/1.1"},
                    {"title", feed.title},
                    {"home_page_url", base + feed.page},
                    {"feed_url", base + feed.self + ".json" + feed.query},
                    {"items", items}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace newsloom::server
