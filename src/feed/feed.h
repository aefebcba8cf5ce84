// What a feed, a sitemap or a subscription list says, whatever it is written in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/page.h"
#include "newsloom/timestamp.h"

namespace newsloom::feed {

enum class Format : std::uint8_t {
  kNone,
  kRss,
  kRdf,
  kAtom,
  kCdf,
  kJsonFeed,
  kSitemap,
  kSitemapIndex,
  kOpml
};

/// "rss", "atom", …; "none" for bytes that are no feed.
std::string_view name_of(Format format);

/// A file that goes with an entry: a sound, a film, a picture.
struct Enclosure {
  std::string url;
  std::optional<std::string> type;  ///< as written ("audio/mpeg")
  std::optional<std::int64_t> length;
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// One piece that a feed announces.
struct Entry {
  std::optional<std::string> id;       ///< guid, atom:id, rdf:about: as written
  std::optional<std::string> url;      ///< absolute, http or https
  Hints hints;                         ///< title, summary and so on: plain text, URLs absolute
  std::optional<std::string> content;  ///< the text that came along, as HTML
  std::string base;                    ///< what relative links of `content` start from; may be empty
  std::optional<Timestamp> modified;
  std::optional<std::string> lang;  ///< as declared ("en-US")
  std::optional<std::string> comments_url;
  std::optional<std::string> source_title, source_url;  ///< the feed it was taken over from
  std::vector<Enclosure> enclosures;
};

/// How often a feed asks to be read.
struct Rhythm {
  std::optional<std::int64_t> ttl_seconds;     ///< RSS ttl
  std::optional<std::int64_t> period_seconds;  ///< sy:updatePeriod divided by sy:updateFrequency
};

/// A feed as it was read.
struct Feed {
  Format format = Format::kNone;
  std::string version;  ///< "2.0", "1.0", "0.91"; empty when the feed does not say
  std::optional<std::string> title, subtitle, lang, generator, rights;
  std::optional<std::string> site_url;   ///< the site behind it
  std::optional<std::string> self_url;   ///< where it says it lives
  std::optional<std::string> next_url;   ///< its next, older page
  std::optional<std::string> moved_url;  ///< where it says it has moved to
  std::optional<std::string> image_url;
  std::vector<std::string> authors, tags;
  std::optional<Timestamp> updated;
  Rhythm rhythm;
  std::vector<Entry> entries;         ///< in the feed's order
  std::vector<std::string> sitemaps;  ///< of a sitemap index
  std::vector<std::string> notes;     ///< what was repaired or dropped ("doctype-dropped", "entries:50000")
};

/// Bounds on what one feed may cost; passing one is a note, never an error.
struct Limits {
  std::size_t max_bytes = 16u << 20;       ///< further bytes are not read; news feeds have 10 to 500 kB
  std::size_t max_entries = 50'000;        ///< what the sitemap protocol allows; feeds have 10 to 200
  std::size_t max_nodes = 1'500'000;       ///< elements and texts of an XML file
  std::size_t max_depth = 128;             ///< elements open at once; deeper ones are read as if not nested
  std::size_t max_field_bytes = 1u << 20;  ///< of one text; longer ones are cut
};

/// What is known of the bytes from elsewhere.
struct Origin {
  std::optional<std::string> url;           ///< where they came from: relative links start here
  std::optional<std::string> content_type;  ///< the HTTP value; only its charset is believed
};

/// Whether bytes that begin like this may be a feed, told by the first element or, in JSON, by the version:
/// quick, and sure enough to tell a feed from a page, a record or an archive. parse_feed() has the last word.
bool looks_like_feed(std::string_view start);

/// Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.x, sitemaps and their indexes (news and
/// image extensions included). Total: any bytes give a feed, of Format::kNone if they are none, with notes on
/// what was odd. Pure; any thread; linear in the bytes; no entity of a document type is ever expanded.
Feed parse_feed(std::string_view bytes, const Origin& origin = {}, const Limits& limits = {});

}  // namespace newsloom::feed
