#include "cli/search_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/report.h"
#include "newsloom/search.h"
#include "search/searcher.h"
#include "store/migrations.h"
#include "store/sql.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct SearchOptions {
  std::string path;
  SearchRequest request;
  std::vector<std::string> words;
  std::string order = "best";
  bool json = false;
};

/// On a terminal the words that were asked for stand out; elsewhere they stand as they are.
std::string plain(const std::vector<MatchedText>& parts, bool terminal) {
  std::string out;
  for (const MatchedText& part : parts)
    out += part.match && terminal ? "\x1b[1m" + part.text + "\x1b[0m" : part.text;
  return out;
}

void print_json(const SearchHit& hit) {
  const Headline& line = hit.headline;
  const auto maybe = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
  };
  Json also = Json::array();
  for (const Headline& other : hit.also) also.push_back(number(other.id));
  const Json out = {{"id", number(line.id)},
                    {"story", number(line.story)},
                    {"title", line.title},
                    {"source", maybe(line.source)},
                    {"lang", maybe(line.lang)},
                    {"published", line.published ? Json(to_iso(*line.published)) : Json(nullptr)},
                    {"score", hit.score},
                    {"snippet", plain(hit.snippet, false)},
                    {"also_count", hit.also_count},
                    {"also", also}};
  fmt::print("{}\n", out.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void print_text(const SearchHit& hit, bool terminal) {
  const Headline& line = hit.headline;
  fmt::print("{}  {}", number(line.id), plain(hit.title, terminal));
  if (hit.also_count > 0) fmt::print("  +{}", hit.also_count);
  const std::string publisher = line.site_name.value_or(line.source.value_or(""));
  const std::string published = line.published ? to_iso(*line.published) : "";
  const std::string about = publisher + (publisher.empty() || published.empty() ? "" : ", ") + published;
  if (!about.empty()) fmt::print("\n   {}", about);
  fmt::print("\n   {}\n", plain(hit.snippet, terminal));
}

/// Beside whoever owns the database: a reader disturbs no writer. No index in memory is needed, so a million
/// articles answer as fast as ten.
Result<std::unique_ptr<store::Connection>> open_to_read(const std::string& path) {
  auto opened = store::Connection::open(path, store::Access::kRead);
  if (!opened) return opened;
  const auto version = (*opened)->integer("PRAGMA user_version");
  if (auto status = (*opened)->status(); !status) return std::unexpected(status.error());
  if (version != static_cast<std::int64_t>(store::migrations().size()))
    return fail(ErrorCode::kInvalidArgument,
                "not brought up to date yet; `newsloom serve` or `ingest` does it", path);
  return opened;
}

int search(SearchOptions options) {
  auto opened = open_to_read(options.path);
  if (!opened) return report(opened.error());
  store::Connection& connection = **opened;
  for (const std::string& word : options.words)
    options.request.query += (options.request.query.empty() ? "" : " ") + word;
  options.request.order = options.order == "newest" ? SearchOrder::kNewest : SearchOrder::kBest;
  const store::Transaction transaction(connection, store::Access::kRead);
  const SearchResults results = search::run(connection, options.request);
  if (auto status = connection.status(); !status) return report(status.error());
  for (const std::string& note : results.notes) fmt::print(stderr, "newsloom: {}\n", note);
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  for (const SearchHit& hit : results.hits) options.json ? print_json(hit) : print_text(hit, terminal);
  fmt::print(stderr, "newsloom: {}{} articles match\n", results.more_matches ? "more than " : "",
             results.matches);
  return kDone;
}

}  // namespace

void add_search_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command =
      app.add_subcommand("search", "Searches the articles of a database, also while it is served.");
  command->footer(
      "A query: words, \"a phrase\", -not, this OR that, title:, source:, lang:, kind:, after:2031-03, "
      "before:2031.\n"
      "Behind -- a word may begin with a hyphen.\n"
      "Example:\n  newsloom search --db news.db 'harbour \"sea wall\"' --json");
  command->add_option("--db", options->path, "The database")->required()->check(CLI::ExistingFile);
  command->add_option("--limit", options->request.limit, "Stories to print")
      ->capture_default_str()
      ->check(CLI::Range(1, 500));
  command->add_option("--order", options->order, "best or newest first")
      ->capture_default_str()
      ->check(CLI::IsMember({"best", "newest"}));
  command->add_flag("--json", options->json, "One JSON object a line");
  command->add_option("QUERY", options->words, "What to search for")->required();
  command->callback([options, &exit_code] { exit_code = search(*options); });
}

}  // namespace newsloom::cli
