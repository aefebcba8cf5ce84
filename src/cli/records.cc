#include "cli/records.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include "cli/report.h"
#include "intake/intake.h"
#include "newsroom/ordered_pipeline.h"

namespace newsloom::cli {

int for_each_record(const std::vector<std::string>& paths, const std::function<void(Article)>& take,
                    std::size_t threads) {
  using Work = OrderedPipeline<intake::Item, Result<Article>>;
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  intake::Intake intake(paths);
  Work work(
      {.threads = threads}, [&] { return intake.next(); },
      [](intake::Item item) -> Result<Article> {
        if (auto* error = std::get_if<Error>(&item)) return std::unexpected(std::move(*error));
        if (const auto* page = std::get_if<Page>(&item)) return extract_article(*page);
        return std::move(std::get<Article>(item));
      });
  int exit_code = kDone;
  while (true) {
    auto article = work.next(std::chrono::hours(1));
    if (!article && article.error() == NoResult::kEnd) return exit_code;
    if (!article) continue;
    if (*article) {
      take(std::move(**article));
      continue;
    }
    report(article->error());
    exit_code = kFailed;
  }
}

}  // namespace newsloom::cli
