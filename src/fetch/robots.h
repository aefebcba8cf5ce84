// robots.txt: what a site asks of programs that visit it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::fetch {

/// The rules of one robots.txt that concern us, after RFC 9309. A value.
class Robots {
 public:
  /// Reads any bytes. The groups that name `product` ("newsloom", whatever the case) count together; if there
  /// are none, those for "*".
  static Robots parse(std::string_view bytes, std::string_view product);
  /// A site without rules, and one that must be left alone for now.
  static Robots allow_all() { return {}; }
  static Robots deny_all();

  /// May this be fetched? `target` is path and query as in a request line. Of the rules that match, the
  /// longest decides; of two equally long ones the one that allows.
  bool allows(std::string_view target) const;
  /// Seconds asked for between two requests. Not part of the RFC, but widely used.
  const std::optional<double>& crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;  ///< normalised; may hold "*", and "$" at its end
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<double> crawl_delay_;
};

}  // namespace newsloom::fetch
