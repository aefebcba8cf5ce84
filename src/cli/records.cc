#include "cli/records.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include "cli/report.h"
#include "intake/intake.h"
#include "newsroom/ordered_pipeline.h"

namespace newsloom::cli {

namespace {

Result<Article> article_of(intake::Item&& item) {
  if (auto* error = std::get_if<Error>(&item)) return std::unexpected(std::move(*error));
  if (const auto* page = std::get_if<Page>(&item)) return extract_article(*page);
  return std::move(std::get<Article>(item));
}

/// Records that go to a thread together where nobody waits for the first: one takes less time than handing it
/// over. Pages go alone, and so does what follows so many bytes.
constexpr std::size_t kRecordsABatch = 32;
constexpr std::size_t kBytesABatch = 1u << 20;

/// Runs `work` on the threads and hands its good results to `take`, in order. `most`: records of a batch.
template <class Out>
int for_each_result(const std::vector<std::string>& paths, std::size_t threads, Network* network,
                    const std::function<Result<Out>(intake::Item&&)>& work,
                    const std::function<void(Out)>& take, std::size_t most) {
  using Items = std::vector<intake::Item>;
  using Results = std::vector<Result<Out>>;
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  intake::Intake intake(paths, {.network = network});
  const auto pull = [&]() -> std::optional<Items> {
    Items batch;
    for (std::size_t bytes = 0; batch.size() < most && bytes < kBytesABatch;) {
      auto item = intake.next();
      if (!item) break;
      batch.push_back(std::move(*item));
      const auto* const article = std::get_if<Article>(&batch.back());
      if (article == nullptr) break;
      bytes += article->text.size();
    }
    return batch.empty() ? std::nullopt : std::optional(std::move(batch));
  };
  const auto work_on_all = [&](Items&& batch) {
    Results results;
    results.reserve(batch.size());
    for (intake::Item& item : batch) results.push_back(work(std::move(item)));
    return results;
  };
  OrderedPipeline<Items, Results> pipeline({.threads = threads}, pull, work_on_all);
  int exit_code = kDone;
  while (true) {
    auto results = pipeline.next(std::chrono::hours(1));
    if (!results && results.error() == NoResult::kEnd) return exit_code;
    if (!results) continue;
    for (Result<Out>& result : *results) {
      if (result) {
        take(std::move(*result));
        continue;
      }
      report(result.error());
      exit_code = kFailed;
    }
  }
}

}  // namespace

int for_each_record(const std::vector<std::string>& paths, const std::function<void(Article)>& take,
                    std::size_t threads, Network* network) {
  return for_each_result<Article>(paths, threads, network, article_of, take, 1);
}

int for_each_features(const std::vector<std::string>& paths, const std::function<void(ComparedRecord)>& take,
                      std::size_t threads) {
  return for_each_result<ComparedRecord>(
      paths, threads, nullptr,
      [](intake::Item&& item) -> Result<ComparedRecord> {
        auto article = article_of(std::move(item));
        if (!article) return std::unexpected(article.error());
        features::Features features = features::compute(*article);
        return ComparedRecord{
            .id = std::move(article->id), .text = std::move(article->text), .features = std::move(features)};
      },
      take, kRecordsABatch);
}

}  // namespace newsloom::cli
