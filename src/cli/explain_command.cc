#include "cli/explain_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report.h"
#include "features/features.h"
#include "newsloom/article.h"
#include "newsloom/story.h"
#include "newsloom/timestamp.h"
#include "record/passages_json.h"
#include "store/article_rows.h"
#include "store/copy_rows.h"
#include "store/database.h"
#include "store/export_rows.h"
#include "store/story_rows.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
  std::string path;
  std::vector<std::string> names;
  bool json = false;
};

std::string iso(std::int64_t utc) {
  return to_iso({.utc_seconds = utc, .offset_minutes = 0, .precision = Precision::kSecond});
}

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json line_of(const Headline& line) {
  return {{"article", number(line.id)}, {"title", line.title}, {"source", or_null(line.source)}};
}

/// Where a text comes from, and the passages that show it.
Json json_of(store::Connection& rows, const TextOrigin& origin) {
  const auto headline = store::read_headline(rows, origin.of);
  if (!headline) return nullptr;
  Json told = line_of(*headline);
  told["shared"] = origin.shared;
  told["passages"] = json_of(origin.passages);
  return told;
}

/// Everything the database knows of why this article stands where it stands.
Json explain_one(store::Connection& rows, ArticleId id) {
  const auto headline = store::read_headline(rows, id);
  const auto article = store::read_article(rows, id);
  if (!headline || !article) return nullptr;
  const auto story = store::read_story(rows, headline->story);
  Json told = {{"article", number(id)},
               {"id", article->id},
               {"title", headline->title},
               {"source", or_null(headline->source)},
               {"story", number(headline->story)},
               {"story_title", story ? story->title : ""},
               {"story_articles", story ? story->articles.size() : 0},
               {"why", headline->why},
               {"copy_of", nullptr},
               {"copies", Json::array()},
               {"updates", nullptr},
               {"updated_by", Json::array()},
               {"versions", store::read_versions(rows, id).size()},
               {"events", Json::array()},
               {"evidence", Json::array()},
               {"notes", article->notes}};
  if (const auto copy = store::read_copy(rows, id)) told["copy_of"] = json_of(rows, *copy);
  if (const auto earlier = store::read_earlier_state(rows, id)) told["updates"] = json_of(rows, *earlier);
  for (const ArticleId other : store::read_later_states(rows, id))
    if (const auto line = store::read_headline(rows, other)) told["updated_by"].push_back(line_of(*line));
  for (const ArticleId other : store::read_copies_of(rows, id))
    if (const auto line = store::read_headline(rows, other)) told["copies"].push_back(line_of(*line));
  for (const store::StoryEventLine& event : store::read_story_events(rows, headline->story, id))
    told["events"].push_back({{"at", iso(event.at_utc)}, {"what", event.what}});
  for (const Evidence& evidence : article->evidence)
    told["evidence"].push_back(
        {{"field", evidence.field}, {"from", evidence.from}, {"confidence", evidence.confidence}});
  return told;
}

/// Why two stand together, or do not: what was decided, and how alike they are by themselves.
Json explain_two(store::Connection& rows, ArticleId first, ArticleId second) {
  const auto a = store::read_headline(rows, first), b = store::read_headline(rows, second);
  const auto text_a = store::read_stored_article(rows, first),
             text_b = store::read_stored_article(rows, second);
  if (!a || !b || !text_a || !text_b) return nullptr;
  const features::Features fa = features::compute(*text_a), fb = features::compute(*text_b);
  const story::Likeness likeness = story::compare(fa, fb);
  std::vector<std::uint32_t> shared;
  std::ranges::set_intersection(fa.shingles, fb.shingles, std::back_inserter(shared));
  const std::size_t shorter = std::min(fa.shingles.size(), fb.shingles.size());
  return {{"same_story", a->story == b->story},
          {"stories", {number(a->story), number(b->story)}},
          {"articles", {line_of(*a), line_of(*b)}},
          {"why", {a->why, b->why}},
          {"alike", likeness.score},
          {"alike_why", likeness.why},
          {"shared_passages",
           shorter == 0 ? 0.0 : static_cast<double>(shared.size()) / static_cast<double>(shorter)}};
}

std::string source_of(const Json& line) {
  return line["source"].is_null() ? "" : fmt::format(" ({})", line["source"].get<std::string>());
}

