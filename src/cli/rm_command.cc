#include "cli/rm_command.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "cli/hand_over_client.h"
#include "cli/report.h"
#include "newsloom/newsroom.h"
#include "server/parameters.h"

namespace newsloom::cli {
namespace {

struct RmOptions {
  std::string path, name;
  bool json = false;
};

/// The same as a request to the process that owns the database.
std::string target_of(const TakeDown& what) {
  if (what.id != ArticleId::kNone) return fmt::format("/api/v1/articles/{}", number(what.id));
  const char* key = what.kind == TakeDown::Kind::kUrl      ? "url"
                    : what.kind == TakeDown::Kind::kSource ? "source"
                                                           : "record";
  return fmt::format("/api/v1/articles?{}={}", key, server::percent_encoded(what.name));
}

Result<std::int64_t> take_down_there(const HandOver& where, const TakeDown& what) {
  auto client = HandOverClient::connect(where);
  if (!client) return std::unexpected(client.error());
  const auto answer = must_be_done((*client)->ask("DELETE", target_of(what), "", ""));
  if (!answer) return std::unexpected(answer.error());
  const auto told = nlohmann::json::parse(*answer, nullptr, false);
  return told.is_object() ? told.value("taken_down", std::int64_t{0}) : 0;
}

Result<std::int64_t> take_down(const RmOptions& options, TakeDown what) {
  const auto owner = find_hand_over(options.path);
  if (!owner) return std::unexpected(owner.error());
  if (*owner) return take_down_there(**owner, what);
  auto newsroom = Newsroom::open({.path = options.path}, {.log = log_to_stderr()});
  if (!newsroom) return std::unexpected(newsroom.error());
  return (*newsroom)->take_down(std::move(what));
}

int remove(const RmOptions& options) {
  const TakeDown what = TakeDown::named(options.name);
  const auto count = take_down(options, what);
  if (!count) return report(count.error());
  if (options.json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"taken_down", *count}}.dump());
  } else {
    fmt::print("{} {} taken down; {} is kept out from now on.\n", *count,
               *count == 1 ? "article" : "articles", options.name);
  }
  return kDone;
}

}  // namespace

void add_rm_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RmOptions>();
  CLI::App* command =
      app.add_subcommand("rm", "Takes an article, an address or a whole source down, for good.");
  command->footer(
      "WHAT is an article's number, an address, a domain, or a record id. The article goes with all its "
      "earlier\n"
      "states, and what was named is never taken in again. Works while the newsroom is served.\n"
      "Example:\n  newsloom rm --db news.db https://tribune.example/harbour\n  newsloom rm --db news.db "
      "tribune.example");
  command->add_option("--db", options->path, "The database")->required()->check(CLI::ExistingFile);
  command->add_flag("--json", options->json, "One JSON object");
  command->add_option("WHAT", options->name, "Number, URL, domain or record id")->required();
  command->callback([options, &exit_code] { exit_code = remove(*options); });
}

}  // namespace newsloom::cli
