#include "cli/extract_command.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/records.h"
#include "newsloom/article.h"

namespace newsloom::cli {
namespace {

/// One record a line for every page; records that are taken in pass through.
int run(const std::vector<std::string>& paths) {
  int exit_code = 0;
  for (const std::string& path : paths) {
    exit_code =
        std::max(exit_code,
                 for_each_record(path, [](const Article& article) { std::puts(to_json(article).c_str()); }));
  }
  return std::fflush(stdout) == 0 ? exit_code : 1;
}

}  // namespace

void add_extract_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("extract", "Makes article records of pages, one JSON object a line.");
  const auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, "Pages, captures, folders; - is standard input")->required();
  command->footer("Example:\n  newsloom extract page.html > articles.jsonl");
  command->callback([paths, &exit_code] { exit_code = run(*paths); });
}

}  // namespace newsloom::cli
