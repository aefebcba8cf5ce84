// newsloom explain: why an article stands where it stands; why two do, or do not, stand together.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_explain_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
