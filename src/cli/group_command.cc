#include "cli/group_command.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/records.h"
#include "cli/report.h"
#include "features/features.h"
#include "story/final_places.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct GroupOptions {
  std::string path = "-", background;
  std::size_t threads = 0;
};

/// Numbers the records in the order they come, places each at once, and prints all after the last repair.
int run(const GroupOptions& options) {
  std::vector<std::string> ids;
  std::vector<StoryId> online;
  story::FinalPlaces places;
  story::StoryBuilder builder;
  int exit_code = kDone;
  if (!options.background.empty()) {
    exit_code = for_each_features(
        {options.background},
        [&](const std::string&, const features::Features& features) { builder.warm(features); },
        options.threads);
  }
  const auto take_changes = [&] {
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
  };
  const int read = for_each_features(
      {options.path},
      [&](const std::string& id, const features::Features& f) {
        ids.push_back(id);
        const story::Placement placement = builder.place(static_cast<ArticleId>(ids.size()), f);
        take_changes();
        online.push_back(placement.story);
        places.add(placement);
      },
      options.threads);
  builder.repair();
  take_changes();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const story::Placement place = places.of(i);
    const bool copy = place.copy_of != ArticleId::kNone;
    const Json line = {
        {"id", ids[i]},
        {"story", number(place.story)},
        {"storyline", number(place.storyline)},
        {"copy_of", copy ? Json(ids[static_cast<std::size_t>(number(place.copy_of)) - 1]) : Json(nullptr)},
        {"online_story", number(online[i])},
        {"why", place.why}};
    std::puts(line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
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
  command->footer("Example:\n  newsloom extract pages | newsloom group -");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
