#include "cli/extract_command.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "newsloom/article.h"

namespace newsloom::cli {
namespace {

int run(const std::vector<std::string>& paths) {
  int exit_code = 0;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (!file || !(bytes << file.rdbuf())) {
      std::fprintf(stderr, "newsloom: %s: cannot be read\n", path.c_str());
      exit_code = 1;
      continue;
    }
    Page page;
    page.input = path;
    page.body = std::move(bytes).str();
    std::puts(to_json(extract_article(page)).c_str());
  }
  return exit_code;
}

}  // namespace

void add_extract_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("extract", "Make article records of pages");
  const auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, "Pages")->required();
  command->footer("Example: newsloom extract page.html > articles.jsonl");
  command->callback([paths, &exit_code] { exit_code = run(*paths); });
}

}  // namespace newsloom::cli
