// Article records as the commands on files read them.
#pragma once

#include <functional>
#include <string>

#include "newsloom/article.h"

namespace newsloom::cli {

/// Calls `take` for every record of a file ("-" is standard input; plain, gzip or Zstandard), pages being
/// extracted on the way. What cannot be read is said on standard error. Returns the exit code: 0, or 1 when
/// something could not be read.
int for_each_record(const std::string& path, const std::function<void(Article)>& take);

}  // namespace newsloom::cli
