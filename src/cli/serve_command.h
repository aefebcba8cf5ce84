// newsloom serve: a newsroom as a site on this machine.
#pragma once

#include <CLI/App.hpp>

namespace newsloom::cli {

/// Adds the command to `app`. When it was chosen, `exit_code` is set: 0 after SIGTERM, 130 after Ctrl-C, 1 if
/// the database or the port cannot be had.
void add_serve_command(CLI::App& app, int& exit_code);

}  // namespace newsloom::cli
