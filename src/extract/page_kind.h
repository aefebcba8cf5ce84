// What sort of page it is: an article, a list of articles, a live page, a gallery, a video, something else.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "extract/body.h"
#include "extract/json_ld.h"
#include "extract/meta.h"
#include "extract/outline.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// What the decision looks at. The order is that of the learned table (kind_model.inc): do not renumber.
// clang-format off: one pass of it undoes the other
#define NEWSLOOM_KIND_FEATURES(X) \
  X(body_words_log) X(body_share) X(body_links) X(body_blocks_log) X(body_running_share) X(body_chance) \
  X(words_per_block) X(page_words_log) X(page_links) X(ld_article) X(ld_page) X(ld_product) X(ld_list) \
  X(ld_forum) X(ld_other) X(og_type) X(states_published) X(path_depth) X(path_words) \
  X(path_digits) X(path_says_list) X(path_says_thing) X(path_says_article) X(title_words) X(h1_count) \
  X(articles) X(headings_share) X(list_share) X(code_share) X(price_rate) X(comment_words_share) \
  X(form_share) X(teaser_words_share) X(linked_headings) X(question_rate) X(sentences_per_block) \
  X(time_marks) X(video) X(byline_marks)
// clang-format on

enum KindFeature : int {
#define X(name) k_##name,
  NEWSLOOM_KIND_FEATURES(X)
#undef X
      kKindFeatures
};
using KindRow = std::array<float, kKindFeatures>;
std::string kind_feature_name(int feature);

/// Linear in the blocks. `article` has its addresses and its headline.
KindRow kind_row(const html::Document& page, const std::vector<Block>& blocks, const Body& body,
                 const JsonLd& ld, const Meta& meta, const Article& article);

/// Decides `kind` and `opinion` of an article that has addresses, headline and labels. Returns the chance
/// that the page is an article: dates and authors, which come later, are believed less where it is none.
double decide_kind(const html::Document& page, const std::vector<Block>& blocks, const Body& body,
                   const JsonLd& ld, const Meta& meta, Article& article);

}  // namespace newsloom::extract
