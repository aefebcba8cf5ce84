// newsloom: the one program. Each command is a file of its own in this folder.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/compare_command.h"
#include "cli/extract_command.h"
#include "cli/group_command.h"
#include "cli/ingest_command.h"
#include "cli/recommend_command.h"
#include "cli/serve_command.h"

int main(int argc, char** argv) {
  CLI::App app{"Newsloom turns a stream of news pages into a news service."};
  app.set_version_flag("--version", "newsloom 0.1.0");
  app.require_subcommand(0, 1);
  int exit_code = 0;
  newsloom::cli::add_extract_command(app, exit_code);
  newsloom::cli::add_group_command(app, exit_code);
  newsloom::cli::add_recommend_command(app, exit_code);
  newsloom::cli::add_compare_command(app, exit_code);
  newsloom::cli::add_ingest_command(app, exit_code);
  newsloom::cli::add_serve_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (app.get_subcommands().empty()) std::fputs(app.help().c_str(), stdout);
  return exit_code;
}
