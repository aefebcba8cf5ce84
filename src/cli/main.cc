// newsloom: the one program. Each command is a file of its own in this folder.
#include <CLI/CLI.hpp>
#include <cstdio>

int main(int argc, char** argv) {
  CLI::App app{"Newsloom turns a stream of news pages into a news service."};
  app.set_version_flag("--version", "newsloom 0.1.0");
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  std::fputs(app.help().c_str(), stdout);
  return 0;
}
