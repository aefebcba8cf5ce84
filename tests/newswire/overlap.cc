#include "newswire/overlap.h"
#include <fmt/format.h>

#include <random>
#include <string_view>

namespace newsloom::newswire {
namespace {

constexpr unsigned kSeed = 20260303;

/// Invented words, so that no two events are alike by chance.
std::string word(std::mt19937& random) {
  constexpr std::string_view kFirst = "bdfgklmnprstvz", kSecond = "aeiou";
  std::string out;
  for (int i = 0; i < 3; ++i) {
    out += kFirst[random() % kFirst.size()];
    out += kSecond[random() % kSecond.size()];
  }
  return out;
}

std::string sentence(std::mt19937& random, const std::vector<std::string>& names) {
  std::string out = "The " + word(random);
  for (int i = 0; i < 12; ++i) out += i % 4 == 3 ? " " + names[random() % names.size()] : " " + word(random);
  return out + ".";
}

/// What the wire says of an event: a headline and paragraphs.
struct WireStory {
  std::string headline;
  std::vector<std::string> paragraphs;
};

WireStory wire_story(int event) {
  std::mt19937 random(kSeed + static_cast<unsigned>(event));
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    names.push_back(word(random));
    names.back()[0] = static_cast<char>(names.back()[0] - 'a' + 'A');
  }
  WireStory story{.headline = names[0] + " " + word(random) + " in " + names[1] + " " + word(random),
                  .paragraphs = {}};
  for (int i = 0; i < 6; ++i)
    story.paragraphs.push_back(sentence(random, names) + " " + sentence(random, names) + " " +
                               sentence(random, names));
  return story;
}

/// A publisher's page of it: most of the wire's text, with a paragraph of its own.
std::string page_of(const WireStory& story, int publisher, int event) {
  std::mt19937 random(kSeed ^ static_cast<unsigned>(1'000 * publisher + event));
  std::string body = "<p>" + sentence(random, {"Harbour", "Quay"}) + "</p>";
  for (const std::string& paragraph : story.paragraphs) body += "<p>" + paragraph + "</p>";
  return "<!doctype html><html lang=en><head><title>" + story.headline +
         "</title></head><body><nav><a href=/>Home</a></nav><article><h1>" + story.headline + "</h1>" + body +
         "</article><footer>Publisher " + std::to_string(publisher) + "</footer></body></html>";
}

}  // namespace

Overlap overlap(Wire& wire, const OverlapSize& size) {
  Overlap out;
  out.opml = "<opml version='2.0'><head><title>An evening</title></head><body>";
  for (int p = 0; p < size.publishers; ++p) {
    auto& publisher =
        *out.publishers.emplace_back(std::make_unique<Publisher>(wire, "127.0.1." + std::to_string(p + 1)));
    const std::string title = "Publisher " + std::to_string(p);
    std::string items;
    for (int e = 0; e < size.entries; ++e) {
      const int event = (p * 7 + e * 11) % size.events;
      const WireStory story = wire_story(event);
      const std::string path = "/news/" + std::to_string(event);
      out.event_of[story.headline] = event;
      items += "<item><title>" + story.headline + "</title><link>" + publisher.url(path) +
               "</link><description>" + story.paragraphs[0].substr(0, 60) + "</description></item>";
      publisher.page(path, Answer{.body = page_of(story, p, event)});
      ++out.articles;
    }
    publisher.page(
        "/rss", Answer{.body = fmt::format("<rss version='2.0'><channel><title>{}</title>{}</channel></rss>",
                                           title, items),
                       .type = "application/rss+xml"});
    out.opml += "<outline text='" + title + "' xmlUrl='" + publisher.url("/rss") + "'/>";
  }
  out.opml += "</body></opml>\n";
  return out;
}

}  // namespace newsloom::newswire
