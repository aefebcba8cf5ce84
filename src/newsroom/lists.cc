// Lists, search, and looking things up.
#include <fmt/format.h>

#include <utility>

#include "newsroom/impl.h"
#include "newsroom/reading.h"
#include "search/searcher.h"
#include "store/article_rows.h"
#include "store/list_rows.h"
#include "store/search_index.h"
#include "url/url.h"

namespace newsloom {

Result<SearchResults> Newsroom::search(const SearchRequest& request) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  return answer(lease->connection(), std::optional(search::run(lease->connection(), request)), "search");
}

Result<std::vector<std::string>> Newsroom::languages() const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  return answer(lease->connection(), std::optional(store::read_languages(lease->connection())), "languages");
}

Result<std::vector<Headline>> Newsroom::articles(const ArticleList& wanted) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  return answer(connection, std::optional(store::list_articles(connection, wanted)), "articles");
}

Result<std::vector<StoryHead>> Newsroom::stories(const StoryList& wanted) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  return answer(connection, std::optional(store::list_stories(connection, wanted)), "stories");
}

Result<std::vector<Source>> Newsroom::sources(SourceId after, std::size_t limit) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  store::Connection& connection = lease->connection();
  return answer(connection, std::optional(store::list_sources(connection, after, limit)), "sources");
}

Result<Source> Newsroom::source(SourceId id) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  return answer(lease->connection(), store::read_source(lease->connection(), id),
                fmt::format("source {}", number(id)));
}

std::int64_t Newsroom::changed_utc() const { return impl_->changed_utc; }

Result<ArticleId> Newsroom::find_url(const std::string& url) const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  const auto known = store::find_article(lease->connection(), "", url::canonical(url));
  return answer(lease->connection(), known ? std::optional(known->id) : std::nullopt, url);
}

}  // namespace newsloom
