#include "server/hand_view.h"

#include <fmt/format.h>

#include <cmath>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

/// Leanings shown; the rest weighs next to nothing.
constexpr std::size_t kShownLeanings = 100;

const char* in_words(HiddenKind kind) {
  switch (kind) {
    case HiddenKind::kSource:
      return "Publisher";
    case HiddenKind::kTopic:
      return "Topic";
    case HiddenKind::kStory:
      return "Story";
    case HiddenKind::kWord:
      break;
  }
  return "Word";
}

void add_offer(HiddenKind kind, const std::string& name, const std::string& shown, TemplateDictionary& into) {
  auto& offer = *into.AddSectionDictionary("HIDE");
  offer.SetValue("KIND", std::string(name_of(kind)));
  offer.SetValue("NAME", name);
  offer.SetValue("SHOWN", shown);
}

}  // namespace

void fill_hand(const HandPage& page, TemplateDictionary& into) {
  show_if_any("TROUBLE", page.trouble, into);
  into.ShowSection(page.state.hidden.empty() ? "NOTHING_HIDDEN" : "SOME_HIDDEN");
  for (const Hidden& hidden : page.state.hidden) {
    auto& row = *into.AddSectionDictionary("HIDDEN");
    row.SetValue("KIND", std::string(name_of(hidden.kind)));
    row.SetValue("KIND_WORDS", in_words(hidden.kind));
    row.SetValue("NAME", hidden.name);
    row.SetValue("LABEL", hidden.label);
  }
  into.ShowSection(page.state.learning ? "LEARNING" : "RESTING");
  if (page.state.leanings.empty()) return;
  auto& table = *into.AddSectionDictionary("LEANINGS");
  for (std::size_t i = 0; i < std::min(page.state.leanings.size(), kShownLeanings); ++i) {
    const Leaning& leaning = page.state.leanings[i];
    auto& row = *table.AddSectionDictionary("LEANING");
    row.SetValue("KIND", leaning.kind);
    row.SetValue("NAME", leaning.name);
    row.SetValue("WEIGHT",
                 fmt::format("{} {:.2f}", leaning.weight < 0 ? "less" : "more", std::abs(leaning.weight)));
  }
}

void fill_hand_offer(const ArticlePage& page, const HandOffer& offer, TemplateDictionary& into) {
  if (!offer.shown) return;
  auto& hand = *into.AddSectionDictionary("HAND");
  hand.SetIntValue("ARTICLE", number(page.id));
  if (offer.learning) hand.ShowSection("JUDGE");
  if (page.article.source)
    add_offer(HiddenKind::kSource, *page.article.source,
              "everything of " + publisher_of(page.article.site_name, page.article.source), hand);
  if (page.story != StoryId::kNone)
    add_offer(HiddenKind::kStory, fmt::to_string(number(page.story)), "this story", hand);
  for (const std::string& topic : offer.topics)
    add_offer(HiddenKind::kTopic, topic, "the topic “" + topic + "”", hand);
}

}  // namespace newsloom::server
