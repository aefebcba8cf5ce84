#include "newsroom/prepared.h"

#include <utility>

#include "text/hash.h"
#include "url/url.h"

namespace newsloom {
namespace {

/// As given, else of the canonical URL, else of the content.
void complete_identity(Article& article) {
  if (!article.canonical_url && article.url) article.canonical_url = url::canonical(*article.url);
  if (!article.source && article.canonical_url)
    article.source = url::registrable_domain(*article.canonical_url);
  if (!article.id.empty()) return;
  article.id = text::hex(text::hash64(
      article.canonical_url ? *article.canonical_url : article.title.value_or("") + '\n' + article.text));
}

ReadyArticle ready(Article article) {
  features::Features features = features::compute(article);
  store::State state = store::state_of(article);
  return {std::move(article), std::move(features), std::move(state)};
}

/// A bare link is navigation; a headline with its summary is news.
bool makes_teaser(const RelatedLink& link) { return !link.title.empty() && link.summary; }

}  // namespace

PreparedArticle::PreparedArticle(Article article) {
  complete_identity(article);
  std::vector<std::optional<ReadyArticle>> teasers(article.related.size());
  for (std::size_t i = 0; i < teasers.size(); ++i) {
    if (!makes_teaser(article.related[i])) continue;
    teasers[i] = ready(teaser_from(article.related[i], article, static_cast<int>(i)));
  }
  parts_ = std::make_unique<Parts>(ready(std::move(article)), std::move(teasers));
}

std::size_t PreparedArticle::Parts::bytes() const {
  std::size_t bytes = 2 * main.state.json.size();
  for (const auto& teaser : teasers)
    if (teaser) bytes += 2 * teaser->state.json.size();
  return bytes;
}

PreparedArticle::~PreparedArticle() = default;
PreparedArticle::PreparedArticle(PreparedArticle&&) noexcept = default;
PreparedArticle& PreparedArticle::operator=(PreparedArticle&&) noexcept = default;

}  // namespace newsloom
