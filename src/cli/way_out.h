// The network, for commands that take addresses beside files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report.h"
#include "fetch/http_client.h"

namespace newsloom::cli {

/// Opens the network only if one of `paths` is an address: a command on files starts no thread and asks
/// nobody.
class WayOut {
 public:
  WayOut(const std::vector<std::string>& paths, const std::vector<std::string>& loopback_hosts) {
    for (const std::string& path : paths)
      if (!client_ && (path.starts_with("http://") || path.starts_with("https://")))
        client_.emplace(fetch::HttpOptions{.loopback_hosts = loopback_hosts}, Env{.log = log_to_stderr()});
  }
  /// Null where there is nothing to fetch.
  Network* network() { return client_ ? &*client_ : nullptr; }

 private:
  std::optional<fetch::HttpClient> client_;
};

}  // namespace newsloom::cli
