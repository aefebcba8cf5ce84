#include "cli/compare_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/report.h"
#include "features/features.h"
#include "intake/byte_source.h"
#include "meaning/sentence_model.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;
using Model = std::optional<meaning::SentenceModel>;

constexpr std::size_t kLongestPair = 64u << 20;
/// Pairs that are read before they are compared, on all threads: so many, or so many bytes.
constexpr std::size_t kPairsAtOnce = 64, kBytesAtOnce = 16u << 20;

struct CompareOptions {
  std::string path = "-";
  std::string model;
  std::size_t threads = 0;
};

std::optional<std::string> text_of(const Json& pair, const std::string& key) {
  const auto found = pair.find(key);
  if (found == pair.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    return std::nullopt;
  return found->get<std::string>();
}

/// One side of a pair: title1, text1, lang1, published1.
Article side_of(const Json& pair, const std::string& side) {
  Article article;
  article.kind = ArticleKind::kArticle;
  article.title = text_of(pair, "title" + side);
  article.text = text_of(pair, "text" + side).value_or("");
  article.lang = text_of(pair, "lang" + side);
  if (const auto published = text_of(pair, "published" + side)) article.published = parse_iso(*published);
  return article;
}

std::string answer(const Json& pair, const Model& model) {
  const Article one = side_of(pair, "1"), other = side_of(pair, "2");
  std::optional<double> alike;
  if (model) {
    const meaning::Meaning a = model->of(one.title.value_or(""), one.text);
    const meaning::Meaning b = model->of(other.title.value_or(""), other.text);
    if (!a.empty() && !b.empty()) alike = meaning::likeness(a, b);
  }
  const story::Likeness likeness = story::compare(features::compute(one), features::compute(other), alike);
  const auto id = pair.find("id");
  Json line = {{"id", id != pair.end() ? *id : Json(nullptr)},
               {"score", likeness.score},
               {"same", likeness.same},
               {"why", likeness.why}};
  if (alike) line["meaning"] = *alike;
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Prints an answer for each pair, in their order, and forgets them.
void answer_all(std::vector<Json>& pairs, const Model& model, std::size_t threads) {
  std::vector<std::string> answers(pairs.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < pairs.size(); i = next++) answers[i] = answer(pairs[i], model);
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, pairs.size()); ++i) others.emplace_back(work);
    work();
  }
  for (const std::string& line : answers) std::puts(line.c_str());
  pairs.clear();
}

/// The model of the option; without any the one that is installed, if one is.
Result<Model> find_model(const std::string& option) {
  if (option == "none") return Model();
  auto model = meaning::SentenceModel::load(option.empty() ? meaning::default_folder() : option);
  if (model) return Model(std::move(*model));
  if (option.empty() && model.error().code == ErrorCode::kNotFound) return Model();
  return std::unexpected(std::move(model.error()));
}

int run(const CompareOptions& options) {
  const auto model = find_model(options.model);
  if (!model) {
    report(model.error());
    return kFailed;
  }
  auto source = intake::ByteSource::open(options.path);
  if (!source) {
    report(source.error());
    return kFailed;
  }
  const std::size_t threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  intake::LineReader lines(std::move(*source));
  int exit_code = 0;
  std::vector<Json> pairs;
  std::size_t bytes = 0;
  for (std::size_t number = 1;; ++number) {
    std::string_view line;
    const auto more = lines.next(line, kLongestPair);
    if (more && !*more) break;
    Json pair = more ? Json::parse(line, nullptr, false) : Json(Json::value_t::discarded);
    if (pair.is_object()) {
      pairs.push_back(std::move(pair));
      bytes += line.size();
      if (pairs.size() < kPairsAtOnce && bytes < kBytesAtOnce) continue;
      answer_all(pairs, *model, threads);
      bytes = 0;
    } else if (!more || !line.empty()) {
      report({ErrorCode::kCorruption, more ? "no JSON object" : more.error().message,
              fmt::format("{}:{}", options.path, number)});
      exit_code = kFailed;
    }
  }
  answer_all(pairs, *model, threads);
  return std::fflush(stdout) == 0 ? exit_code : 1;
}

}  // namespace

void add_compare_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("compare", "Says of pairs of articles whether they tell of one event.");
  const auto options = std::make_shared<CompareOptions>();
  command
      ->add_option("FILE", options->path,
                   "Pairs, one JSON object a line with title1, text1, title2, text2; - is standard input")
      ->capture_default_str();
  command->add_option("--sentence-model", options->model,
                      "Folder of the sentence model, or none; by default the one that tools/sentence-model "
                      "has installed, if it has");
  command->add_option("--threads", options->threads, "Threads that compare; 0: one for each core")
      ->capture_default_str()
      ->check(CLI::Range(0, 256));
  command->footer("Example:\n  newsloom compare pairs.jsonl");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
