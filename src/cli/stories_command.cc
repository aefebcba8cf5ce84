#include "cli/stories_command.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/report.h"
#include "newsloom/newsroom.h"
#include "newsloom/timestamp.h"
#include "store/database.h"
#include "store/list_rows.h"

namespace newsloom::cli {
namespace {

struct StoriesOptions {
  std::string path;
  std::size_t limit = 20;
  bool json = false;
};

std::optional<std::string> iso(const std::optional<std::int64_t>& utc) {
  if (!utc) return std::nullopt;
  return to_iso({.utc_seconds = *utc, .offset_minutes = 0, .precision = Precision::kMinute});
}

nlohmann::ordered_json or_null(const std::optional<std::string>& text) {
  return text ? nlohmann::ordered_json(*text) : nlohmann::ordered_json(nullptr);
}

void print(const StoryHead& story, bool json) {
  if (json) {
    const nlohmann::ordered_json line = {
        {"story", number(story.id)},
        {"storyline", number(story.storyline)},
        {"title", story.representative.title},
        {"articles", story.articles},
        {"copies", story.copies},
        {"sources", story.sources},
        {"first", or_null(iso(story.first_utc))},
        {"last", or_null(iso(story.last_utc))},
        {"article", number(story.representative.id)},
    };
    fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    fmt::print("{:>6}  {:<17}  {:>3}  {}\n", number(story.id), iso(story.last_utc).value_or("-"),
               story.articles, story.representative.title);
  }
}

int list_stories(const StoriesOptions& options) {
  auto connection = store::Database::beside(options.path);
  if (!connection) return report(connection.error());
  const store::Transaction transaction(**connection, store::Access::kRead);
  const auto stories =
      store::list_stories(**connection, {.after = StoryId::kNone, .after_utc = {}, .limit = options.limit});
  if (auto status = (*connection)->status(); !status) return report(status.error());
  if (!options.json && !stories.empty()) fmt::print(" story  latest             articles\n");
  for (const StoryHead& story : stories) print(story, options.json);
  return kDone;
}

}  // namespace

void add_stories_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<StoriesOptions>();
  CLI::App* command =
      app.add_subcommand("stories", "Lists the stories of a newsroom, the latest news first.");
  command->footer("Works while the newsroom is served.\nExample:\n  newsloom stories --db news.db --limit 5");
  command->add_option("--db", options->path, "The database")->required();
  command->add_option("--limit", options->limit, "How many")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_flag("--json", options->json, "One JSON object a line");
  command->callback([options, &exit_code] { exit_code = list_stories(*options); });
}

}  // namespace newsloom::cli
