// newsloom same, newsloom apart, newsloom changes: the owner's words on stories, and what was decided anew.
#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// Adds the commands; after parsing, running one puts its exit code into `exit_code`.
void add_word_commands(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
