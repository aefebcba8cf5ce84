#include "extract/page_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "extract/container.h"
#include "learned/tree_table.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Tag;

constexpr auto kNodes = std::to_array<learned::TreeNode>({
#include "extract/kind_model.inc"
});
constexpr auto kForest = learned::forest_of<kKindFeatures, learned::count_trees(kNodes)>(kNodes);

/// A body of fewer words is no article, whatever else the page says.
constexpr std::size_t kLeastWords = 25;
/// Of no article: a list of links, or something else.
constexpr double kListLinks = 0.45;
/// A page of pictures with so many of them and so few words between.
constexpr std::size_t kGalleryWords = 40;

bool any_of(const JsonLd& ld, std::initializer_list<std::string_view> types) {
  return std::ranges::any_of(ld.types, [&](const std::string& type) {
    return std::ranges::find(types, std::string_view(type)) != types.end();
  });
}

float log_of(double count) { return static_cast<float>(std::log2(1.0 + count)); }
float share_of(double part, double all) { return all > 0 ? static_cast<float>(part / all) : 0.0F; }

std::string_view path_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const std::size_t slash = address.find('/');
  return slash == std::string_view::npos ? std::string_view() : address.substr(slash + 1);
}

/// Does the path hold one of these words between its signs?
bool path_has(std::string_view path, std::initializer_list<std::string_view> words) {
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find_first_of("/-_.?=&", at), path.size());
    if (std::ranges::find(words, path.substr(at, end - at)) != words.end()) return true;
    at = end + 1;
  }
  return false;
}

void write_address(const Article& article, KindRow& row) {
  const std::string lower = text::lower(article.canonical_url.value_or(article.url.value_or("")));
  std::string_view path = path_of(lower);
  while (path.ends_with('/')) path.remove_suffix(1);
  row[k_path_depth] = path.empty() ? 0.0F : static_cast<float>(1 + std::ranges::count(path, '/'));
  const std::string_view last = path.substr(path.rfind('/') + 1);
  row[k_path_words] = static_cast<float>(std::ranges::count(last, '-') + std::ranges::count(last, '_'));
  row[k_path_digits] =
      static_cast<float>(std::ranges::count_if(path, [](char c) { return c >= '0' && c <= '9'; }));
  row[k_path_says_list] = path_has(path, {"category", "tag", "tags", "topic", "topics", "search", "archive",
                                          "page", "collections", "collection", "list", "index"})
                              ? 1.0F
                              : 0.0F;
  row[k_path_says_thing] =
      path_has(path,
               {"product",   "products",  "shop", "forum", "forums",        "thread", "threads",   "t",
                "viewtopic", "questions", "docs", "doc",   "documentation", "wiki",   "services",  "service",
                "pricing",   "dp",        "p",    "r",     "comments",      "topic",  "reference", "api",
                "guide"})
          ? 1.0F
          : 0.0F;
  row[k_path_says_article] = path_has(path, {"blog", "news", "article", "articles", "story", "stories",
                                             "post", "posts", "politics", "world", "opinion"})
                                 ? 1.0F
                                 : 0.0F;
}

void write_statements(const JsonLd& ld, const Meta& meta, const Article& article, KindRow& row) {
  row[k_ld_article] = ld.type.empty() || ld.type == "WebPage" ? 0.0F : 1.0F;
  row[k_ld_page] = any_of(ld, {"WebPage"}) ? 1.0F : 0.0F;
  row[k_ld_product] = any_of(ld, {"Product", "ProductGroup", "Offer", "SoftwareApplication"}) ? 1.0F : 0.0F;
  row[k_ld_list] = any_of(ld, {"CollectionPage", "ItemList", "SearchResultsPage"}) ? 1.0F : 0.0F;
  row[k_ld_forum] = any_of(ld, {"DiscussionForumPosting", "QAPage", "Question", "Comment"}) ? 1.0F : 0.0F;
  row[k_ld_other] =
      any_of(ld, {"Service", "LocalBusiness", "TechArticle", "FAQPage", "ProfessionalService"}) ? 1.0F : 0.0F;
  const std::string og = text::lower(meta.first({"og:type"}).value_or(""));
  row[k_og_type] = og.empty()                                ? 0.0F
                   : og == "article"                         ? 1.0F
                   : og == "website"                         ? 2.0F
                   : og.find("product") != std::string::npos ? 3.0F
                                                             : 4.0F;
  const auto stated = meta.first({"article:published_time", "datepublished", "date", "pubdate"});
  row[k_states_published] = ld.published || stated ? 1.0F : 0.0F;
  row[k_title_words] = article.title ? static_cast<float>(shape_of(*article.title).words) : -1.0F;
  row[k_video] = any_of(ld, {"VideoObject"}) ? 1.0F : 0.0F;
}

