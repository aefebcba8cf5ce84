// The query of an address: "q=sea+wall&lang=en".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::server {

/// As forms send it (application/x-www-form-urlencoded, WHATWG): total, bytes that are no UTF-8 are repaired.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(std::string_view query);
  /// Of a whole request target: what stands between "?" and "#".
  static Parameters of_target(std::string_view target);

  /// The first value of that name; an empty one counts as not given.
  std::optional<std::string> get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// `text` as the value of a parameter.
std::string percent_encoded(std::string_view text);

}  // namespace newsloom::server
