#include "cli/group_command.h"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/records.h"
#include "features/features.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Numbers the records in the order they come and places each at once.
int run(const std::string& path, const std::string& background) {
  story::StoryBuilder builder;
  int exit_code = 0;
  if (!background.empty()) {
    exit_code = for_each_record(background,
                                [&](const Article& article) { builder.warm(features::compute(article)); });
  }
  std::vector<std::string> ids;
  const int read = for_each_record(path, [&](const Article& article) {
    ids.push_back(article.id);
    const auto id = static_cast<ArticleId>(ids.size());
    const story::Placement placement = builder.place(id, features::compute(article));
    const Json copy_of = placement.copy_of == ArticleId::kNone
                             ? Json(nullptr)
                             : Json(ids[static_cast<std::size_t>(number(placement.copy_of)) - 1]);
    const Json line = {{"id", article.id},
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
  const auto path = std::make_shared<std::string>("-");
  const auto background = std::make_shared<std::string>();
  command->add_option("FILE", *path, "Records, one JSON object a line; - is standard input")
      ->capture_default_str();
  command->add_option("--background", *background, "Records that only warm the document frequencies");
  command->footer("Example:\n  newsloom extract pages | newsloom group -");
  command->callback([path, background, &exit_code] { exit_code = run(*path, *background); });
}

}  // namespace newsloom::cli
