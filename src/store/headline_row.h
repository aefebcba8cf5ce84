// A row of the view `headlines`.
#pragma once

#include "newsloom/story.h"
#include "store/moment_columns.h"
#include "store/sql.h"

namespace newsloom::store {

/// The column after the headline's own: where the article stands in the stream's time.
inline constexpr int kHeadlineMoment = 15;

/// Reads the first columns of `SELECT * FROM headlines`.
inline Headline headline_from(const Query& query) {
  Headline line;
  line.id = query.id<ArticleId>(0);
  line.story = query.id<StoryId>(1);
  line.title = query.text(2);
  line.summary = query.maybe_text(3);
  line.source = query.maybe_text(4);
  line.site_name = query.maybe_text(5);
  line.agency = query.maybe_text(6);
  line.lang = query.maybe_text(7);
  line.right_to_left = query.integer(8) != 0;
  line.published = moment_from(query, 9);
  line.copy_of = query.id<ArticleId>(12);
  line.why = query.text(13);
  line.picture = query.maybe_text(14);
  line.url = query.maybe_text(16);
  return line;
}

}  // namespace newsloom::store
