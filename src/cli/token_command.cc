#include "cli/token_command.h"

#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/report.h"
#include "newsloom/access.h"
#include "newsloom/timestamp.h"

namespace newsloom::cli {
namespace {

struct TokenOptions {
  std::string path, name;
  bool json = false;
};

int with_access(const TokenOptions& options, const std::function<Result<void>(Access&)>& work) {
  auto access = Access::open(options.path, {.log = log_to_stderr()});
  if (!access) return report(access.error());
  const auto done = work(**access);
  return done ? static_cast<int>(kDone) : report(done.error());
}

Result<void> add(const TokenOptions& options, Access& access) {
  const auto token = access.add_token(options.name);
  if (!token) return std::unexpected(token.error());
  fmt::print("{}\n", *token);
  return {};
}

Result<void> list(const TokenOptions& options, const Access& access) {
  const auto tokens = access.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  for (const ApiToken& token : *tokens) {
    const std::string made = to_iso({.utc_seconds = token.made_utc, .offset_minutes = 0, .precision = {}});
    if (options.json) {
      fmt::print("{}\n", nlohmann::ordered_json{{"name", token.name}, {"made", made}}.dump());
    } else {
      fmt::print("{}  {}\n", made, token.name);
    }
  }
  return {};
}

}  // namespace

void add_token_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<TokenOptions>();
  CLI::App* command =
      app.add_subcommand("token", "API tokens: keys for programs that write into a newsroom.");
  command->footer(
      "A token is shown once, when it is made. All of this works while the newsroom is served.\n"
      "Example:\n  newsloom token --db news.db add crawler");
  command->add_option("--db", options->path, "The database")->required();
  command->require_subcommand(1);
  const auto named = [options](CLI::App* part) {
    part->add_option("NAME", options->name, "Its name")->required();
  };

  CLI::App* added = command->add_subcommand("add", "Makes a token and prints it");
  named(added);
  added->callback([options, &exit_code] {
    exit_code = with_access(*options, [&](Access& access) { return add(*options, access); });
  });
  CLI::App* listed = command->add_subcommand("list", "Prints the names and when each was made");
  listed->add_flag("--json", options->json, "One JSON object a line");
  listed->callback([options, &exit_code] {
    exit_code = with_access(*options, [&](Access& access) { return list(*options, access); });
  });
  CLI::App* removed = command->add_subcommand("remove", "Ends a token");
  named(removed);
  removed->callback([options, &exit_code] {
    exit_code = with_access(*options, [&](Access& access) { return access.remove_token(options->name); });
  });
}

}  // namespace newsloom::cli
