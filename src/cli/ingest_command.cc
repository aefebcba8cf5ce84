#include "cli/ingest_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/ingest_sink.h"
#include "cli/report.h"
#include "cli/way_out.h"
#include "intake/intake.h"
#include "newsloom/newsroom.h"
#include "newsroom/ordered_pipeline.h"

namespace newsloom::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// An article is visible a second after its arrival at the latest, however slowly the others follow.
constexpr milliseconds kLongestUncommitted{500};

struct IngestOptions {
  NewsroomOptions newsroom;
  std::vector<std::string> paths;
  unsigned threads = 0;
  std::vector<std::string> loopback_hosts;
};

/// One run: takes what the pipeline made ready, in order, and commits it batch by batch.
class Ingest {
 public:
  Ingest(const IngestOptions& options, IngestSink& sink) : options_(options), sink_(sink) {}

  /// The exit code.
  int run() {
    using Pipeline = OrderedPipeline<intake::Item, Result<IngestSink::Ready>>;
    WayOut out(options_.paths, options_.loopback_hosts);
    intake::Intake intake(options_.paths, {.network = out.network()});
    Pipeline::Options shape;
    if (options_.threads > 0) shape = {.threads = options_.threads, .window = 16 * options_.threads};
    Pipeline pipeline(
        shape, [&] { return intake.next(); }, [this](intake::Item&& item) { return prepare(item); });
    Result<void> stored;
    while (stored && !interrupted()) {
      auto ready = pipeline.next(kLongestUncommitted);
      if (!ready && ready.error() == NoResult::kEnd) break;
      if (ready) stored = take(std::move(*ready));
      if (stored && commit_is_due()) stored = commit();
      progress_.at(counts_.pages);
    }
    if (stored) stored = commit();
    // Not acknowledged: it can be done again.
    if (stored && committed_pages_ > 0) stored = sink_.settle();
    if (!stored) exit_code_ = report(stored.error());
    print_counts();
    // The thread that reads may be waiting for standard input, which does not hear of a Ctrl-C.
    if (interrupted()) std::quick_exit(kInterrupted);
    return exit_code_;
  }

 private:
  Result<IngestSink::Ready> prepare(intake::Item& item) const {
    if (auto* error = std::get_if<Error>(&item)) return std::unexpected(std::move(*error));
    if (const auto* page = std::get_if<Page>(&item)) return sink_.prepare(extract_article(*page));
    return sink_.prepare(std::move(std::get<Article>(item)));
  }

  Result<void> take(Result<IngestSink::Ready> ready) {
    ++counts_.pages;
    if (!ready) {
      ++counts_.failed;
      report(ready.error());
      exit_code_ = kFailed;
      return {};
    }
    auto added = sink_.add(std::move(*ready));
    if (!added) ++counts_.failed;
    return added;
  }

  bool commit_is_due() const {
    if (counts_.pages == committed_pages_) return false;
    return sink_.uncommitted() >= options_.newsroom.batch ||
           steady_clock::now() - committed_at_ >= kLongestUncommitted;
  }

  /// Acknowledges on standard output, at once: whoever reads it may rely on it.
  Result<void> commit() {
    if (counts_.pages == committed_pages_) return {};
    auto done = sink_.commit(counts_);
    if (!done) return done;
    committed_pages_ = counts_.pages;
    committed_at_ = steady_clock::now();
    fmt::print("committed {}\n", committed_pages_);
    std::fflush(stdout);
    return {};
  }

  void print_counts() const {
    const double seconds = std::chrono::duration<double>(steady_clock::now() - started_).count();
    fmt::print(
        "{{\"pages\":{},\"articles\":{},\"updated\":{},\"skipped\":{},\"failed\":{},\"seconds\":{:.3f}}}\n",
        counts_.pages, counts_.articles, counts_.updated, counts_.skipped, counts_.failed, seconds);
    std::fflush(stdout);
  }

  const IngestOptions& options_;
  IngestSink& sink_;
  IngestCounts counts_;
  int exit_code_ = kDone;
  std::int64_t committed_pages_ = 0;
  const steady_clock::time_point started_ = steady_clock::now();
  steady_clock::time_point committed_at_ = started_;
  Progress progress_{"ingest"};
};

int ingest(const IngestOptions& options) {
  watch_for_interrupts();
  auto sink = open_sink(options.newsroom, {.log = log_to_stderr()});
  if (!sink) return report(sink.error());
  return Ingest(options, **sink).run();
}

}  // namespace

void add_ingest_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App* command = app.add_subcommand("ingest", "Puts pages and records into a newsroom's database.");
  command->footer(
      "Every `committed N` line promises that the first N pages are stored for good. While `newsloom serve` "
      "has the\n"
      "database, it is given the articles, and the promise is its own.\n"
      "Example:\n  newsloom ingest --db news.db pages/");
  command->add_option("--db", options->newsroom.path, "The database; created if missing")->required();
  command->add_option("--batch", options->newsroom.batch, "Articles that are stored together")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--threads", options->threads, "Threads that read pages; as many as processors by default")
      ->check(CLI::Range(1U, 256U));
  command
      ->add_option("PATH", options->paths,
                   "Pages, records, folders, archives, feeds, addresses; - is standard input")
      ->required();
  command->add_option("--allow-loopback", options->loopback_hosts,
                      "Hosts on this machine that addresses may lie on, with or without a port");
  command->callback([options, &exit_code] { exit_code = ingest(*options); });
}

}  // namespace newsloom::cli
