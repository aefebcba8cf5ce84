// Learns the weights of the merge decision (src/story/likeness.cc) from a stream that makes its own mistakes.
//
// The stream is grouped with the present weights; every story that was considered for a labelled article is
// one example, right as far as the labelled members it had at that moment belong to the article's own story.
// Stories without labelled members count as wrong, at a fraction of the weight, since they may be right. A
// logistic regression gives new weights, the stream is grouped with those, and so on until they stay. Each
// stream is learned from three times: as it is, with texts cut as feeds cut them, and without dates.
// tools/train-merge calls it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "story/story_builder.h"

namespace newsloom {
namespace {

/// Distractors may truly belong to a labelled story.
constexpr double kUnlabelledWeight = 0.1;
/// Of the stories considered for an article only the likeliest teach.
constexpr std::size_t kMostConsidered = 40;
constexpr std::size_t kCutWords = 40;
constexpr std::size_t kInputs = story::kSignalCount + 1;  // the bias first

struct Item {
  std::string id;
  features::Features features;
};

struct Stream {
  std::string name;
  double weight;
  std::vector<Item> items;
};

struct Example {
  story::SignalValues values;
  double right, weight;
};

std::vector<Article> read_records(const std::string& path) {
  std::vector<Article> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (auto article = article_from_json(line)) out.push_back(std::move(*article));
  }
  return out;
}

std::string first_words(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; ++at)
    if (text[at] == ' ' || text[at] == '\n') --count;
  return text.substr(0, at);
}

std::map<std::string, std::string> read_gold(const std::string& path) {
  std::map<std::string, std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto value = [&](const std::string& key) {
      auto at = line.find('"' + key + '"');
      if (at == std::string::npos) return std::string();
      at = line.find('"', line.find(':', at));
      return line.substr(at + 1, line.find('"', at + 1) - at - 1);
    };
    if (line.find("\"story\": null") == std::string::npos && !value("story").empty())
      out[value("id")] = value("story");
  }
  return out;
}

struct Score {
  double p = 0, r = 0, f = 0, pair_p = 0, pair_r = 0, pair_f = 0;
};

Score score(const std::map<std::string, std::string>& gold, const std::map<std::string, int>& got) {
  std::map<std::string, double> of_gold;
  std::map<int, double> of_got;
  std::map<std::pair<std::string, int>, double> of_both;
  for (const auto& [id, story] : gold) {
    const int mine = got.at(id);
    ++of_gold[story], ++of_got[mine], ++of_both[{story, mine}];
  }
  Score s;
  double both = 0, predicted = 0, wanted = 0;
  for (const auto& [key, n] : of_both) {
    s.p += n * n / of_got[key.second];
    s.r += n * n / of_gold[key.first];
    both += n * (n - 1) / 2;
  }
  for (const auto& [key, n] : of_got) predicted += n * (n - 1) / 2;
  for (const auto& [key, n] : of_gold) wanted += n * (n - 1) / 2;
  s.p *= 100.0 / static_cast<double>(gold.size()), s.r *= 100.0 / static_cast<double>(gold.size());
  s.f = 2 * s.p * s.r / (s.p + s.r);
  s.pair_p = 100 * both / predicted, s.pair_r = 100 * both / wanted,
  s.pair_f = 2 * s.pair_p * s.pair_r / (s.pair_p + s.pair_r);
  return s;
}

