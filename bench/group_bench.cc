// What grouping costs: each part of it, the latency of one placement, memory, and how both grow with the
// stream.
//
// usage: group_bench [ARTICLES [PER_DAY]]      200,000 and 20,000 a day by default
//
// Runs on the invented stream of bench/stream.h. The answer is checked first: the first articles are grouped
// and held against the truth, and a placement of the same stream on other features must be the same. Times
// are CPU seconds of this thread, so that they mean something on a busy machine.
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "copies/copy_index.h"
#include "features/features.h"
#include "newsloom/article.h"
#include "story/active_stories.h"
#include "story/judge.h"
#include "story/story_builder.h"
#include "story/vectors.h"
#include "stream.h"

namespace newsloom::bench {
namespace {

/// Articles on which the parts are timed one by one, and the answer is checked.
constexpr std::int64_t kParts = 20'000;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

template <class Work>
double timed(Work work) {
  const double begin = cpu_seconds();
  work();
  return cpu_seconds() - begin;
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// What a part costs: CPU seconds of this thread, and bytes that stay on the heap.
struct Cost {
  double seconds = 0;
  std::int64_t bytes = 0;

  template <class Work>
  void add(Work work) {
    const auto before = static_cast<std::int64_t>(heap_bytes());
    seconds += timed(work);
    bytes += static_cast<std::int64_t>(heap_bytes()) - before;
  }
};

void print_part(const char* name, const Cost& cost, std::size_t articles) {
  const auto count = static_cast<double>(articles);
  fmt::print("| {:<40} | {:>6.1f} | {:>9.0f} | {:>7.0f} |\n", name, cost.seconds / count * 1e6,
             count / cost.seconds, static_cast<double>(cost.bytes) / count);
}
void print_part(const char* name, double seconds, std::size_t articles) {
  const auto count = static_cast<double>(articles);
  fmt::print("| {:<40} | {:>6.1f} | {:>9.0f} |         |\n", name, seconds / count * 1e6, count / seconds);
}

/// Pairs of articles in one story, by the truth and by the placements, and in both.
struct Pairs {
  double planted = 0, found = 0, both = 0;
};
Pairs pairs_of(const std::vector<std::int64_t>& truth, const std::vector<std::int64_t>& placed) {
  std::map<std::int64_t, double> by_truth, by_place;
  std::map<std::pair<std::int64_t, std::int64_t>, double> by_both;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++by_truth[truth[i]];
    ++by_place[placed[i]];
    ++by_both[{truth[i], placed[i]}];
  }
  const auto pairs = [](const auto& groups) {
    double sum = 0;
    for (const auto& [key, n] : groups) sum += n * (n - 1) / 2;
    return sum;
  };
  return {pairs(by_truth), pairs(by_place), pairs(by_both)};
}

ArticleId id_of(std::size_t index) { return static_cast<ArticleId>(index + 1); }

/// Candidates and scoring need stories to look among: those that the placements made.
void time_judging(const std::vector<features::Features>& all, const std::vector<story::Placement>& placed) {
  story::Frequencies frequencies;
  story::ActiveStories stories;
  story::Links links;
  const story::Judge judge(stories, frequencies, links, story::learned_model());
  double candidates = 0, judged = 0;
  Cost counting, vectors, keeping;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::int64_t now = all[i].arrival_utc.value_or(0);
    story::Placed article{
        .id = id_of(i), .time = all[i].published_utc, .placed_at = now, .time_is_known = true};
    counting.add([&] { frequencies.count(all[i], now); });
    vectors.add([&] { article.vectors = story::PackedVectors(story::vectors_of(all[i], frequencies)); });
    const auto terms = story::lookup_terms(article.vectors.unpacked());
    candidates += timed([&] {
      stories.candidates({.terms = terms, .limit = 12, .not_before = now - story::kActiveSeconds},
                         frequencies);
    });
    judged += timed([&] { judge.judge(article, now); });
    keeping.add([&] {
      auto slot = stories.find(placed[i].story);
      if (slot == story::ActiveStories::kNone) slot = stories.open(placed[i].story, placed[i].storyline);
      stories.add(std::move(article), slot, terms);
    });
  }
  print_part("frequencies", counting, all.size());
  print_part("vectors", vectors, all.size());
  print_part("candidates", candidates, all.size());
  print_part("scoring", judged - candidates, all.size());
  print_part("keeping: postings, sums of stories", keeping, all.size());
}

bool time_parts(std::int64_t per_day) {
  std::vector<Article> articles;
  std::vector<std::int64_t> truth;
  Stream stream({.articles = kParts, .per_day = per_day});
  std::vector<std::string> lines;
  while (const auto next = stream.next()) {
    lines.push_back(to_json(*next));
    truth.push_back(next->story);
  }
  const double json = timed([&] {
    for (const std::string& line : lines) articles.push_back(*article_from_json(line));
  });
  std::vector<features::Features> all;
  all.reserve(articles.size());
  const double tokens = timed([&] {
    for (const Article& article : articles) all.push_back(features::compute(article));
  });
  std::vector<story::Placement> placed;
  std::vector<std::int64_t> final_story;
  story::StoryBuilder builder;
  placed.reserve(all.size());
  Cost whole;
  whole.add([&] {
    for (std::size_t i = 0; i < all.size(); ++i) placed.push_back(builder.place(id_of(i), all[i]));
  });
  for (const story::Placement& placement : placed) final_story.push_back(number(placement.story));
  const Pairs pairs = pairs_of(truth, final_story);
  fmt::print("planted stories found: precision of pairs {:.3f}, recall {:.3f}\n\n", pairs.both / pairs.found,
             pairs.both / pairs.planted);

  fmt::print(
      "| part                                     | us     | a second  | bytes   |\n|---|---|---|---|\n");
  print_part("JSON", json, all.size());
  print_part("tokens (all features)", tokens, all.size());
  copies::CopyIndex index;
  Cost copies;
  copies.add([&] {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto match = index.find(all[i]);
      index.add(id_of(i), all[i], match ? match->original : ArticleId::kNone, static_cast<std::int64_t>(i));
    }
  });
  print_part("copies", copies, all.size());
  time_judging(all, placed);
  print_part("placement, all of it (repair too)", whole, all.size());
  print_part("from JSON to placement", json + tokens + whole.seconds, all.size());
  return pairs.both > 0;
}

