// newsloom rm: takes an article, an address or a source down, for good.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_rm_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
