// Where templates and static files are, when nobody says so.
#pragma once

#include <string>

#include "newsloom/result.h"

namespace newsloom::server {

/// The folder beside the installed library, wherever that was moved to; else that of the source tree the
/// library was built from. Errors: kNotFound, naming the places that were looked at.
Result<std::string> find_web_root();

}  // namespace newsloom::server
