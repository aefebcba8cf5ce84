#include "newsroom/page_answer.h"

#include <algorithm>
#include <utility>

#include "feed/feed.h"
#include "newsroom/feed_health.h"
#include "store/article_rows.h"
#include "text/utf8.h"
#include "text/words.h"
#include "url/url.h"

namespace newsloom {
namespace {

/// A page with fewer words holds no article but a notice: of consent, of a subscription, of an error.
constexpr std::size_t kFewestWords = 40;
/// Tries at a page that does not answer, and the first pause between them; each further one is twice as long.
constexpr std::int64_t kMostTries = 5, kFirstPause = 300;

std::string publisher_of(const store::WantedPage& page) {
  return url::registrable_domain(page.address).value_or(page.host);
}

void refuse(store::WantedPage& page, std::string why) {
  page.state = store::PageState::kRefused;
  page.why = std::move(why);
}

void try_later(store::WantedPage& page, std::string why, std::optional<std::int64_t> pause,
               std::int64_t now) {
  ++page.tries;
  if (page.tries >= kMostTries) return refuse(page, std::move(why));
  page.why = std::move(why) + " Newsloom tries again.";
  page.next_utc = now + std::max(pause.value_or(0), kFirstPause << (page.tries - 1));
}

/// Why an answer of this status holds no article.
void take_status(store::WantedPage& page, const Response& response, std::int64_t now) {
  const std::string who = publisher_of(page);
  switch (response.status) {
    case 401:
    case 402:
    case 403:
    case 451:
      return refuse(page, who + " answers " + status_in_words(response.status) +
                              " to programs. The article can only be read there.");
    case 404:
    case 410:
      return refuse(page, who + " no longer has this page: " + status_in_words(response.status) + ".");
    default:
      return try_later(page, who + " answers " + status_in_words(response.status) + ".",
                       response.retry_after_seconds, now);
  }
}

void take_error(store::WantedPage& page, const Error& error, std::int64_t now) {
  const std::string who = publisher_of(page);
  switch (error.code) {
    case ErrorCode::kDenied:
    case ErrorCode::kInvalidArgument:
      return refuse(page, who + ": " + error.message + ".");
    case ErrorCode::kTooLarge:
      return refuse(page, "The page at " + who + " is too large to be read.");
    default:
      return try_later(page, who + " could not be reached: " + error.message + ".", {}, now);
  }
}

Hints hints_from(const Article& teaser) {
  Hints hints;
  hints.title = teaser.title;
  hints.summary = teaser.summary;
  for (const Author& author : teaser.authors) hints.authors.push_back(author.name);
  hints.section = teaser.section;
  hints.tags = teaser.tags;
  if (teaser.lead_image) hints.image_url = teaser.lead_image->url;
  hints.published = teaser.published;
  return hints;
}

/// What the feed knew and the page does not say.
void complete(Article& article, const Article& teaser) {
  if (!article.title) article.title = teaser.title;
  if (!article.published) article.published = teaser.published;
  if (!article.summary) article.summary = teaser.summary;
  if (!article.lead_image) article.lead_image = teaser.lead_image;
  if (article.authors.empty()) article.authors = teaser.authors;
}

/// What the answer of a person's address holds that is no page of news; nothing if it may be one.
std::optional<std::string> other_thing(const Page& got) {
  const std::string type = got.content_type.value_or("text/html");
  const std::string_view main = text::trim(std::string_view(type).substr(0, type.find(';')));
  for (const std::string_view other :
       {"image/", "video/", "audio/", "font/", "application/pdf", "application/zip"})
    if (main.starts_with(other)) return "a file (" + std::string(main) + "), not an article";
  const auto format = feed::parse_feed(got.body, {.url = got.url, .content_type = got.content_type}).format;
  if (format == feed::Format::kNone) return std::nullopt;
  return format == feed::Format::kOpml ? "a list of feeds, not an article. Import it under Feeds"
                                       : "a feed, not an article. Add it under Feeds";
}

/// Who waits for the answer: a teaser that a feed announced, or a person.
enum class Asker { kFeed, kPerson };

PageAnswer answer_to(Asker asker, store::WantedPage page, Result<Response> answer,
                     store::Connection& connection, std::int64_t now_utc) {
  PageAnswer out{.page = std::move(page), .article = {}};
  if (!answer) {
    take_error(out.page, answer.error(), now_utc);
    return out;
  }
  if (answer->status >= 300) {
    take_status(out.page, *answer, now_utc);
    return out;
  }
  const std::string who = publisher_of(out.page);
  const auto other_than_page = asker == Asker::kPerson ? other_thing(answer->page) : std::nullopt;
  if (other_than_page) {
    refuse(out.page, "At this address " + who + " has " + *other_than_page + '.');
    return out;
  }
  const auto known = store::find_article(connection, "", out.page.canonical_url);
  const auto stored = known ? store::read_stored_article(connection, known->id) : std::nullopt;
  Page fetched = std::move(answer->page);
  fetched.arrival = Timestamp{.utc_seconds = now_utc, .offset_minutes = 0, .precision = Precision::kSecond};
  if (stored) fetched.hints = hints_from(*stored);
  Article article = extract_article(fetched);
  if (asker == Asker::kPerson && article.kind == ArticleKind::kIndex) {
    refuse(out.page,
           "The page at " + who + " is a list of articles, not one of them. Open one of them there.");
    return out;
  }
  const std::size_t least =
      std::max(kFewestWords, stored && stored->summary ? text::count_words(*stored->summary) + 1 : 0);
  if (static_cast<std::size_t>(article.word_count) < least) {
    refuse(out.page,
           "The page at " + who +
               " shows programs no more than the beginning of the text. The article can only be read there.");
    return out;
  }
  if (stored) complete(article, *stored);
  if (known) {
    const auto other = article.canonical_url && *article.canonical_url != out.page.canonical_url
                           ? store::find_article(connection, "", article.canonical_url)
                           : std::nullopt;
    if (other && other->id != known->id) {
      out.replaced = known->id;
    } else {
      article.id = stored ? stored->id : article.id;
    }
  }
  out.article.emplace(std::move(article));
  return out;
}

}  // namespace

PageAnswer read_page_answer(store::WantedPage page, Result<Response> answer, store::Connection& connection,
                            std::int64_t now_utc) {
  return answer_to(Asker::kFeed, std::move(page), std::move(answer), connection, now_utc);
}

PageAnswer read_asked_page(const std::string& url, Result<Response> answer, store::Connection& connection,
                           std::int64_t now_utc) {
  store::WantedPage page{.canonical_url = url::canonical(url).value_or(url),
                         .address = url,
                         .host = url::host_of(url).value_or(url),
                         .tries = kMostTries,  // whoever asked is told now, and may ask again
                         .why = {}};
  return answer_to(Asker::kPerson, std::move(page), std::move(answer), connection, now_utc);
}

Result<Receipt> file(Desk& desk, PageAnswer answer) {
  store::Connection& rows = desk.rows();
  if (!answer.article) {
    store::write_page_try(rows, answer.page);
    if (auto status = rows.status(); !status) return std::unexpected(status.error());
    return Receipt{};
  }
  if (answer.replaced != ArticleId::kNone) desk.withdraw_teaser(answer.replaced);
  auto placed = desk.add(*answer.article);
  store::page_is_here(rows, answer.page.canonical_url);
  return placed;
}

}  // namespace newsloom
