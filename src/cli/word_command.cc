#include "cli/word_command.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/report.h"
#include "newsloom/newsroom.h"

namespace newsloom::cli {
namespace {

struct WordOptions {
  std::string db, a, b;
};

int say(const WordOptions& options, bool same) {
  auto newsroom = Newsroom::open({.path = options.db});
  if (!newsroom) return report(newsroom.error());
  auto said = same ? (*newsroom)->say_same_story(options.a, options.b)
                   : (*newsroom)->say_not_same_story(options.a, options.b);
  if (said) said = (*newsroom)->commit();
  return said ? kDone : report(said.error());
}

void add_word_command(CLI::App& app, int& exit_code, bool same) {
  const std::string name = same ? "same" : "apart";
  CLI::App* command = app.add_subcommand(
      name, same ? "Says that two articles tell of one event: their stories become one."
                 : "Says that two articles tell of two events: the second leaves the story.");
  const auto options = std::make_shared<WordOptions>();
  command->add_option("--db", options->db, "The database")->required();
  command->add_option("A", options->a, "Id or canonical URL of an article")->required();
  command->add_option("B", options->b, "Id or canonical URL of another article")->required();
  command->footer("Example:\n  newsloom " + name + " --db news.db https://a.example/1 https://b.example/2");
  command->callback([options, same, &exit_code] { exit_code = say(*options, same); });
}

std::string line_of(const StoryUpdate& update) {
  const auto or_null = [](auto id) {
    return number(id) == 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(number(id));
  };
  const char* const kinds[] = {"moved", "split", "merged"};
  const nlohmann::ordered_json line = {{"update", update.id},
                                       {"kind", kinds[static_cast<int>(update.kind)]},
                                       {"at", to_iso({.utc_seconds = update.at_utc, .offset_minutes = 0})},
                                       {"article", or_null(update.article)},
                                       {"from", or_null(update.from)},
                                       {"story", or_null(update.story)},
                                       {"why", update.why}};
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

int print_changes(const std::string& db, std::int64_t since) {
  auto newsroom = Newsroom::open({.path = db});
  if (!newsroom) return report(newsroom.error());
  while (true) {
    const auto updates = (*newsroom)->story_updates(since);
    if (!updates) return report(updates.error());
    if (updates->empty()) return std::fflush(stdout) == 0 ? kDone : kFailed;
    for (const StoryUpdate& update : *updates) std::puts(line_of(update).c_str());
    since = updates->back().id;
  }
}

}  // namespace

void add_word_commands(CLI::App& app, int& exit_code) {
  add_word_command(app, exit_code, true);
  add_word_command(app, exit_code, false);
  struct ChangesOptions {
    std::string db;
    std::int64_t since = 0;
  };
  const auto options = std::make_shared<ChangesOptions>();
  CLI::App* command = app.add_subcommand(
      "changes", "Shows which articles and stories were moved, split off and merged after they were placed.");
  command->add_option("--db", options->db, "The database")->required();
  command->add_option("--since", options->since, "The last update that is already known");
  command->footer("Example:\n  newsloom changes --db news.db --since 0");
  command->callback([options, &exit_code] { exit_code = print_changes(options->db, options->since); });
}

}  // namespace newsloom::cli
