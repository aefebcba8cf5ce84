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

/// Runs `work` on the threads and hands its good results to `take`, in order.
template <class Out>
int for_each_result(const std::vector<std::string>& paths, std::size_t threads, Network* network,
                    std::function<Result<Out>(intake::Item&&)> work, const std::function<void(Out)>& take) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  intake::Intake intake(paths, {.network = network});
  OrderedPipeline<intake::Item, Result<Out>> pipeline(
      {.threads = threads}, [&] { return intake.next(); }, std::move(work));
  int exit_code = kDone;
  while (true) {
    auto result = pipeline.next(std::chrono::hours(1));
    if (!result && result.error() == NoResult::kEnd) return exit_code;
    if (!result) continue;
    if (*result) {
      take(std::move(**result));
      continue;
    }
    report(result->error());
    exit_code = kFailed;
  }
}

}  // namespace

int for_each_record(const std::vector<std::string>& paths, const std::function<void(Article)>& take,
                    std::size_t threads, Network* network) {
  return for_each_result<Article>(paths, threads, network, article_of, take);
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
      take);
}

}  // namespace newsloom::cli
