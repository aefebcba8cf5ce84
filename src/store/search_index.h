// The full-text index: FTS5 with our own words (text/index_words.h) and our own ranking.
//
// The index is contentless: it holds no text, only where which word stands. A row has three columns: the
// title; the body (or the summary, where there is no body) with the byline behind it; and the facts, words
// that no text can hold because they begin with "=": who published it, in which language, on which day. So a
// filter is one more word to intersect with, and costs no look at the row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/ids.h"
#include "store/sql.h"

namespace newsloom::store {

/// Facts as words of the index. Stored: do not change without raising kSearchVersion.
std::string fact_any();  ///< of every article
std::string fact_source(SourceId source);
std::string fact_language(std::string_view language);
std::string fact_kind(std::string_view kind);  ///< a name of ArticleKind, or "opinion"
/// A decade, a year, a month or a day: "203x", "2031", "2031-03", "2031-03-04".
std::string fact_date(std::string_view date);

// Inside the caller's transaction; errors stay with the connection.

/// Adds `article`, behind its row in `articles`; for new articles, and again after remove_from_search(). One
/// that renew_search() has yet to come to is left to it.
void add_to_search(Connection& connection, ArticleId id, const Article& article);
/// Before the rows of the article change or go: takes out exactly what add_to_search() put in.
void remove_from_search(Connection& connection, ArticleId id);
/// A step of building the index anew where it was made by another version of the code, or never: the first
/// empties it, the others add the latest articles that are missing, `most` each. Is there more to do?
bool renew_search(Connection& connection, std::size_t most);
/// Articles up to this one are missing; kNone for a complete index. All of them where the index is still that
/// of another version, in which nothing can be found.
ArticleId missing_from_search(Connection& connection);
inline constexpr auto kAllMissing = static_cast<ArticleId>(0x7fffffff);

/// How much the hits of one phrase of an expression count, phrases in the order in which they stand in it.
struct PhraseWeight {
  double weight = 0;       ///< 0: a filter
  std::int64_t group = 0;  ///< phrases of one group are forms of one thing asked for
};

struct SearchMatch {
  ArticleId id = ArticleId::kNone;
  double score = 0;
};

/// The latest `limit` articles that match an expression of FTS5's query language, newest first, each with its
/// score: for every group its best place (title, lead, body) and how often it stands there.
std::vector<SearchMatch> match_search(Connection& connection, const std::string& expression,
                                      std::span<const PhraseWeight> weights, std::size_t limit);
/// The same without scores.
std::vector<ArticleId> match_newest(Connection& connection, const std::string& expression, std::size_t limit);
/// About how many articles match, from how far back the latest few lie: never walks a long list.
double estimate_matches(Connection& connection, const std::string& expression);

/// What ranking wants to know of a match.
struct SearchFacts {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  std::optional<std::int64_t> moment_utc;
};
/// In the order in which they are asked for; articles that are gone or stand nowhere yet are left out.
std::vector<SearchFacts> read_search_facts(Connection& connection, std::span<const ArticleId> ids);

/// The languages of all articles, as they stand in the records; the first 64.
std::vector<std::string> read_languages(Connection& connection);
/// Sources by domain ("tribune.example"), by the head of one ("tribune") or by name, any case; at most
/// `limit`.
std::vector<SourceId> find_sources(Connection& connection, std::string_view wanted, std::size_t limit);

}  // namespace newsloom::store
