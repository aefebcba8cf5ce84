// newsloom export: a newsroom -> article records with their stories.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_export_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