class Run {
 public:
  Run(const Stream& stream, const std::vector<features::Features>& background,
      const std::map<std::string, std::string>& gold, const story::MergeModel& model,
      std::vector<Example>* examples)
      : gold_(gold) {
    std::vector<story::Considered> considered;
    story::StoryBuilder builder(
        {.trace = [&](const story::Considered& c) { considered.push_back(c); }, .model = model});
    for (const auto& f : background) builder.warm(f);
    std::int32_t next = 0;
    for (const Item& item : stream.items) {
      considered.clear();
      const auto placement = builder.place(static_cast<ArticleId>(++next), item.features);
      const auto label = gold.find(item.id);
      if (label == gold.end()) continue;
      placed_[item.id] = number(placement.story);
      std::ranges::sort(considered, [](const auto& a, const auto& b) { return a.chance > b.chance; });
      if (considered.size() > kMostConsidered) considered.resize(kMostConsidered);
      for (const auto& c : considered) {
        const auto& known = members_[number(c.story)];
        double all = 0, mine = 0;
        for (const auto& [story, n] : known) all += n, mine += story == label->second ? n : 0;
        if (examples)
          examples->push_back(
              {c.values, all > 0 ? mine / all : 0, (all > 0 ? 1 : kUnlabelledWeight) * stream.weight});
      }
      ++members_[number(placement.story)][label->second];
    }
    builder.repair();
    std::unordered_map<int, int> became;
    std::map<int, int> moved;
    for (const auto& change : builder.take_changes()) {
      if (change.kind == story::StoryChange::Kind::kMerge)
        became[number(change.story)] = number(change.other);
      else
        moved[number(change.article)] = number(change.other);
    }
    next = 0;
    for (const Item& item : stream.items) {
      ++next;
      const auto at = placed_.find(item.id);
      if (at == placed_.end()) continue;
      int story = moved.contains(next) ? moved[next] : at->second;
      while (became.contains(story)) story = became[story];
      final_[item.id] = story;
    }
  }
  Score online() const { return newsloom::score(gold_, placed_); }
  Score score() const { return newsloom::score(gold_, final_); }

 private:
  const std::map<std::string, std::string>& gold_;
  std::map<std::string, int> placed_, final_;
  std::unordered_map<int, std::map<std::string, double>> members_;
};

/// Gauss elimination with pivots.
std::vector<double> solve(std::vector<std::vector<double>> a, const std::vector<double>& b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) a[i].push_back(b[i]);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i; r < n; ++r)
      if (std::abs(a[r][i]) > std::abs(a[pivot][i])) pivot = r;
    std::swap(a[i], a[pivot]);
    for (std::size_t r = i + 1; r < n; ++r) {
      const double factor = a[r][i] / a[i][i];
      for (std::size_t c = i; c <= n; ++c) a[r][c] -= factor * a[i][c];
    }
  }
  std::vector<double> out(n);
  for (std::size_t i = n; i-- > 0;) {
    out[i] = a[i][n];
    for (std::size_t j = i + 1; j < n; ++j) out[i] -= a[i][j] * out[j];
    out[i] /= a[i][i];
  }
  return out;
}

/// Newton's method; the ridge keeps the weights of useless signals small.
story::MergeModel train(const std::vector<Example>& examples, double ridge, double threshold) {
  std::vector<double> w(kInputs, 0);
  for (int step = 0; step < 12; ++step) {
    std::vector<double> gradient(kInputs, 0);
    std::vector<std::vector<double>> hessian(kInputs, std::vector<double>(kInputs, 0));
    for (std::size_t i = 0; i < kInputs; ++i) {
      hessian[i][i] = i > 0 ? ridge : 1e-9;
      gradient[i] = i > 0 ? -ridge * w[i] : 0;
    }
    for (const Example& e : examples) {
      std::array<double, kInputs> v{};
      v[0] = 1;
      std::copy(e.values.begin(), e.values.end(), v.begin() + 1);
      double z = 0;
      for (std::size_t i = 0; i < kInputs; ++i) z += w[i] * v[i];
      const double p = 1 / (1 + std::exp(-std::clamp(z, -30.0, 30.0)));
      for (std::size_t i = 0; i < kInputs; ++i) {
        gradient[i] += e.weight * (e.right - p) * v[i];
        const double slope = e.weight * p * (1 - p) * v[i];
        for (std::size_t j = 0; j <= i; ++j) hessian[i][j] += slope * v[j];
      }
    }
    for (std::size_t i = 0; i < kInputs; ++i)
      for (std::size_t j = i + 1; j < kInputs; ++j) hessian[i][j] = hessian[j][i];
    const auto change = solve(hessian, gradient);
    double largest = 0;
    for (std::size_t i = 0; i < kInputs; ++i)
      w[i] += change[i], largest = std::max(largest, std::abs(change[i]));
    if (largest < 1e-4) break;
  }
  story::MergeModel model;
  model.bias = w[0];
  std::copy(w.begin() + 1, w.end(), model.weights.begin());
  model.threshold = threshold;
  return model;
}

void print(const std::string& name, const Score& s) {
  fmt::print("{:>16}: BCubed P {:.1f} R {:.1f} F1 {:.2f}   pair P {:.1f} R {:.1f} F1 {:.2f}\n", name, s.p,
             s.r, s.f, s.pair_p, s.pair_r, s.pair_f);
  std::fflush(stdout);
}

