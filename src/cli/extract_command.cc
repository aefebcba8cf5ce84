#include "cli/extract_command.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "cli/article_formats.h"
#include "cli/records.h"
#include "cli/report.h"
#include "cli/way_out.h"
#include "extract/trace.h"
#include "intake/intake.h"

namespace newsloom::cli {
namespace {

struct ExtractOptions {
  std::vector<std::string> paths;
  ArticleFormat format = ArticleFormat::kJsonLines;
  std::size_t threads = 0;
  bool trace = false;
  std::vector<std::string> loopback_hosts;
};

/// The evidence of every page instead of its record. One thread: it is made for learning, not for speed.
int trace(const ExtractOptions& options) {
  int exit_code = 0;
  intake::Intake intake(options.paths);
  while (auto item = intake.next()) {
    if (const auto* page = std::get_if<Page>(&*item)) {
      const std::string line = extract::trace_of(*page) + '\n';
      std::fwrite(line.data(), 1, line.size(), stdout);
    } else if (const auto* error = std::get_if<Error>(&*item)) {
      report(*error);
      exit_code = 1;
    }
  }
  return exit_code;
}

/// One record for every page, in their order; records that are taken in pass through.
int run(const ExtractOptions& options) {
  WayOut out(options.paths, options.loopback_hosts);
  const int exit_code = options.trace ? trace(options)
                                      : for_each_record(
                                            options.paths,
                                            [&](const Article& article) {
                                              const std::string text = formatted(article, options.format);
                                              std::fwrite(text.data(), 1, text.size(), stdout);
                                            },
                                            options.threads, out.network());
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  std::fputs("newsloom: standard output: cannot be written\n", stderr);
  return 1;
}

}  // namespace

void add_extract_command(CLI::App& app, int& exit_code) {
  static const std::map<std::string, ArticleFormat> kFormats = {{"jsonl", ArticleFormat::kJsonLines},
                                                                {"text", ArticleFormat::kText},
                                                                {"markdown", ArticleFormat::kMarkdown},
                                                                {"html", ArticleFormat::kHtml}};
  CLI::App* command =
      app.add_subcommand("extract", "Makes article records of pages, one JSON object a line.");
  const auto options = std::make_shared<ExtractOptions>();
  command
      ->add_option("PATH", options->paths,
                   "Pages, captures, folders, archives, records, feeds, addresses; - is standard input")
      ->required();
  command->add_option("--format", options->format, "jsonl, text, markdown or html")
      ->transform(CLI::CheckedTransformer(kFormats));
  command->add_option("--threads", options->threads, "Threads that extract; 0: one for each core")
      ->capture_default_str()
      ->check(CLI::Range(0, 256));
  command->add_flag(
      "--trace", options->trace,
      "Write what speaks for each candidate of date and byline instead (for tools/train-choice)");
  command->add_option("--allow-loopback", options->loopback_hosts,
                      "Hosts on this machine that addresses may lie on, with or without a port");
  command->footer("Example:\n  newsloom extract page.html > articles.jsonl");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace newsloom::cli
