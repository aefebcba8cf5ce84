#include "cli/feeds_command.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/feed_json.h"
#include "cli/report.h"
#include "feed/feed.h"
#include "intake/byte_source.h"
#include "newsloom/feeds.h"

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

struct FeedsOptions {
  std::string path;
  std::vector<std::string> arguments;  ///< addresses, numbers or files
  std::string base;
  bool resume = false;
};
using Work = Result<void> (*)(FeedList& list, const FeedsOptions& options);

Result<void> add(FeedList& list, const FeedsOptions& options) {
  for (const std::string& url : options.arguments) {
    const auto id = list.add({.url = url, .title = {}, .site_url = {}, .folder = {}});
    if (!id) return std::unexpected(id.error());
    fmt::print("{}\t{}\n", number(*id), url);
  }
  return {};
}

Result<void> print_list(FeedList& list, const FeedsOptions& /*options*/) {
  const auto feeds = list.all();
  if (!feeds) return std::unexpected(feeds.error());
  for (const FeedStatus& feed : *feeds)
    fmt::print("{}\t{}\t{}\t{} entries\t{}\n", number(feed.id), feed.title.value_or("-"), feed.url,
               feed.entries, feed.health);
  return {};
}

/// The feed that an argument names by its number or address.
Result<FeedId> feed_named(const FeedList& list, const std::string& name) {
  const auto feeds = list.all();
  if (!feeds) return std::unexpected(feeds.error());
  std::int32_t wanted = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), wanted);
  const bool by_number = error == std::errc() && end == name.data() + name.size();
  for (const FeedStatus& feed : *feeds)
    if (by_number ? number(feed.id) == wanted : feed.url == name) return feed.id;
  return fail(ErrorCode::kNotFound, "no such feed", name);
}

Result<void> remove(FeedList& list, const FeedsOptions& options) {
  for (const std::string& name : options.arguments) {
    const auto id = feed_named(list, name);
    if (!id) return std::unexpected(id.error());
    if (auto done = list.remove(*id); !done) return done;
  }
  return {};
}

Result<void> pause(FeedList& list, const FeedsOptions& options) {
  for (const std::string& name : options.arguments) {
    const auto id = feed_named(list, name);
    if (!id) return std::unexpected(id.error());
    if (auto done = list.pause(*id, !options.resume); !done) return done;
  }
  return {};
}

Result<void> import_list(FeedList& list, const FeedsOptions& options) {
  for (const std::string& path : options.arguments) {
    const auto bytes = read_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    const auto named = list.import_opml(*bytes);
    if (!named) return fail(named.error().code, named.error().message, path);
    fmt::print("{} feeds\n", *named);
  }
  return {};
}

Result<void> export_list(FeedList& list, const FeedsOptions& /*options*/) {
  const auto opml = list.export_opml();
  if (!opml) return std::unexpected(opml.error());
  std::fwrite(opml->data(), 1, opml->size(), stdout);
  return {};
}

int with_list(const FeedsOptions& options, Work work) {
  if (options.path.empty()) return report({ErrorCode::kInvalidArgument, "is required", "--db"});
  auto list = FeedList::open(options.path, {.log = log_to_stderr()});
  if (!list) return report(list.error());
  const auto done = work(**list, options);
  return done ? kDone : report(done.error());
}

/// What each feed file says, one JSON object a line.
int show(const FeedsOptions& options) {
  int exit_code = kDone;
  for (const std::string& path : options.arguments) {
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
  CLI::App* command = app.add_subcommand("feeds", "Feeds: which are read, how they do, and what they say.");
  command->require_subcommand(1);
  command->footer(
      "`newsloom serve` reads them; all of this works while it does.\nExample:\n  newsloom feeds import "
      "subscriptions.opml --db news.db");
  auto options = std::make_shared<FeedsOptions>();
  command->add_option("--db", options->path, "The database; created if missing. Not for show");
  const auto on_database = [&](const char* name, const char* help, const char* argument,
                               const char* argument_help, Work work) {
    CLI::App* one = command->add_subcommand(name, help);
    one->fallthrough();  // --db may stand behind it
    if (argument) one->add_option(argument, options->arguments, argument_help)->required();
    one->callback([options, work, &exit_code] { exit_code = with_list(*options, work); });
    return one;
  };
  on_database("add", "Has feeds read from now on.", "URL", "Of a feed, or of a site that announces one", add);
  on_database("list", "Prints the feeds with their health.", nullptr, "", print_list);
  on_database("remove", "Stops reading feeds; their articles stay.", "FEED", "Its number or its address",
              remove);
  on_database("pause", "Stops reading feeds for a while.", "FEED", "Its number or its address", pause)
      ->add_flag("--resume", options->resume, "Goes on reading them");
  on_database("import", "Adds the feeds of OPML files.", "FILE", "OPML; - is standard input", import_list);
  on_database("export", "Prints the feeds as OPML.", nullptr, "", export_list);
  CLI::App* one = command->add_subcommand("show", "Prints what feed files say, one JSON object a line.");
  one->add_option("FILE", options->arguments, "RSS, Atom, JSON Feed, sitemap; - is standard input")
      ->required();
  one->add_option("--base", options->base, "The address the feed comes from: relative links start there");
  one->footer("Example:\n  newsloom feeds show feed.xml");
  one->callback([options, &exit_code] { exit_code = show(*options); });
}

}  // namespace newsloom::cli
