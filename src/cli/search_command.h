// newsloom search: asks a newsroom's database.
#pragma once

#include <CLI/App.hpp>

namespace newsloom::cli {

/// Adds the command to `app`. When it was chosen, `exit_code` is set: 0 also when nothing is found, 1 if the
/// database cannot be read.
void add_search_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
