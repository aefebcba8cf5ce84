// What extraction costs, stage by stage, over the pages of a folder:
//   extract_bench FOLDER [--benchmark_…]
// Each figure is for the whole folder once; bytes/s and pages/s say it per page. Without a folder the
// repository's own sample pages serve, which are small and clean: good for a comparison, not for a figure.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/memory.h"
#include "extract/block_features.h"
#include "extract/body.h"
#include "extract/container.h"
#include "extract/outline.h"
#include "html/document.h"
#include "newsloom/article.h"

namespace newsloom {
namespace {

std::vector<Page> pages;
std::size_t bytes = 0;

void read_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string suffix = entry.path().extension();
    if (entry.is_regular_file() && (suffix == ".html" || suffix == ".htm")) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    Page page;
    page.input = path.filename();
    page.body.assign(std::istreambuf_iterator<char>(in), {});
    bytes += page.body.size();
    pages.push_back(std::move(page));
  }
}

void count(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(pages.size()) * state.iterations());
}

void guarded_parse(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const Page& page : pages) benchmark::DoNotOptimize(html::parse(page.body));
  }
  count(state);
}

void parse_and_blocks(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const Page& page : pages) {
      const html::Document document = html::parse(page.body);
      benchmark::DoNotOptimize(extract::blocks_of(document));
    }
  }
  count(state);
}

void parse_blocks_and_body(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const Page& page : pages) {
      const html::Document document = html::parse(page.body);
      const auto blocks = extract::blocks_of(document);
      benchmark::DoNotOptimize(extract::find_body(document, blocks, {}));
    }
  }
  count(state);
}

void all_fields(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const Page& page : pages) benchmark::DoNotOptimize(extract_article(page));
  }
  count(state);
}

void all_fields_and_record(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    for (const Page& page : pages) benchmark::DoNotOptimize(to_json(extract_article(page)));
  }
  count(state);
}

BENCHMARK(guarded_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_and_blocks)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_blocks_and_body)->Unit(benchmark::kMillisecond);
BENCHMARK(all_fields)->Unit(benchmark::kMillisecond)->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK(all_fields)->Unit(benchmark::kMillisecond);
BENCHMARK(all_fields_and_record)->Unit(benchmark::kMillisecond);

/// The answer before the time: every page gives a record, the same one twice, and most give a body.
bool answers_hold() {
  std::size_t with_body = 0;
  for (const Page& page : pages) {
    const Article first = extract_article(page);
    if (!(first == extract_article(page))) {
      fmt::print(stderr, "extract_bench: {}: two runs differ\n", page.input);
      return false;
    }
    with_body += first.word_count >= 40 ? 1 : 0;
  }
  fmt::print(stderr, "extract_bench: {} pages, {:.1f} MB, {} with a body of 40 words or more\n", pages.size(),
             static_cast<double>(bytes) / 1e6, with_body);
  return !pages.empty() && with_body * 2 > pages.size();
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  newsloom::cli::keep_freed_memory();  // as the program does
  std::filesystem::path folder = std::filesystem::path(NEWSLOOM_SOURCE_DIR) / "samples";
  if (argc > 1 && argv[1][0] != '-') {
    folder = argv[1];
    std::copy(argv + 2, argv + argc + 1, argv + 1);
    --argc;
  } else {
    fmt::print(stderr, "extract_bench: no folder of pages given; the sample pages of the repository serve\n");
  }
  if (!std::filesystem::is_directory(folder)) {
    fmt::print(stderr, "extract_bench: no folder at {}\n", folder.string());
    return 1;
  }
  newsloom::read_pages(folder);
  if (!newsloom::answers_hold()) return 1;
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
