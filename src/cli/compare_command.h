// newsloom compare: pairs of articles -> how alike they are as accounts of one event.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_compare_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