/// Sums over the blocks of a page or of its body.
struct Counts {
  double words = 0, linked = 0, running = 0, headings = 0, lists = 0, code = 0, sentences = 0, questions = 0;
  double prices = 0, comments = 0, forms = 0, teasers = 0, linked_headings = 0, h1 = 0, times = 0,
         bylines = 0;
  double blocks = 0;
};

Counts count(const std::vector<Block>& blocks, const std::vector<std::size_t>* chosen) {
  Counts sums;
  const std::size_t all = chosen != nullptr ? chosen->size() : blocks.size();
  for (std::size_t k = 0; k < all; ++k) {
    const Block& block = blocks[chosen != nullptr ? (*chosen)[k] : k];
    const auto words = static_cast<double>(block.words);
    const bool heading = block.kind == BlockKind::kHeading;
    ++sums.blocks;
    sums.words += words;
    sums.linked += words * block.link_share;
    sums.running += is_running(block) ? words : 0;
    sums.headings += heading ? 1 : 0;
    sums.linked_headings += heading && block.link_share > 0.5 ? 1 : 0;
    sums.lists += (block.tags & kInList) != 0 ? words : 0;
    sums.code += block.tag == Tag::kPre ? words : 0;
    sums.sentences += block.shape.sentence_ends;
    sums.questions += block.shape.last == '?' ? 1 : 0;
    sums.prices += block.words < 8 && block.text.find('$') != std::string::npos ? 1 : 0;
    if (block.words < 8 &&
        (block.text.find("€") != std::string::npos || block.text.find("£") != std::string::npos))
      ++sums.prices;
    sums.comments += (block.around & kComments) != 0 ? words : 0;
    sums.forms += (block.tags & kInForm) != 0 ? words : 0;
    sums.teasers += (block.around & kTeaser) != 0 ? words : 0;
    sums.h1 += block.tag == Tag::kH1 ? 1 : 0;
    sums.times += block.words < 8 && (block.shape.says & kSaysTime) != 0 ? 1 : 0;
    sums.bylines += (block.own & kBylines) != 0 ? 1 : 0;
  }
  return sums;
}

void decide_opinion(const JsonLd& ld, Article& article) {
  const std::string section = text::lower(article.section.value_or(""));
  const std::string lower = text::lower(article.canonical_url.value_or(article.url.value_or("")));
  // What publishers call the pages of opinion, as a section's first word or as a folder of the address.
  constexpr std::string_view kOpinion[] = {
      "opinion",       "opinions",   "op-ed",   "editorial", "editorials", "comment",  "commentary",
      "commentisfree", "columnists", "meinung", "kommentar", "kommentare", "tribune",  "tribunes",
      "idees",         "opinión",    "tribuna", "columnas",  "editoriali", "opinioni", "opinião",
      "opiniao",       "мнения",     "мнение",  "debatt",    "opinie",     "mening",   "yazarlar"};
  article.opinion =
      ld.type == "OpinionNewsArticle" || std::ranges::any_of(kOpinion, [&](std::string_view word) {
        const std::string folder = fmt::format("/{}/", word);
        return section == word || section.starts_with(std::string(word) + " ") ||
               lower.find(folder) != std::string::npos;
      });
}

/// Says so in its address: "/live/", "/video/", "/gallery/".
bool path_says(const Article& article, std::initializer_list<std::string_view> words) {
  const std::string lower = text::lower(article.canonical_url.value_or(article.url.value_or("")));
  return path_has(path_of(lower), words);
}

