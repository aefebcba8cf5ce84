#include "cli/group_command.h"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/records.h"
#include "cli/report.h"
#include "features/features.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct GroupOptions {
  std::string path = "-", background, trace;
};

/// Numbers the records in the order they come and places each at once.
int run(const GroupOptions& options) {
  const std::string &path = options.path, &background = options.background;
  std::vector<std::string> ids;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> trace(
      options.trace.empty() ? nullptr : std::fopen(options.trace.c_str(), "w"),
      [](std::FILE* f) { return std::fclose(f); });
  if (!options.trace.empty() && !trace) {
    return report({ErrorCode::kIo, "cannot be written", options.trace});
  }
  story::StoryOptions story_options;
  if (trace) {
    story_options.trace = [&](const story::Considered& c) {
      Json line = {{"id", ids[static_cast<std::size_t>(number(c.article)) - 1]}, {"story", number(c.story)}};
      for (const auto& [name, value] : story::named_values(c.signals)) line[name] = value;
      line["chance"] = c.chance;
      std::fprintf(trace.get(), "%s\n", line.dump().c_str());
    };
  }
  story::StoryBuilder builder(std::move(story_options));
  int exit_code = 0;
  if (!background.empty()) {
    exit_code = for_each_features({background}, [&](const std::string&, const features::Features& features) {
      builder.warm(features);
    });
  }
  const int read =
      for_each_features({path}, [&](const std::string& own_id, const features::Features& features) {
        ids.push_back(own_id);
        const auto id = static_cast<ArticleId>(ids.size());
        const story::Placement placement = builder.place(id, features);
        const Json copy_of = placement.copy_of == ArticleId::kNone
                                 ? Json(nullptr)
                                 : Json(ids[static_cast<std::size_t>(number(placement.copy_of)) - 1]);
        const Json line = {{"id", own_id},
                           {"story", number(placement.story)},
                           {"storyline", number(placement.storyline)},
                           {"copy_of", copy_of},
                           {"online_story", number(placement.story)},
                           {"why", placement.why}};
        std::puts(line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
      });
  return std::fflush(stdout) == 0 ? std::max(exit_code, read) : 1;
}

}  // namespace

void add_group_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("group", "Groups article records into stories and copy groups, in arrival order.");
  const auto options = std::make_shared<GroupOptions>();
  command->add_option("FILE", options->path, "Records, one JSON object a line; - is standard input")
      ->capture_default_str();
  command->add_option("--background", options->background, "Records that only warm the document frequencies");
  command->add_option("--trace", options->trace,
                      "Write every story considered, with its signals (for tools/train-merge)");
  command->footer("Example:\n  newsloom extract pages | newsloom group -");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
