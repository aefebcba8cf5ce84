#include "cli/recommend_command.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/records.h"
#include "cli/report.h"
#include "features/features.h"
#include "intake/byte_source.h"
#include "recommend/recommender.h"
#include "story/final_places.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestId = 64 * 1024;
constexpr std::int64_t kSecondsADay = 86400;

struct RecommendCommand {
  std::string path = "-", queries, as_of = "now";
  std::size_t limit = 20;
  bool with_coverage = false;
};

/// The whole input, placed and ready to be asked.
struct Collection {
  story::StoryBuilder builder;
  recommend::Recommender recommender;
  std::vector<std::string> ids;
  std::vector<std::optional<std::int64_t>> published;
  std::unordered_map<std::string, ArticleId> id_of;
  story::FinalPlaces places;

  void add(const Article& article) {
    ids.push_back(article.id);
    const auto id = static_cast<ArticleId>(ids.size());
    const features::Features features = features::compute(article);
    published.push_back(features.published_utc);
    const story::Placement placement = builder.place(id, features);
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
    places.add(placement);
    recommender.add(id, features, placement);
    id_of.emplace(article.id, id);
  }
  /// The builder's second thoughts, which know the whole input.
  void settle() {
    builder.repair();
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
    for (std::size_t i = 0; i < ids.size(); ++i)
      recommender.move(static_cast<ArticleId>(i + 1), places.of(i));
  }
  const std::string& record_id(ArticleId id) const { return ids[static_cast<std::size_t>(number(id)) - 1]; }
};

std::string answer(const Collection& all, ArticleId query, const RecommendCommand& command) {
  recommend::RecommendOptions options{.limit = command.limit, .with_coverage = command.with_coverage};
  const auto& published = all.published[static_cast<std::size_t>(number(query)) - 1];
  if (command.as_of == "query" && published) {
    options.as_of_utc = *published - *published % kSecondsADay + kSecondsADay - 1;
  }
  const recommend::Recommendation found = all.recommender.recommend(query, options);
  Json recommended = Json::array(), coverage = Json::array();
  for (const recommend::Recommended& item : found.recommended) {
    recommended.push_back({{"id", all.record_id(item.article)},
                           {"score", item.score},
                           {"lane", name_of(item.lane)},
                           {"why", item.why}});
  }
  for (const ArticleId id : found.coverage) coverage.push_back(all.record_id(id));
  const Json line = {{"id", all.record_id(query)}, {"recommended", recommended}, {"coverage", coverage}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The ids of a file, one a line.
int read_ids(const std::string& path, std::vector<std::string>& out) {
  auto source = intake::ByteSource::open(path);
  if (!source) {
    report(source.error());
    return kFailed;
  }
  intake::LineReader lines(std::move(*source));
  for (std::string_view line;;) {
    const auto more = lines.next(line, kLongestId);
    if (!more) {
      report({more.error().code, more.error().message, path});
      return kFailed;
    }
    if (!*more) return 0;
    if (!line.empty()) out.emplace_back(line);
  }
}

int run(const RecommendCommand& command) {
  std::vector<std::string> queries;
  int exit_code = command.queries.empty() ? 0 : read_ids(command.queries, queries);
  if (exit_code != 0) return exit_code;
  Collection all;
  exit_code = for_each_record({command.path}, [&](const Article& article) { all.add(article); });
  // Seen from an earlier day, nobody has had second thoughts yet.
  if (command.as_of == "now") all.settle();
  if (command.queries.empty()) queries = all.ids;
  for (const std::string& query : queries) {
    const auto id = all.id_of.find(query);
    if (id == all.id_of.end()) {
      report({ErrorCode::kNotFound, "no such record in " + command.path, query});
      exit_code = kFailed;
      continue;
    }
    std::puts(answer(all, id->second, command).c_str());
  }
  return std::fflush(stdout) == 0 ? exit_code : 1;
}

}  // namespace

void add_recommend_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("recommend", "Says for articles of a collection which other stories to read next.");
  const auto options = std::make_shared<RecommendCommand>();
  command
      ->add_option("FILE", options->path,
                   "The collection: records, one JSON object a line; - is standard input")
      ->capture_default_str();
  command->add_option("--queries", options->queries,
                      "A file of record ids, one a line; without it every record is asked");
  command->add_option("--limit", options->limit, "Length of a list")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_flag("--with-coverage", options->with_coverage, "The query's own story competes in the list");
  command
      ->add_option("--as-of", options->as_of, "now, or query: nothing later than the query's own day is seen")
      ->capture_default_str()
      ->check(CLI::IsMember({"now", "query"}));
  command->footer("Example:\n  newsloom recommend articles.jsonl --queries ids.txt");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
