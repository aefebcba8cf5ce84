// newsloom token: keys for programs that write into a newsroom.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the command; after parsing, running it puts its exit code into `exit_code`.
void add_token_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
