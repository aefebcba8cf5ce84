#include "server/feeds_view.h"

#include <fmt/format.h>

#include <optional>

#include "server/dictionary.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

void fill_feed(const FeedStatus& feed, bool owned, TemplateDictionary& into) {
  into.SetValue("NAME", feed.title.value_or(feed.url));
  into.SetValue("URL", feed.url);
  show_if_any("SITE", outward_link(feed.site_url), into);
  if (feed.mood == FeedMood::kTrouble) into.ShowSection("TROUBLED");
  into.SetValue("HEALTH", feed.health);
  into.SetValue("ENTRIES", feed.entries == 1 ? "1 entry" : fmt::format("{} entries", feed.entries));
  if (!owned) return;
  // The frame's own section for who is signed in sees nothing of this feed's values.
  auto& wishes = *into.AddSectionDictionary("OWNED");
  wishes.SetIntValue("FEED", number(feed.id));
  if (feed.mood != FeedMood::kGone)
    wishes.ShowSection(feed.mood == FeedMood::kPaused ? "CAN_RESUME" : "CAN_PAUSE");
}

}  // namespace

void fill_feeds(const FeedsPage& page, TemplateDictionary& into) {
  show_if_any("TROUBLE", page.trouble, into);
  if (page.feeds.empty()) return into.ShowSection("EMPTY");
  TemplateDictionary* folder = nullptr;
  std::optional<std::string> last;
  for (const FeedStatus& feed : page.feeds) {
    if (folder == nullptr || feed.folder != last) {
      folder = into.AddSectionDictionary("FOLDER");
      show_if_any("FOLDER_NAME", feed.folder.value_or(""), *folder);
      last = feed.folder;
    }
    TemplateDictionary& one = *folder->AddSectionDictionary("ONE_FEED");
    fill_feed(feed, page.owned, one);
  }
}

}  // namespace newsloom::server
