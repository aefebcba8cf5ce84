#include "cli/backup_command.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/report.h"
#include "store/backup.h"
#include "store/database.h"

namespace newsloom::cli {
namespace {

struct BackupOptions {
  std::string path, file;
  bool json = false;
};

int back_up(const BackupOptions& options) {
  auto connection = store::Database::beside(options.path);
  if (!connection) return report(connection.error());
  const auto bytes = store::back_up(**connection, options.file);
  if (!bytes) return report(bytes.error());
  if (options.json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"file", options.file}, {"bytes", *bytes}}.dump());
  } else {
    fmt::print("{}: {} bytes, a whole database\n", options.file, *bytes);
  }
  return kDone;
}

}  // namespace

void add_backup_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command = app.add_subcommand("backup", "Copies a database, also while it is served and written.");
  command->footer(
      "FILE is a database like any other: serve it, or put it in the place of a lost one. An older backup of "
      "that\n"
      "name is replaced once the new one is whole.\n"
      "Example:\n  newsloom backup --db news.db news-backup.db");
  command->add_option("--db", options->path, "The database")->required();
  command->add_flag("--json", options->json, "One JSON object");
  command->add_option("FILE", options->file, "Where to")->required();
  command->callback([options, &exit_code] { exit_code = back_up(*options); });
}

}  // namespace newsloom::cli