void draw_curve(std::int64_t count, std::int64_t per_day) {
  Stream stream({.articles = count, .per_day = per_day});
  story::StoryBuilder builder;
  std::vector<float> latencies;
  const std::size_t heap_before = heap_bytes();
  const std::int64_t step = std::max<std::int64_t>(1, count / 10);
  double placing = 0, reading = 0, step_placing = 0, step_reading = 0;
  fmt::print(
      "\n| articles | active | stories | us tokens | us placing | p99 us | p99.9 us | bytes an active "
      "article |\n"
      "|---|---|---|---|---|---|---|---|\n");
  for (std::int64_t i = 0; i < count; ++i) {
    const auto made = stream.next();
    const auto article = article_from_json(to_json(*made));
    std::optional<features::Features> features;
    step_reading += timed([&] { features = features::compute(*article); });
    const double took = timed([&] { builder.place(id_of(static_cast<std::size_t>(i)), *features); });
    builder.take_changes();
    step_placing += took;
    latencies.push_back(static_cast<float>(took * 1e6));
    if ((i + 1) % step != 0) continue;
    std::ranges::sort(latencies);
    const auto at = [&](double share) {
      return latencies[static_cast<std::size_t>(share * static_cast<double>(latencies.size() - 1))];
    };
    const auto load = builder.load();
    fmt::print("| {} | {} | {} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.0f} |\n", i + 1, load.articles,
               load.stories, step_reading / static_cast<double>(step) * 1e6,
               step_placing / static_cast<double>(step) * 1e6, at(0.99), at(0.999),
               static_cast<double>(heap_bytes() - heap_before) /
                   static_cast<double>(std::max<std::size_t>(1, load.articles)));
    std::fflush(stdout);
    placing += std::exchange(step_placing, 0);
    reading += std::exchange(step_reading, 0);
    latencies.clear();
  }
  fmt::print("\n{} articles: {:.0f} s of features, {:.0f} s of placing; {:.0f} a second for both\n", count,
             reading, placing, static_cast<double>(count) / (placing + reading));
}

}  // namespace
}  // namespace newsloom::bench

int main(int argc, char** argv) {
  const std::int64_t articles = argc > 1 ? std::atoll(argv[1]) : 200'000;
  const std::int64_t per_day = argc > 2 ? std::atoll(argv[2]) : 20'000;
  if (articles < 10 || per_day < 1) {
    fmt::print(stderr, "usage: group_bench [ARTICLES [PER_DAY]]\n");
    return 2;
  }
  if (!newsloom::bench::time_parts(per_day)) {
    fmt::print(stderr, "none of the planted stories was found: no time means anything\n");
    return 1;
  }
  newsloom::bench::draw_curve(articles, per_day);
}
