// newsloom.toml: how a newsroom is served.
#pragma once

#include <string>

#include "newsloom/newsroom.h"
#include "newsloom/server.h"

namespace newsloom::cli {

/// Reads the file over what the options say already. docs/security.md explains every key; an unknown one, or
/// one of another type, is an error: a typing mistake must not leave a door open. Errors: kIo,
/// kInvalidArgument with the line.
Result<void> read_config(const std::string& path, NewsroomOptions& newsroom, ServerOptions& server);

}  // namespace newsloom::cli
