// newsloom recommend: records -> other stories to read after each of the queried articles.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_recommend_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
