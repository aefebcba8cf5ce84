#include "cli/export_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/report.h"
#include "newsloom/article.h"
#include "newsloom/timestamp.h"
#include "store/database.h"
#include "store/export_rows.h"

namespace newsloom::cli {
namespace {

struct ExportOptions {
  std::string path, since;
};

/// The record, and behind its own fields where it stands. Ingest reads it again and skips those.
std::string line_of(const store::ExportedArticle& exported) {
  std::string line = to_json(exported.article);
  line.pop_back();  // the closing brace
  const auto text = [](const std::optional<std::string>& value) {
    return value ? nlohmann::json(*value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                 : "null";
  };
  return line + fmt::format(",\"article\":{},\"story\":{},\"storyline\":{},\"copy_of\":{}}}\n",
                            number(exported.id), number(exported.story), number(exported.storyline),
                            text(exported.copy_of));
}

int export_articles(const ExportOptions& options) {
  std::optional<std::int64_t> since;
  if (!options.since.empty()) {
    const auto moment = parse_iso(options.since);
    if (!moment)
      return report({ErrorCode::kInvalidArgument, "no moment: write 2026-03-11 or 2026-03-11T06:00:00Z",
                     options.since});
    since = moment->utc_seconds;
  }
  auto connection = store::Database::beside(options.path);
  if (!connection) return report(connection.error());
  const store::Transaction transaction(**connection, store::Access::kRead);
  bool written = true;
  store::each_article(**connection, since, [&](const store::ExportedArticle& exported) {
    const std::string line = line_of(exported);
    written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    return written;
  });
  if (auto status = (*connection)->status(); !status) return report(status.error());
  if (std::fflush(stdout) != 0 || !written)
    return report({ErrorCode::kIo, "cannot write", "standard output"});
  return kDone;
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command =
      app.add_subcommand("export", "Prints every article record of a newsroom with its story.");
  command->footer(
      "One record a line, in the order of arrival; `ingest` takes them again. Works while the newsroom is "
      "served.\n"
      "Example:\n  newsloom export --db news.db --since 2026-03-11 > news.jsonl");
  command->add_option("--db", options->path, "The database")->required();
  command->add_option("--since", options->since, "Only what came, or changed, at this moment or later");
  command->callback([options, &exit_code] { exit_code = export_articles(*options); });
}

}  // namespace newsloom::cli
