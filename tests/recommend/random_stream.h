// A seeded stream of invented articles: words after Zipf, stories that come in bursts, some sources and times
// unknown.
#pragma once

#include <cmath>
#include <random>
#include <string>

#include "recommend/invented_news.h"

namespace newsloom::recommend {

class RandomStream {
 public:
  explicit RandomStream(unsigned seed) : random_(seed) {}

  /// An article some minutes after the last one.
  Invented next() {
    minutes_ += below(60);
    const int story = 1 + minutes_ / 240 * 4 + below(8);
    std::string body = "event" + std::to_string(story) + " place" + std::to_string(story % 11);
    const int words = 8 + below(40);
    for (int i = 0; i < words; ++i) body += " w" + std::to_string(zipf());
    Invented made = article(body, {"Name" + std::to_string(story % 17), "City" + std::to_string(zipf() % 9)});
    made.in(story, story % 3 == 0 ? 1 + story % 5 : 0);
    if (below(10) > 0) made.by("source" + std::to_string(below(14)) + ".example");
    if (below(10) > 0) made.at(minutes_ * 60);
    if (below(6) == 0) made.on_day(minutes_ / 1440);
    if (below(8) == 0) made.teaser();
    if (below(12) == 0) made.language("de");
    return made;
  }
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

 private:
  int zipf() {
    const double u = (random_() + 1.0) / 4294967297.0;
    return static_cast<int>(std::pow(u, -0.9)) % 4000;
  }

  std::mt19937 random_;
  int minutes_ = 0;
};

}  // namespace newsloom::recommend
