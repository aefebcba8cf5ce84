#include "cli/feeds_command.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/feed_json.h"
#include "cli/report.h"
#include "feed/feed.h"
#include "intake/byte_source.h"

namespace newsloom::cli {
namespace {

/// Bytes read of one file; a feed longer than its own limit is cut and says so.
constexpr std::size_t kLongestFile = feed::Limits{}.max_bytes + 1;

Result<std::string> read_file(const std::string& path) {
  auto source = intake::ByteSource::open(path);
  if (!source) return std::unexpected(source.error());
  std::string bytes;
  while (bytes.size() < kLongestFile) {
    const auto more = (*source)->read(bytes, kLongestFile - bytes.size());
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  return bytes;
}

struct ShowOptions {
  std::vector<std::string> paths;
  std::string base;
};

/// What each feed file says, one JSON object a line.
int show(const ShowOptions& options) {
  int exit_code = kDone;
  for (const std::string& path : options.paths) {
    const auto bytes = read_file(path);
    if (!bytes) {
      report(bytes.error());
      exit_code = kFailed;
      continue;
    }
    feed::Origin origin;
    if (!options.base.empty()) origin.url = options.base;
    const std::string line = to_json(feed::parse_feed(*bytes, origin)) + '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return exit_code;
}

}  // namespace

void add_feeds_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("feeds", "Feeds: what they say, and which are read.");
  command->require_subcommand(1);
  auto options = std::make_shared<ShowOptions>();
  CLI::App* one = command->add_subcommand("show", "Prints what feed files say, one JSON object a line.");
  one->add_option("FILE", options->paths, "RSS, Atom, JSON Feed, sitemap; - is standard input")->required();
  one->add_option("--base", options->base, "The address the feed comes from: relative links start there");
  one->footer("Example:\n  newsloom feeds show feed.xml");
  one->callback([options, &exit_code] { exit_code = show(*options); });
}

}  // namespace newsloom::cli
