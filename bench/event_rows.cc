// event_rows: judged pairs of articles as rows of numbers, for tools/train-event.
//
// usage: event_rows RECORDS GOLD    GOLD: one line a query, {"id","grades":{id: number or
// null},"groups":[[id, ...]]}; null is the query's own event, a group are articles of one event. A row: kind
// (q: with the query, g: two candidates), one event or not, same story, log2 of its size, same text, cosine
// of all, cosine of openings, cosine of headlines, days.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "recommend/collection.h"
#include "recommend/event.h"
#include "story/final_places.h"
#include "story/story_builder.h"

namespace newsloom {
namespace {

struct Judged {
  recommend::Collection collection;
  std::unordered_map<std::string, ArticleId> ids;

  const recommend::Entry* entry(const std::string& id) const {
    const auto found = ids.find(id);
    const auto slot = found == ids.end() ? std::nullopt : collection.find(found->second);
    return slot ? &collection.at(*slot) : nullptr;
  }
  void print(char kind, const std::string& a, const std::string& b, bool one_event) const {
    const recommend::Entry *left = entry(a), *right = entry(b);
    if (left == nullptr || right == nullptr) return;
    const auto evidence =
        recommend::evidence_of(collection, *left, *right, recommend::likeness(left->vector, right->vector));
    fmt::print("{} {} {} {:.3f} {} {:.4f} {:.4f} {:.4f} {:.3f}\n", kind, one_event ? 1 : 0,
               evidence.same_story ? 1 : 0, evidence.doublings, evidence.same_text ? 1 : 0, evidence.whole,
               evidence.opening, evidence.title, evidence.days);
  }
};

void read_records(const char* path, Judged& judged) {
  story::StoryBuilder builder;
  story::FinalPlaces places;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto article = article_from_json(line);
    if (!article) continue;
    const auto id = static_cast<ArticleId>(judged.ids.size() + 1);
    if (!judged.ids.emplace(article->id, id).second) continue;
    const features::Features features = features::compute(*article);
    const story::Placement placement = builder.place(id, features);
    for (const story::StoryChange& change : builder.take_changes()) places.apply(change);
    places.add(placement);
    judged.collection.add(id, features, placement);
  }
  for (std::size_t i = 0; i < places.size(); ++i)
    judged.collection.move(static_cast<ArticleId>(i + 1), places.of(i));
}

void print_query(const Judged& judged, const nlohmann::json& query) {
  std::map<std::string, std::size_t> group_of;
  std::size_t groups = 0;
  for (const auto& group : query.value("groups", nlohmann::json::array())) {
    ++groups;
    for (const auto& id : group) group_of[id.get<std::string>()] = groups;
  }
  std::vector<std::string> good;
  for (const auto& [id, grade] : query.at("grades").items()) {
    if (grade.is_null() || grade.get<int>() >= 1) judged.print('q', query.at("id"), id, grade.is_null());
    if (!grade.is_null() && grade.get<int>() >= 1) good.push_back(id);
  }
  for (std::size_t i = 0; i < good.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      judged.print(
          'g', good[i], good[j],
          group_of.contains(good[i]) && group_of.contains(good[j]) && group_of[good[i]] == group_of[good[j]]);
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: event_rows RECORDS GOLD\n");
    return 2;
  }
  newsloom::Judged judged;
  newsloom::read_records(argv[1], judged);
  std::ifstream gold(argv[2]);
  for (std::string line; std::getline(gold, line);)
    if (const auto query = nlohmann::json::parse(line, nullptr, false); query.is_object())
      newsloom::print_query(judged, query);
  return 0;
}
