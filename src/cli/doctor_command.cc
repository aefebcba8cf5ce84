#include "cli/doctor_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/checkup.h"
#include "cli/report.h"
#include "newsloom/env.h"

namespace newsloom::cli {
namespace {

struct DoctorOptions {
  std::string path;
  bool json = false;
};

std::string_view name_of(Health health) {
  switch (health) {
    case Health::kGood:
      return "good";
    case Health::kDoubtful:
      return "doubtful";
    case Health::kBad:
      break;
  }
  return "bad";
}

void print(const Finding& finding, bool json) {
  if (json) {
    const nlohmann::ordered_json line = {
        {"what", finding.what},
        {"health", name_of(finding.health)},
        {"words", finding.words},
        {"advice",
         finding.advice.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(finding.advice)}};
    fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  fmt::print("{:<8}  {:<8}  {}\n", name_of(finding.health), finding.what, finding.words);
  if (!finding.advice.empty()) fmt::print("{:<20}-> {}\n", "", finding.advice);
}

int examine_all(const DoctorOptions& options) {
  const std::vector<Finding> findings = examine(options.path, system_clock().now());
  for (const Finding& finding : findings) print(finding, options.json);
  const bool bad = std::ranges::any_of(findings, [](const Finding& f) { return f.health == Health::kBad; });
  return bad ? kFailed : kDone;
}

}  // namespace

void add_doctor_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command =
      app.add_subcommand("doctor", "Says what is wrong with a newsroom, and what to do about it.");
  command->footer(
      "Looks at the database, its rights, the disk, the clock, and at who serves it. Ends with 1 if "
      "something is bad.\n"
      "Works while the newsroom is served.\nExample:\n  newsloom doctor --db news.db");
  command->add_option("--db", options->path, "The database")->required()->check(CLI::ExistingFile);
  command->add_flag("--json", options->json, "One JSON object a line");
  command->callback([options, &exit_code] { exit_code = examine_all(*options); });
}

}  // namespace newsloom::cli
