#include "extract/page_kind.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A body of fewer words is no article.
constexpr std::size_t kLeastWords = 40;

bool has_type(const JsonLd& ld, std::string_view type) {
  return std::ranges::find(ld.types, type) != ld.types.end();
}

}  // namespace

void decide_kind(const std::vector<Block>& blocks, const Body& body, const JsonLd& ld, const Meta& meta,
                 Article& article) {
  const std::string og = text::lower(meta.first({"og:type"}).value_or(""));
  double linked = 0, all = 1;
  for (const Block& block : blocks) {
    all += static_cast<double>(block.words);
    linked += static_cast<double>(block.words) * block.link_share;
  }
  const bool states_article = (!ld.type.empty() && ld.type != "WebPage") || og == "article";
  const double share = static_cast<double>(body.words) / all;
  if (has_type(ld, "LiveBlogPosting")) {
    article.kind = ArticleKind::kLive;
  } else if (body.words < kLeastWords) {
    article.kind = has_type(ld, "VideoObject") || og.starts_with("video") ? ArticleKind::kVideo
                   : linked > 0.5 * all                                   ? ArticleKind::kIndex
                                                                          : ArticleKind::kOther;
  } else if (states_article || (share > 0.35 && body.words > 120 && article.published) ||
             (share > 0.5 && body.words > 200)) {
    article.kind = ArticleKind::kArticle;
  } else {
    article.kind = linked > 0.4 * all ? ArticleKind::kIndex : ArticleKind::kOther;
  }
  article.opinion = ld.type == "OpinionNewsArticle" ||
                    (article.section && text::lower(*article.section).starts_with("opinion"));
}

}  // namespace newsloom::extract
