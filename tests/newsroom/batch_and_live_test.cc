// One stream, grouped from a file and taken in by a newsroom that is closed and opened again on the way: the
// same stories, originals and versions.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/newsroom.h"
#include "story/final_places.h"
#include "story/invented_articles.h"
#include "story/story_builder.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using story::babble;
using story::kHour;

constexpr int kArticles = 160;

/// Events of two weeks, retold, copied, updated; one article in five is two days late.
std::vector<Article> invented_stream(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> events;
  for (int i = 0; i < 25; ++i) events.push_back(babble(random, 30, 100'000));
  std::vector<Article> out;
  for (int i = 0; i < kArticles; ++i) {
    const std::string& event = events[random() % events.size()];
    Article article = story::invented(event.substr(0, 40),
                                      fmt::format("{0}{1}{0}", event, babble(random, 30)), i * 2 * kHour);
    article.id = fmt::format("article-{}", i);
    article.source = i % 9 == 0 ? "afp.example" : fmt::format("paper{}.example", random() % 7);
    article.canonical_url = article.url = fmt::format("https://{}/{}", *article.source, article.id);
    if (i > 0 && random() % 5 == 0) {
      article.text = out[random() % out.size()].text;
    } else if (i > 0 && random() % 6 == 0) {
      const Article& earlier = out[random() % out.size()];
      article.title = fmt::format("UPDATE {}-{}", 1 + random() % 3, *earlier.title);
      article.text = earlier.text + babble(random, 20);
      article.source = earlier.source;
    }
    article.arrival = article.published;
    if (random() % 5 == 0) article.published->utc_seconds -= 48 * kHour;
    out.push_back(std::move(article));
  }
  return out;
}

/// Where an article stands: the first article of its story, its original, the state before it.
struct Place {
  int story = 0, copy_of = 0, version_of = 0;
  bool operator==(const Place&) const = default;
};

/// Stories by their first articles: numbers of stories may differ.
std::vector<Place> by_first_article(const std::vector<int>& stories, std::vector<Place> places) {
  std::map<int, int> first;
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i].story = first.try_emplace(stories[i], static_cast<int>(i)).first->second;
  return places;
}

std::vector<Place> grouped_from_a_file(const std::vector<Article>& articles) {
  story::StoryBuilder builder;
  story::FinalPlaces final;
  const auto take_changes = [&] {
    for (const story::StoryChange& change : builder.take_changes()) final.apply(change);
  };
  int id = 0;
  for (const Article& article : articles) {
    const story::Placement placement = builder.place(ArticleId{++id}, features::compute(article));
    take_changes();
    final.add(placement);
  }
  builder.repair();
  take_changes();
  std::vector<int> stories;
  std::vector<Place> places;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const story::Placement place = final.of(i);
    stories.push_back(number(place.story));
    places.push_back({.copy_of = number(place.copy_of), .version_of = number(place.version_of)});
  }
  return by_first_article(stories, std::move(places));
}

class LiveNewsroom {
 public:
  LiveNewsroom() : folder_(fs::temp_directory_path() / (fmt::format("newsloom-live-{}", ::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    restart();
  }
  ~LiveNewsroom() {
    newsroom_.reset();
    fs::remove_all(folder_);
  }
  LiveNewsroom(const LiveNewsroom&) = delete;
  LiveNewsroom& operator=(const LiveNewsroom&) = delete;

  void restart() {
    newsroom_.reset();
    auto opened = Newsroom::open({.path = (folder_ / "news.db").string()});
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  void take(const Article& article) { ASSERT_TRUE(newsroom_->add(article)); }
  void commit() { ASSERT_TRUE(newsroom_->commit()); }
  void settle() { ASSERT_TRUE(newsroom_->settle()); }

  std::vector<Place> places(const std::vector<Article>& articles) const {
    std::vector<int> stories;
    std::vector<Place> places;
    for (const Article& article : articles) {
      const auto page = newsroom_->article_page(newsroom_->find(article.id).value_or(ArticleId::kNone));
      EXPECT_TRUE(page) << article.id;
      if (!page) continue;
      stories.push_back(number(page->story));
      places.push_back({.copy_of = page->copy ? number(page->copy->of) : 0,
                        .version_of = page->updates ? number(page->updates->of) : 0});
      EXPECT_EQ(page->copy && page->copy->passages.shared.empty(), false)
          << article.id << " lacks its evidence";
    }
    return by_first_article(stories, std::move(places));
  }

 private:
  fs::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

TEST(BatchAndLive, GiveTheSameStoriesHoweverOftenTheNewsroomIsOpenedAgain) {
  for (const unsigned seed : {11U, 12U, 13U}) {
    SCOPED_TRACE(seed);
    const std::vector<Article> articles = invented_stream(seed);
    LiveNewsroom live;
    std::mt19937 random(seed);
    int restarts = 0;
    for (const Article& article : articles) {
      live.take(article);
      if (random() % 4 == 0) live.commit();
      if (random() % 20 == 0) {
        live.commit();
        live.restart();
        ++restarts;
      }
    }
    live.settle();
    live.commit();
    EXPECT_GT(restarts, 2);
    const std::vector<Place> batch = grouped_from_a_file(articles), there = live.places(articles);
    ASSERT_EQ(batch.size(), there.size());
    int joined = 0, copies = 0, versions = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      EXPECT_EQ(batch[i].story, there[i].story) << i;
      EXPECT_EQ(batch[i].copy_of, there[i].copy_of) << i;
      EXPECT_EQ(batch[i].version_of, there[i].version_of) << i;
      joined += batch[i].story != static_cast<int>(i) ? 1 : 0;
      copies += batch[i].copy_of != 0 ? 1 : 0;
      versions += batch[i].version_of != 0 ? 1 : 0;
    }
    EXPECT_GT(joined, kArticles / 3) << "the stream shows nothing of stories";
    EXPECT_GT(copies, 5);
    EXPECT_GT(versions, 5);
  }
}

}  // namespace
}  // namespace newsloom
