#include "cli/group_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/records.h"
#include "cli/report.h"
#include "copies/passages.h"
#include "features/features.h"
#include "record/passages_json.h"
#include "story/final_places.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct GroupOptions {
  std::string path = "-", background;
  std::size_t threads = 0;
  bool passages = false;
};

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
/// An object of JSON for each line would take longer than its story.
std::string json_string(const std::string& text) { return dumped(Json(text)); }

std::size_t index_of(ArticleId id) { return static_cast<std::size_t>(number(id)) - 1; }

/// Numbers the records in the order they come, places each at once, and prints all after the last repair.
int run(const GroupOptions& options) {
  std::vector<std::string> ids, texts;
  std::vector<StoryId> online;
  story::FinalPlaces places;
  story::StoryBuilder builder;
  int exit_code = kDone;
  if (!options.background.empty()) {
    exit_code = for_each_features(
        {options.background}, [&](const ComparedRecord& record) { builder.warm(record.features); },
        options.threads);
  }
  const auto take_changes = [&] {
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
  };
  const int read = for_each_features(
      {options.path},
      [&](ComparedRecord record) {
        ids.push_back(std::move(record.id));
        if (options.passages) texts.push_back(std::move(record.text));
        const story::Placement placement = builder.place(static_cast<ArticleId>(ids.size()), record.features);
        take_changes();
        online.push_back(placement.story);
        places.add(placement);
      },
      options.threads);
  builder.repair();
  take_changes();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const story::Placement place = places.of(i);
    const auto id_of = [&](ArticleId id) {
      return id == ArticleId::kNone ? "null" : json_string(ids[index_of(id)]);
    };
    std::string line = fmt::format(
        R"({{"id":{},"story":{},"storyline":{},"copy_of":{},"version_of":{},"online_story":{},"why":{})",
        json_string(ids[i]), number(place.story), number(place.storyline), id_of(place.copy_of),
        id_of(place.version_of), number(online[i]), json_string(place.why));
    const ArticleId from = place.copy_of != ArticleId::kNone ? place.copy_of : place.version_of;
    if (options.passages) {
      const Json passages = from == ArticleId::kNone
                                ? Json(nullptr)
                                : json_of(copies::passages_of(texts[i], texts[index_of(from)]));
      line += ",\"passages\":" + dumped(passages);
    }
    std::puts((line + '}').c_str());
  }
  return std::fflush(stdout) == 0 ? std::max(exit_code, read) : kFailed;
}

}  // namespace

void add_group_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("group", "Groups article records into stories and copy groups, in arrival order.");
  const auto options = std::make_shared<GroupOptions>();
  command->add_option("FILE", options->path, "Records, one JSON object a line; - is standard input")
      ->capture_default_str();
  command->add_option("--background", options->background, "Records that only warm the document frequencies");
  command
      ->add_option("--threads", options->threads,
                   "Threads that read records; 0: one for each core. The answer is the same with any number")
      ->capture_default_str()
      ->check(CLI::Range(0, 256));
  command->add_flag(
      "--passages", options->passages,
      "Of copies and later states also the longest passages that both texts have, and those that only "
      "one has. Keeps all texts in memory");
  command->footer("Example:\n  newsloom extract pages | newsloom group -");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
