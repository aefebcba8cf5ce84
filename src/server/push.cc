#include "server/push.h"

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/ids_text.h"
#include "server/status.h"
#include "server/view.h"
#include "url/url.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

/// When to come again after the queue was full: it is empty after a few commits.
constexpr const char* kRetryAfterSeconds = "1";
constexpr std::string_view kRecordType = "application/json", kRecordsType = "application/x-ndjson";

Reply json_reply(int status, const Json& body) {
  Reply reply;
  reply.status = status;
  reply.content_type = "application/json; charset=utf-8";
  reply.body = body.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  if (status == 503 || status == 429) reply.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  if (status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNew:
      return "new";
    case Outcome::kUpdated:
      return "updated";
    case Outcome::kSkipped:
      return "unchanged";
    case Outcome::kKeptOut:
      break;
  }
  return "kept_out";
}

Reply reply_to(const Result<Receipt>& told) {
  if (!told) return api_error(told.error());
  if (told->outcome == Outcome::kKeptOut) return api_status(410);
  if (told->id == ArticleId::kNone) return api_status(422);
  const bool created = told->outcome == Outcome::kNew;
  Reply reply = json_reply(
      created ? 201 : 200,
      {{"id", number(told->id)}, {"outcome", name_of(told->outcome)}, {"page", path_of(told->id)}});
  if (created) reply.location = path_of(told->id);
  return reply;
}

bool is_type(std::string_view given, std::string_view wanted) {
  return given.substr(0, given.find(';')) == wanted;
}

/// What was sent, as an article; `url` is the client's, in one form.
Result<Article> article_of(const Request& request, std::optional<std::string> url, std::int64_t now_utc) {
  const Timestamp now{.utc_seconds = now_utc, .offset_minutes = 0, .precision = {}};
  if (is_type(request.content_type, kRecordType)) {
    auto article = article_from_json(request.body);
    if (article && url && !article->url) article->url = std::move(url);
    // What is put is how the article stands now, also where it stood so before.
    if (article && !article->arrival) article->arrival = now;
    return article;
  }
  Page page;
  page.input = "push";
  page.url = std::move(url);
  page.content_type = std::string(request.content_type);
  page.arrival = now;
  page.body = std::string(request.body);
  return extract_article(page);
}

bool is_page(std::string_view type) {
  return is_type(type, "text/html") || is_type(type, "application/xhtml+xml") || is_type(type, "text/plain");
}

/// The records of one POST on their way: the last one to be told of tells the client.
struct Batch {
  std::vector<std::optional<Result<Receipt>>> told;
  std::atomic<std::size_t> open{1};  ///< one for whoever submits
  std::size_t accepted = 0;
  Tell tell;

  void finish_one() {
    if (--open == 0) tell(summary());
  }
  Reply summary() const {
    std::int64_t articles = 0, updated = 0, skipped = 0, failed = 0;
    for (std::size_t i = 0; i < accepted; ++i) {
      const auto& one = told[i];
      // The newsroom itself has failed: nothing of this request is promised.
      if (one && !*one && status_of(one->error().code) >= 500) return api_error(one->error());
      if (!one || !*one) {
        ++failed;
      } else if ((*one)->outcome == Outcome::kNew) {
        ++articles;
      } else {
        ++((*one)->outcome == Outcome::kUpdated ? updated : skipped);
      }
    }
    return json_reply(accepted == told.size() ? 200 : 503, {{"pages", accepted},
                                                            {"articles", articles},
                                                            {"updated", updated},
                                                            {"skipped", skipped},
                                                            {"failed", failed}});
  }
};

Reply comes_later(std::move_only_function<void(Tell)> ask) {
  Reply reply;
  reply.later = std::make_shared<Later>(std::move(ask));
  return reply;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
  }
  return lines;
}

void submit_all(Newsroom& newsroom, const std::vector<std::string_view>& lines,
                const std::shared_ptr<Batch>& batch) {
  batch->told.resize(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto article = article_from_json(lines[i]);
    if (article) {
      ++batch->open;
      const auto accepted =
          newsroom.submit(PreparedArticle(std::move(*article)), [batch, i](Result<Receipt> told) {
            batch->told[i] = std::move(told);
            batch->finish_one();
          });
      if (!accepted) {  // the client sends the rest again
        --batch->open;
        break;
      }
    }
    batch->accepted = i + 1;
  }
  batch->finish_one();
}

}  // namespace

Reply api_status(int status) {
  const StatusWords words = words_of(status);
  return json_reply(status, {{"code", words.code}, {"message", words.sentence}});
}

Reply api_error(const Error& error) {
  const int status = status_of(error.code);
  // What went wrong inside stays in the log; the client's own mistake is named.
  if (status >= 500 && error.code != ErrorCode::kUnavailable) return api_status(status);
  return json_reply(status,
                    {{"code", words_of(status).code},
                     {"message", error.where.empty() ? error.message : error.where + ": " + error.message}});
}

Reply Push::put(const Request& request, const Parameters& parameters) const {
  if (!is_page(request.content_type) && !is_type(request.content_type, kRecordType)) return api_status(415);
  const auto given = parameters.get("url");
  auto url = given ? url::absolute(*given) : std::nullopt;
  if (given && !url) return api_error({ErrorCode::kInvalidArgument, "no http or https address", "url"});
  auto article = article_of(request, std::move(url), env_.clock->now());
  if (!article) return api_error(article.error());
  return comes_later(
      [newsroom = newsroom_, prepared = PreparedArticle(std::move(*article))](Tell tell) mutable {
        // Shared, for when the newsroom takes the work but not the telling.
        const auto shared = std::make_shared<Tell>(std::move(tell));
        const auto accepted = newsroom->submit(
            std::move(prepared), [shared](const Result<Receipt>& told) { (*shared)(reply_to(told)); });
        if (!accepted) (*shared)(api_error(accepted.error()));
      });
}

Reply Push::post(const Request& request) const {
  if (!is_type(request.content_type, kRecordsType)) return api_status(415);
  auto lines = lines_of(request.body);
  if (lines.size() > kMaxPushRecords)
    return api_error(
        {ErrorCode::kTooLarge, fmt::format("at most {} records at a time", kMaxPushRecords), {}});
  return comes_later([newsroom = newsroom_, lines = std::move(lines)](Tell tell) {
    const auto batch = std::make_shared<Batch>();
    batch->tell = std::move(tell);
    submit_all(*newsroom, lines, batch);
  });
}

Reply Push::take_down(std::string_view id, const Parameters& parameters) const {
  TakeDown what;
  if (!id.empty()) {
    what.id = parse_id<ArticleId>(id);
    if (what.id == ArticleId::kNone) return api_status(404);
  } else if (const auto url = parameters.get("url")) {
    what = {.kind = TakeDown::Kind::kUrl, .name = *url};
  } else if (const auto source = parameters.get("source")) {
    what = {.kind = TakeDown::Kind::kSource, .name = *source};
  } else if (const auto record = parameters.get("record")) {
    what.name = *record;
  } else {
    return api_error({ErrorCode::kInvalidArgument, "name an article, ?url=, ?source= or ?record=", {}});
  }
  const auto count = newsroom_->take_down(std::move(what));
  if (!count) return api_error(count.error());
  return json_reply(200, {{"taken_down", *count}});
}

}  // namespace newsloom::server