void print_origin(std::string_view what, const Json& origin, std::string_view other) {
  fmt::print("  {} article {}: {}{}, {:.0f} % of the shorter text\n", what, origin["article"].get<int>(),
             origin["title"].get<std::string>(), source_of(origin), 100 * origin["shared"].get<double>());
  const auto quote = [&](const std::string& label, const char* key) {
    for (const Json& passage : origin["passages"][key])
      fmt::print("    {}: \"{}\"\n", label, passage.get<std::string>());
  };
  quote("in both", "shared");
  quote("only here", "only_here");
  quote(fmt::format("only in the {}", other), "only_there");
}

void print_one(const Json& told) {
  fmt::print("{}{}\n", told["title"].get<std::string>(), source_of(told));
  fmt::print("  article {}, record {}\n", told["article"].get<int>(), told["id"].get<std::string>());
  fmt::print("  story {}: {} ({} articles)\n", told["story"].get<int>(),
             told["story_title"].get<std::string>(), told["story_articles"].get<int>());
  fmt::print("  why: {}\n", told["why"].get<std::string>());
  if (const Json& copy = told["copy_of"]; !copy.is_null()) print_origin("a copy of", copy, "original");
  if (const Json& earlier = told["updates"]; !earlier.is_null())
    print_origin("a later state of", earlier, "earlier state");
  for (const Json& later : told["updated_by"])
    fmt::print("  updated by article {}: {}{}\n", later["article"].get<int>(),
               later["title"].get<std::string>(), source_of(later));
  for (const Json& copy : told["copies"])
    fmt::print("  copied by article {}: {}{}\n", copy["article"].get<int>(), copy["title"].get<std::string>(),
               source_of(copy));
  if (const int versions = told["versions"].get<int>(); versions > 0)
    fmt::print("  earlier states: {}\n", versions);
  for (const Json& event : told["events"])
    fmt::print("  {} {}\n", event["at"].get<std::string>(), event["what"].get<std::string>());
  for (const Json& evidence : told["evidence"])
    fmt::print("  {} from {} ({:.2f})\n", evidence["field"].get<std::string>(),
               evidence["from"].get<std::string>(), evidence["confidence"].get<double>());
  for (const Json& note : told["notes"]) fmt::print("  note: {}\n", note.get<std::string>());
}

void print_two(const Json& told) {
  const bool same = told["same_story"].get<bool>();
  const Json& stories = told["stories"];
  fmt::print("{}\n",
             same ? fmt::format("One story: {}", stories[0].get<int>())
                  : fmt::format("Two stories: {} and {}", stories[0].get<int>(), stories[1].get<int>()));
  for (std::size_t i = 0; i < 2; ++i) {
    const Json& line = told["articles"][i];
    fmt::print("  article {}: {}{}\n    why it stands there: {}\n", line["article"].get<int>(),
               line["title"].get<std::string>(), source_of(line), told["why"][i].get<std::string>());
  }
  fmt::print("  alike by themselves: {:.2f} of 1. {}\n", told["alike"].get<double>(),
             told["alike_why"].get<std::string>());
  fmt::print("  same passages: {:.0f} % of the shorter text\n", 100 * told["shared_passages"].get<double>());
}

int explain(const ExplainOptions& options) {
  auto connection = store::Database::beside(options.path);
  if (!connection) return report(connection.error());
  store::Connection& rows = **connection;
  const store::Transaction transaction(rows, store::Access::kRead);
  std::vector<ArticleId> ids;
  for (const std::string& name : options.names) {
    const auto id = store::find_named(rows, name);
    if (!id && !rows.failed()) return report({ErrorCode::kNotFound, "no such article", name});
    ids.push_back(id.value_or(ArticleId::kNone));
  }
  const Json told = ids.size() == 1 ? explain_one(rows, ids[0]) : explain_two(rows, ids[0], ids[1]);
  if (auto status = rows.status(); !status) return report(status.error());
  if (told.is_null()) return report({ErrorCode::kNotFound, "it has no story", options.names.front()});
  if (options.json) {
    fmt::print("{}\n", told.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else if (ids.size() == 1) {
    print_one(told);
  } else {
    print_two(told);
  }
  return kDone;
}

}  // namespace

void add_explain_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand(
      "explain", "Says why an article is in its story; of two, why they are, or are not, in one.");
  command->footer(
      "ID is the number in an article's address, a record id, or a canonical URL. Works while the newsroom "
      "is "
      "served.\nExample:\n  newsloom explain --db news.db 3 7");
  command->add_option("--db", options->path, "The database")->required();
  command->add_flag("--json", options->json, "One JSON object");
  command->add_option("ID", options->names, "One article, or two")->required()->expected(1, 2);
  command->callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace newsloom::cli
