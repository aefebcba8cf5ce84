#include "cli/ingest_sink.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "cli/hand_over_client.h"
#include "cli/report.h"

namespace newsloom::cli {
namespace {

/// Records sent together: enough to share a sync of the disk, few enough that the server's threads stay free.
constexpr std::size_t kRecordsSentTogether = 64;
constexpr std::size_t kBytesSentTogether = std::size_t{4} << 20;
constexpr std::chrono::seconds kBusyPause{1};

/// The database is ours.
class OwnSink final : public IngestSink {
 public:
  explicit OwnSink(std::unique_ptr<Newsroom> newsroom) : newsroom_(std::move(newsroom)) {}

  Ready prepare(Article article) const override { return PreparedArticle(std::move(article)); }

  Result<void> add(Ready ready) override {
    const auto outcome = newsroom_->add(std::move(std::get<PreparedArticle>(ready)));
    if (!outcome) return std::unexpected(outcome.error());
    ++added_.pages;
    if (*outcome == Outcome::kNew) ++added_.articles;
    if (*outcome == Outcome::kUpdated) ++added_.updated;
    if (*outcome == Outcome::kSkipped || *outcome == Outcome::kKeptOut) ++added_.skipped;
    return {};
  }

  std::size_t uncommitted() const override { return newsroom_->uncommitted(); }

  Result<void> commit(IngestCounts& counts) override {
    if (auto done = newsroom_->commit(); !done) return done;
    counts.articles += added_.articles;
    counts.updated += added_.updated;
    counts.skipped += added_.skipped;
    added_ = {};
    return {};
  }

  Result<void> settle() override {
    auto settled = newsroom_->settle();
    return settled ? newsroom_->commit() : settled;
  }

 private:
  std::unique_ptr<Newsroom> newsroom_;
  IngestCounts added_;
};

/// `newsloom serve` owns it: records are sent there in batches, in their order.
class HandOverSink final : public IngestSink {
 public:
  explicit HandOverSink(std::unique_ptr<HandOverClient> client) : client_(std::move(client)) {}

  Ready prepare(Article article) const override { return to_json(article); }

  Result<void> add(Ready ready) override {
    std::string& line = std::get<std::string>(ready);
    bytes_ += line.size() + 1;
    lines_.push_back(std::move(line));
    if (lines_.size() < kRecordsSentTogether && bytes_ < kBytesSentTogether) return {};
    return send();
  }

  std::size_t uncommitted() const override { return lines_.size() + static_cast<std::size_t>(told_.pages); }

  Result<void> commit(IngestCounts& counts) override {
    if (auto sent = send(); !sent) return sent;
    counts.articles += told_.articles;
    counts.updated += told_.updated;
    counts.skipped += told_.skipped;
    counts.failed += told_.failed;
    told_ = {};
    return {};
  }

  /// Its owner thinks again by itself.
  Result<void> settle() override { return {}; }

 private:
  /// Until all are durable there. A busy server takes the first few and wants the others again.
  Result<void> send() {
    while (!lines_.empty()) {
      std::string body;
      for (const std::string& line : lines_) body.append(line).append("\n");
      const auto answer = client_->ask("POST", "/api/v1/articles", "application/x-ndjson", std::move(body));
      const bool busy = answer && answer->status == 503;
      if (auto done = must_be_done(answer); !done && !busy) return std::unexpected(done.error());
      count(answer->body);
      if (lines_.empty()) break;
      if (interrupted()) return fail(ErrorCode::kUnavailable, "interrupted while the newsroom was busy");
      std::this_thread::sleep_for(kBusyPause);
    }
    bytes_ = 0;
    return {};
  }

  void count(std::string_view answer) {
    const auto told = nlohmann::json::parse(answer, nullptr, false);
    const auto number = [&](const char* key) {
      return told.is_object() ? told.value(key, std::int64_t{0}) : std::int64_t{0};
    };
    const auto taken = std::clamp<std::int64_t>(number("pages"), 0, static_cast<std::int64_t>(lines_.size()));
    lines_.erase(lines_.begin(), lines_.begin() + taken);
    told_.pages += taken;
    told_.articles += number("articles");
    told_.updated += number("updated");
    told_.skipped += number("skipped");
    told_.failed += number("failed");
  }

  std::unique_ptr<HandOverClient> client_;
  std::vector<std::string> lines_;
  std::size_t bytes_ = 0;
  IngestCounts told_;  ///< durable, not yet counted
};

}  // namespace

Result<std::unique_ptr<IngestSink>> open_sink(const NewsroomOptions& options, const Env& env) {
  auto newsroom = Newsroom::open(options, env);
  if (newsroom) return std::make_unique<OwnSink>(std::move(*newsroom));
  if (newsroom.error().code != ErrorCode::kUnavailable) return std::unexpected(newsroom.error());
  const auto owner = find_hand_over(options.path);
  if (!owner) return std::unexpected(owner.error());
  if (!*owner) return std::unexpected(newsroom.error());  // it ended in between
  auto client = HandOverClient::connect(**owner);
  if (!client) return std::unexpected(client.error());
  return std::make_unique<HandOverSink>(std::move(*client));
}

}  // namespace newsloom::cli