std::size_t pictures_in(const html::Document& page, const Body& body) {
  if (body.container == html::kNoNode) return 0;
  std::size_t count = 0;
  for (html::NodeIndex n = body.container; n < page.end(body.container); ++n)
    count += page.tag(n) == Tag::kFigure ? 1 : 0;
  return count;
}

}  // namespace

std::string kind_feature_name(int feature) {
  static constexpr std::array<std::string_view, kKindFeatures> kNames = {
#define X(name) #name,
      NEWSLOOM_KIND_FEATURES(X)
#undef X
  };
  return std::string(kNames[static_cast<std::size_t>(feature)]);
}

KindRow kind_row(const html::Document& page, const std::vector<Block>& blocks, const Body& body,
                 const JsonLd& ld, const Meta& meta, const Article& article) {
  KindRow row{};
  write_address(article, row);
  write_statements(ld, meta, article, row);
  const Counts all = count(blocks, nullptr), own = count(blocks, &body.blocks);
  row[k_body_words_log] = log_of(own.words);
  row[k_body_share] = share_of(own.words, all.words);
  row[k_body_links] = share_of(own.linked, own.words);
  row[k_body_blocks_log] = log_of(own.blocks);
  row[k_body_running_share] = share_of(own.running, all.running);
  row[k_body_chance] = static_cast<float>(body.confidence);
  row[k_words_per_block] = share_of(own.words, own.blocks);
  row[k_page_words_log] = log_of(all.words);
  row[k_page_links] = share_of(all.linked, all.words);
  row[k_h1_count] = static_cast<float>(std::min(all.h1, 4.0));
  row[k_headings_share] = share_of(own.headings, own.blocks);
  row[k_list_share] = share_of(own.lists, own.words);
  row[k_code_share] = share_of(own.code, own.words);
  row[k_price_rate] = share_of(all.prices, all.blocks);
  row[k_comment_words_share] = share_of(all.comments, all.words);
  row[k_form_share] = share_of(all.forms, all.words);
  row[k_teaser_words_share] = share_of(all.teasers, all.words);
  row[k_linked_headings] = log_of(all.linked_headings);
  row[k_question_rate] = share_of(own.questions, own.blocks);
  row[k_sentences_per_block] = share_of(own.sentences, own.blocks);
  row[k_time_marks] = log_of(all.times);
  row[k_byline_marks] = log_of(all.bylines);
  double articles = 0;
  for (html::NodeIndex n = 0; n < page.size(); ++n) articles += page.tag(n) == Tag::kArticle ? 1 : 0;
  row[k_articles] = log_of(articles);
  return row;
}

double decide_kind(const html::Document& page, const std::vector<Block>& blocks, const Body& body,
                   const JsonLd& ld, const Meta& meta, Article& article) {
  decide_opinion(ld, article);
  const KindRow row = kind_row(page, blocks, body, ld, meta, article);
  const double chance = body.words >= kLeastWords ? 1 / (1 + std::exp(-kForest.sum(row))) : 0;
  const bool is_article = chance > 0.5;
  const std::string og = text::lower(meta.first({"og:type"}).value_or(""));
  if (any_of(ld, {"LiveBlogPosting"})) {
    article.kind = ArticleKind::kLive;
  } else if (!is_article && (og.starts_with("video") || (any_of(ld, {"VideoObject"}) &&
                                                         path_says(article, {"video", "videos", "watch"})))) {
    article.kind = ArticleKind::kVideo;
  } else if ((any_of(ld, {"ImageGallery", "MediaGallery"}) ||
              path_says(article, {"gallery", "galleries", "photos", "slideshow", "fotostrecke", "bilder"})) &&
             pictures_in(page, body) * kGalleryWords > body.words) {
    article.kind = ArticleKind::kGallery;
  } else if (is_article) {
    article.kind = ArticleKind::kArticle;
  } else {
    article.kind =
        row[k_page_links] > kListLinks || row[k_ld_list] > 0 ? ArticleKind::kIndex : ArticleKind::kOther;
  }
  return chance;
}

}  // namespace newsloom::extract
