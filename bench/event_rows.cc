// event_rows: judged pairs of articles as rows of numbers, for tools/train-event and tools/train-belonging.
//
// usage: event_rows RECORDS GOLD [now|query]
//
// GOLD has one line a query, {"id","grades":{id: number or null},"groups":[[id, ...]]}: null is the query's
// own event, a group are articles of one event; or one line an article, {"id","story"}, of which some are
// asked; or one line a query, {"id","relevant":[id, ...]}: all others of its circle do not belong to it, and
// a row is printed for each, with the log odds of the two alone at its end. query: nothing later than the
// query's own day is seen, and no story is repaired. A row is printed for each judged pair of the query's
// circle: number of the query, kind (q: with the query, g: two of the others), one event or not, and the
// numbers of recommend::event_row().
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "recommend/candidates.h"
#include "recommend/circle.h"
#include "recommend/circle_events.h"
#include "recommend/collection.h"
#include "story/final_places.h"
#include "story/story_builder.h"

namespace newsloom {
namespace {

struct Judged {
  recommend::Collection collection;
  std::unordered_map<std::string, ArticleId> ids;
  std::unordered_map<ArticleId, std::string> names;
};

/// What is known of the articles around one query: the event of each, by any name, or that it is another's.
struct Truth {
  /// Of articles of grade 0: what they tell nobody has said, but that it is neither the query's event nor one
  /// of those that are worth reading.
  static constexpr const char* kOther = "other";

  std::unordered_map<std::string, std::string> event;
  /// One event or not; nothing where nobody looked.
  std::optional<bool> one_event(const std::string& a, const std::string& b) const {
    const auto one = event.find(a), other = event.find(b);
    if (one == event.end() || other == event.end()) return std::nullopt;
    if (one->second == kOther && other->second == kOther) return std::nullopt;
    return one->second == other->second;
  }
};

void read_records(const char* path, bool repaired, Judged& judged) {
  story::StoryBuilder builder;
  story::FinalPlaces places;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto article = article_from_json(line);
    if (!article) continue;
    const auto id = static_cast<ArticleId>(judged.ids.size() + 1);
    if (!judged.ids.emplace(article->id, id).second) continue;
    judged.names.emplace(id, article->id);
    const features::Features features = features::compute(*article);
    const story::Placement placement = builder.place(id, features);
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
    places.add(placement);
    judged.collection.add(id, features, placement);
  }
  if (!repaired) return;
  builder.repair();
  for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
  for (std::size_t i = 0; i < places.size(); ++i)
    judged.collection.move(static_cast<ArticleId>(i + 1), places.of(i));
}

/// The query's event.
constexpr const char* kOwnEvent = "own";

Truth truth_of(const nlohmann::json& query) {
  Truth truth;
  truth.event[query.at("id").get<std::string>()] = kOwnEvent;
  for (const auto& [id, grade] : query.at("grades").items()) {
    const bool own = grade.is_null();
    truth.event[id] = own ? kOwnEvent : grade.get<int>() >= 1 ? id : Truth::kOther;
  }
  std::size_t groups = 0;
  for (const auto& group : query.value("groups", nlohmann::json::array())) {
    const std::string name = fmt::format("group {}", ++groups);
    for (const auto& member : group) {
      const auto id = member.get<std::string>();
      if (const auto found = truth.event.find(id); found != truth.event.end() && found->second == id)
        found->second = name;
    }
  }
  return truth;
}

void print_query(const Judged& judged, std::size_t number, const std::string& id, const Truth& truth,
                 bool as_of_query) {
  const auto found = judged.ids.find(id);
  const auto slot = found == judged.ids.end() ? std::nullopt : judged.collection.find(found->second);
  if (!slot) return;
  const recommend::Entry& query = judged.collection.at(*slot);
  recommend::RecommendOptions options;
  if (as_of_query && query.moment.known)
    options.as_of_utc =
        recommend::day_of(query.moment.utc) * recommend::kSecondsPerDay + recommend::kSecondsPerDay - 1;
  const recommend::Circle circle(judged.collection, query,
                                 recommend::find_candidates(judged.collection, query, options));
  for (std::size_t a = 1; a < circle.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const auto one_event =
          truth.one_event(judged.names.at(circle.member(a).id), judged.names.at(circle.member(b).id));
      if (!one_event) continue;
      fmt::print("{} {} {}", number, b == 0 ? 'q' : 'g', *one_event ? 1 : 0);
      for (const double value : recommend::event_row(judged.collection, circle, a, b))
        fmt::print(" {:.5g}", value);
      fmt::print("\n");
    }
  }
}

/// How the members of the query's circle stand to it, and whether they belong to it.
void print_related(const Judged& judged, std::size_t number, const nlohmann::json& query) {
  const auto found = judged.ids.find(query.at("id").get<std::string>());
  if (found == judged.ids.end()) return;
  const recommend::Entry& entry = judged.collection.at(*judged.collection.find(found->second));
  const recommend::Circle circle(judged.collection, entry,
                                 recommend::find_candidates(judged.collection, entry, {}));
  const auto relevant = query["relevant"].get<std::vector<std::string>>();
  for (std::size_t member = 1; member < circle.size(); ++member) {
    const bool belongs =
        std::ranges::find(relevant, judged.names.at(circle.member(member).id)) != relevant.end();
    fmt::print("{} q {}", number, belongs ? 1 : 0);
    for (const double value : recommend::belonging_row(judged.collection, circle, member))
      fmt::print(" {:.5g}", value);
    fmt::print("\n");
  }
}

/// Of a file of stories so many articles are asked, spread over the file.
constexpr std::size_t kAskedOfStories = 400;

void print_all(const Judged& judged, const std::vector<nlohmann::json>& gold, bool as_of_query) {
  Truth stories;
  for (const nlohmann::json& line : gold)
    if (line.contains("story") && line["story"].is_string())
      stories.event[line.at("id").get<std::string>()] = line["story"].get<std::string>();
  const std::size_t step = std::max<std::size_t>(1, gold.size() / kAskedOfStories);
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (gold[i].contains("relevant"))
      print_related(judged, i, gold[i]);
    else if (gold[i].contains("grades"))
      print_query(judged, i, gold[i].at("id"), truth_of(gold[i]), as_of_query);
    else if (i % step == 0)
      print_query(judged, i, gold[i].at("id"), stories, as_of_query);
  }
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  const std::string_view seen = argc == 4 ? argv[3] : "now";
  if (argc < 3 || argc > 4 || (seen != "now" && seen != "query")) {
    fmt::print(stderr, "usage: event_rows RECORDS GOLD [now|query]\n");
    return 2;
  }
  newsloom::Judged judged;
  newsloom::read_records(argv[1], seen == "now", judged);
  std::ifstream in(argv[2]);
  std::vector<nlohmann::json> gold;
  for (std::string line; std::getline(in, line);)
    if (auto query = nlohmann::json::parse(line, nullptr, false); query.is_object() && query.contains("id"))
      gold.push_back(std::move(query));
  newsloom::print_all(judged, gold, seen == "query");
  return 0;
}