void print(const story::MergeModel& model) {
  fmt::print("  bias {:.3f}\n", model.bias);
  for (std::size_t i = 0; i < story::kSignalCount; ++i)
    fmt::print("  {:.2f},  // {}\n", model.weights[i], story::kSignalNames[i]);
}

/// What is searched for: the quality of the whole stream first, and of its poorer variants.
double objective(const std::vector<Stream>& streams, const std::vector<features::Features>& background,
                 const std::map<std::string, std::string>& gold, const story::MergeModel& model) {
  double sum = 0, weights = 0;
  for (const Stream& stream : streams) {
    const Score s = Run(stream, background, gold, model, nullptr).score();
    sum += stream.weight * (s.f + 0.2 * s.pair_f);
    weights += stream.weight;
  }
  return sum / weights;
}

/// One weight after the other, a step up or down, as long as it helps.
story::MergeModel search(const std::vector<Stream>& streams,
                         const std::vector<features::Features>& background,
                         const std::map<std::string, std::string>& gold, story::MergeModel model,
                         int passes) {
  double best = objective(streams, background, gold, model);
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t k = 0; k <= story::kSignalCount; ++k) {
      double& weight = k < story::kSignalCount ? model.weights[k] : model.bias;
      for (const double step : {0.6, -0.6}) {
        const double before = weight;
        weight += step / (pass + 1);
        const double now = objective(streams, background, gold, model);
        if (now > best + 0.01) {
          best = now;
          fmt::print("{} {:.2f}: {:.3f}\n", k < story::kSignalCount ? story::kSignalNames[k] : "bias", weight,
                     best);
          std::fflush(stdout);
          break;
        }
        weight = before;
      }
    }
  }
  return model;
}

std::vector<Stream> variants(const std::vector<Article>& articles) {
  std::vector<Stream> out = {{.name = "whole", .weight = 1, .items = {}},
                             {.name = "cut", .weight = 0.5, .items = {}},
                             {.name = "undated", .weight = 0.2, .items = {}}};
  for (const Article& article : articles) {
    out[0].items.push_back({article.id, features::compute(article)});
    Article cut = article;
    cut.text = first_words(cut.text, kCutWords);
    out[1].items.push_back({article.id, features::compute(cut)});
    out[2].items.push_back(out[0].items.back());
    out[2].items.back().features.published_utc.reset();
  }
  return out;
}

struct Options {
  std::string gold, stream, background;
  double ridge = 1;
  int rounds = 3, passes = 0;
};

void run(const Options& options) {
  const auto gold = read_gold(options.gold);
  const auto streams = variants(read_records(options.stream));
  std::vector<features::Features> background;
  for (const Article& article : read_records(options.background))
    background.push_back(features::compute(article));
  story::MergeModel model = story::learned_model();
  for (int round = 0; round < options.rounds; ++round) {
    std::vector<Example> examples;
    for (const Stream& stream : streams) {
      const Run grouped(stream, background, gold, model, &examples);
      print(fmt::format("{} {} online", round, stream.name), grouped.online());
      print(fmt::format("{} {} final", round, stream.name), grouped.score());
    }
    model = train(examples, options.ridge, model.threshold);
  }
  if (options.passes > 0) model = search(streams, background, gold, model, options.passes);
  print(model);
  for (const double threshold : {0.3, 0.35, 0.4, 0.45, 0.5, 0.55}) {
    model.threshold = threshold;
    for (const Stream& stream : streams)
      print(fmt::format("{} at {:.2f}", stream.name, threshold),
            Run(stream, background, gold, model, nullptr).score());
  }
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  newsloom::Options options;
  CLI::App app("Learns the weights of the merge decision from a labelled stream (JSON lines).");
  app.add_option("gold", options.gold, "id and story of each labelled article")->required();
  app.add_option("stream", options.stream, "the articles in order of arrival")->required();
  app.add_option("background", options.background, "articles that only warm the frequencies")->required();
  app.add_option("--ridge", options.ridge, "what holds the weights small")->capture_default_str();
  app.add_option("--rounds", options.rounds, "of grouping and learning; 0: the present weights")
      ->capture_default_str();
  app.add_option("--search", options.passes,
                 "then so many passes over the weights, one after another, by the quality "
                 "of the groups")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  newsloom::run(options);
}
