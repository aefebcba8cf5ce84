#pragma once

#include <CLI/CLI.hpp>

namespace newsloom::cli {

/// newsloom feeds: what feeds say, and which are read.
void add_feeds_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
