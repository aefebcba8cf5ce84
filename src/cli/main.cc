// newsloom: the one program. Each command is a file of its own in this folder.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/backup_command.h"
#include "cli/compare_command.h"
#include "cli/demo_command.h"
#include "cli/doctor_command.h"
#include "cli/explain_command.h"
#include "cli/export_command.h"
#include "cli/extract_command.h"
#include "cli/feeds_command.h"
#include "cli/group_command.h"
#include "cli/ingest_command.h"
#include "cli/memory.h"
#include "cli/password_command.h"
#include "cli/recommend_command.h"
#include "cli/report.h"
#include "cli/rm_command.h"
#include "cli/search_command.h"
#include "cli/serve_command.h"
#include "cli/stories_command.h"
#include "cli/token_command.h"
#include "cli/word_command.h"

namespace {

using AddCommand = void (*)(CLI::App& app, int& exit_code);

/// In the order in which the help names them.
constexpr AddCommand kCommands[] = {
    newsloom::cli::add_extract_command,   newsloom::cli::add_group_command,
    newsloom::cli::add_recommend_command, newsloom::cli::add_compare_command,
    newsloom::cli::add_ingest_command,    newsloom::cli::add_serve_command,
    newsloom::cli::add_search_command,    newsloom::cli::add_feeds_command,
    newsloom::cli::add_stories_command,   newsloom::cli::add_explain_command,
    newsloom::cli::add_export_command,    newsloom::cli::add_rm_command,
    newsloom::cli::add_backup_command,    newsloom::cli::add_doctor_command,
    newsloom::cli::add_password_command,  newsloom::cli::add_token_command,
    newsloom::cli::add_demo_command,      newsloom::cli::add_word_commands,
};

}  // namespace

int main(int argc, char** argv) {
  newsloom::cli::keep_freed_memory();
  // Standard output is for results.
  spdlog::set_default_logger(spdlog::stderr_color_mt("newsloom"));
  CLI::App app{"Newsloom turns a stream of news pages into a news service."};
  app.set_version_flag("--version", "newsloom " NEWSLOOM_VERSION);
  app.footer("Example:\n  newsloom ingest --db news.db pages/ && newsloom serve --db news.db");
  app.require_subcommand(0, 1);
  int exit_code = newsloom::cli::kDone;
  for (const AddCommand add : kCommands) add(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? newsloom::cli::kDone : newsloom::cli::kWrongUse;
  }
  if (app.get_subcommands().empty()) std::fputs(app.help().c_str(), stdout);
  return exit_code;
}
