// recommend_lists: recommended stories under many articles of a stream, invented or of a file, and what is
// wrong with them.
//
// Counts what must not be: an event twice, more than two of one publisher in the first ten, an entry older
// than the options allow, an article twice. Prints what may be good or bad: shares of the lanes, ages,
// variety; then the processor time of one list, the memory of the index, and what adding an article costs.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "recommend/recommender.h"
#include "story/final_places.h"
#include "story/story_builder.h"
#include "stream_article.h"

namespace newsloom::bench {
namespace {

/// Microseconds of processor that this thread has used: what a list costs, whatever else the machine does.
double processor_micros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double micros_since(double start) { return processor_micros() - start; }

double resident_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// What is kept of an article to judge lists by.
struct Known {
  std::int64_t event = 0;  ///< of the invented stream; 0: not known
  std::string source;
  std::optional<std::int64_t> published_utc;
  bool is_day = false;
  std::vector<features::TermCount> words;
};

class Lists {
 public:
  void add(const Article& article, std::int64_t event) {
    const auto id = static_cast<ArticleId>(known_.size() + 1);
    features::Features features = features::compute(article);
    const story::Placement placement = builder_.place(id, features);
    for (const story::StoryChange& change : builder_.take_changes()) places_.apply(change);
    places_.add(placement);
    const double start = processor_micros();
    recommender_.add(id, features, placement);
    add_micros_ += micros_since(start);
    known_.push_back({.event = event,
                      .source = features.source,
                      .published_utc = features.published_utc,
                      .is_day = features.published_is_day,
                      .words = std::move(features.body)});
  }

  /// The builder's second thoughts.
  void settle() {
    builder_.repair();
    for (const story::StoryChange& change : builder_.take_changes()) places_.apply(change);
    for (std::size_t i = 0; i < known_.size(); ++i)
      recommender_.move(static_cast<ArticleId>(i + 1), places_.of(i));
  }

  void ask(std::size_t lists, int stale_days) {
    const std::size_t step = std::max<std::size_t>(1, known_.size() / lists);
    for (std::size_t i = known_.size(); i > 0 && asked_ < lists; i -= std::min(i, step)) {
      const auto id = static_cast<ArticleId>(i);
      const double start = processor_micros();
      const auto found = recommender_.recommend(id, {.limit = 10, .stale_after_days = stale_days});
      times_.push_back(micros_since(start));
      judge(id, found, stale_days);
      ++asked_;
    }
    std::ranges::sort(times_);
    std::ranges::sort(ages_);
  }

  void print() const {
    const auto at = [](const std::vector<double>& sorted, double share) {
      return sorted.empty()
                 ? 0
                 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    };
    const double entries = std::max<double>(1, static_cast<double>(entries_));
    fmt::print("articles {}, lists {}, entries {}, lists without any {}\n", known_.size(), asked_, entries_,
               empty_);
    fmt::print(
        "an event twice {} lists, the query's own event {} lists, three of a publisher {} lists, too old {} "
        "entries, "
        "an article twice {} lists\n",
        twice_, own_, crowded_, old_, repeated_);
    fmt::print("lanes:");
    for (const auto& [lane, count] : lanes_)
      fmt::print(" {} {:.3f}", name_of(lane), static_cast<double>(count) / entries);
    fmt::print(
        "\nage in days: median {:.1f}, p90 {:.1f}, most {:.1f}; variety (1 - mean cosine of two entries) "
        "{:.3f}\n",
        at(ages_, .5), at(ages_, .9), at(ages_, 1), 1 - alike_ / std::max(1.0, pairs_));
    fmt::print(
        "a list: p50 {:.0f} us, p99 {:.0f} us, worst {:.0f} us; adding an article {:.1f} us; most memory "
        "{:.0f} MB\n",
        at(times_, .5), at(times_, .99), at(times_, 1), add_micros_ / static_cast<double>(known_.size()),
        resident_mb());
  }

 private:
  const Known& known(ArticleId id) const { return known_[static_cast<std::size_t>(number(id)) - 1]; }

  void judge(ArticleId query, const recommend::Recommendation& found, int stale_days) {
    const Known& about = known(query);
    std::set<ArticleId> shown{query};
    std::map<std::string, int> of_source;
    std::map<std::int64_t, int> of_event;
    bool repeated = false, crowded = false, twice = false, own = false;
    for (const recommend::Recommended& item : found.recommended) {
      const Known& entry = known(item.article);
      ++entries_;
      ++lanes_[item.lane];
      repeated |= !shown.insert(item.article).second;
      crowded |= !entry.source.empty() && ++of_source[entry.source] > 2;
      twice |= entry.event != 0 && ++of_event[entry.event] > 1;
      own |= entry.event != 0 && entry.event == about.event;
      if (!about.published_utc || !entry.published_utc) continue;
      const double days = static_cast<double>(std::abs(*about.published_utc - *entry.published_utc)) / 86400;
      ages_.push_back(days);
      old_ += days > stale_days + (about.is_day || entry.is_day ? 1 : 0);
    }
    for (std::size_t i = 0; i < found.recommended.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        alike_ +=
            cosine(known(found.recommended[i].article).words, known(found.recommended[j].article).words);
        ++pairs_;
      }
    empty_ += found.recommended.empty();
    repeated_ += repeated;
    crowded_ += crowded;
    twice_ += twice;
    own_ += own;
  }

  static double cosine(const std::vector<features::TermCount>& a, const std::vector<features::TermCount>& b) {
    double ab = 0, aa = 0, bb = 0;
    for (const auto& term : a) aa += double{1} * term.count * term.count;
    for (const auto& term : b) bb += double{1} * term.count * term.count;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      if (a[i].term == b[j].term) ab += double{1} * a[i].count * b[j].count;
      const bool left = a[i].term <= b[j].term, right = b[j].term <= a[i].term;
      i += left;
      j += right;
    }
    return ab > 0 ? ab / std::sqrt(aa * bb) : 0;
  }

  story::StoryBuilder builder_;
  story::FinalPlaces places_;
  recommend::Recommender recommender_;
  std::vector<Known> known_;
  std::vector<double> times_, ages_;
  std::map<Lane, std::size_t> lanes_;
  std::size_t asked_ = 0, entries_ = 0, empty_ = 0, twice_ = 0, own_ = 0, crowded_ = 0, old_ = 0,
              repeated_ = 0;
  double alike_ = 0, pairs_ = 0, add_micros_ = 0;
};

}  // namespace
}  // namespace newsloom::bench

int main(int argc, char** argv) {
  using namespace newsloom;
  bench::StreamOptions stream_options;
  std::string file;
  std::size_t lists = 10'000;
  int stale_days = 60;
  CLI::App app{"Asks for recommended stories under many articles and counts what is wrong with the lists."};
  app.add_option("--file", file, "Records, one a line, in place of the invented stream");
  app.add_option("--articles", stream_options.articles, "Of the invented stream")->capture_default_str();
  app.add_option("--per-day", stream_options.per_day, "Arrivals a day")->capture_default_str();
  app.add_option("--words", stream_options.words, "Median words of a text")->capture_default_str();
  app.add_option("--lists", lists, "How many")->capture_default_str();
  app.add_option("--stale-days", stale_days, "How old an entry may be")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  bench::Lists judged;
  if (!file.empty()) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      if (const auto article = article_from_json(line)) judged.add(*article, 0);
  } else {
    bench::Stream stream(stream_options);
    while (const auto made = stream.next()) judged.add(bench::article_of(*made), made->story);
  }
  judged.settle();
  judged.ask(lists, stale_days);
  judged.print();
  return 0;
}
