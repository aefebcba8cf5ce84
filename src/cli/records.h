// Article records as the commands on files read them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "newsloom/env.h"

namespace newsloom::cli {

/// Calls `take` on the caller's thread for every record of the inputs (as intake takes them: files, folders,
/// "-"; plain, gzip or Zstandard), in their order; pages are extracted on the way by `threads` threads (0:
/// one for each core). What cannot be read is said on standard error. Returns the exit code: 0, or 1 when
/// something could not be read. With a `network` a path may be an address.
int for_each_record(const std::vector<std::string>& paths, const std::function<void(Article)>& take,
                    std::size_t threads = 0, Network* network = nullptr);

/// A record as far as it is compared.
struct ComparedRecord {
  std::string id, text;
  features::Features features;
};
/// The same with what articles are compared by, computed on the threads, in place of the articles.
int for_each_features(const std::vector<std::string>& paths, const std::function<void(ComparedRecord)>& take,
                      std::size_t threads = 0);

}  // namespace newsloom::cli
