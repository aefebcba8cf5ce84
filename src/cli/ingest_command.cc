#include "cli/ingest_command.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "intake/intake.h"
#include "newsloom/newsroom.h"

namespace newsloom::cli {
namespace {

/// Pages between two commits.
constexpr std::int64_t kBatch = 256;

int report(const Error& error) {
  std::fprintf(stderr, "newsloom: %s: %s\n", error.where.c_str(), error.message.c_str());
  return 1;
}

int run(const std::string& db, const std::vector<std::string>& paths) {
  const auto start = std::chrono::steady_clock::now();
  auto newsroom = Newsroom::open({.path = db});
  if (!newsroom) return report(newsroom.error());
  IngestCounts counts;
  int exit_code = 0;
  intake::Intake intake(paths);
  while (auto item = intake.next()) {
    ++counts.pages;
    if (const auto* error = std::get_if<Error>(&*item)) {
      exit_code = report(*error);
      ++counts.failed;
      continue;
    }
    const auto* page = std::get_if<Page>(&*item);
    const auto outcome =
        (*newsroom)->add(page != nullptr ? extract_article(*page) : std::move(std::get<Article>(*item)));
    if (!outcome) return report(outcome.error());
    ++(*outcome == Outcome::kNew       ? counts.articles
       : *outcome == Outcome::kUpdated ? counts.updated
                                       : counts.skipped);
    if (counts.pages % kBatch != 0) continue;
    if (auto done = (*newsroom)->commit(); !done) return report(done.error());
    std::printf("committed %lld\n", static_cast<long long>(counts.pages));
    std::fflush(stdout);
  }
  if (auto done = (*newsroom)->commit(); !done) return report(done.error());
  std::printf("committed %lld\n", static_cast<long long>(counts.pages));
  counts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf(
      "{\"pages\":%lld,\"articles\":%lld,\"updated\":%lld,\"skipped\":%lld,\"failed\":%lld,\"seconds\":%.3f}"
      "\n",
      static_cast<long long>(counts.pages), static_cast<long long>(counts.articles),
      static_cast<long long>(counts.updated), static_cast<long long>(counts.skipped),
      static_cast<long long>(counts.failed), counts.seconds);
  return exit_code;
}

}  // namespace

void add_ingest_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("ingest", "Put pages into a database");
  const auto db = std::make_shared<std::string>();
  const auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("--db", *db, "The database file; created when missing")->required();
  command->add_option("PATH", *paths, "Pages")->required();
  command->footer("Example: newsloom ingest --db news.db page.html");
  command->callback([db, paths, &exit_code] { exit_code = run(*db, *paths); });
}

}  // namespace newsloom::cli
