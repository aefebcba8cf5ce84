#include "cli/compare_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/report.h"
#include "features/features.h"
#include "intake/byte_source.h"
#include "story/story_builder.h"

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestPair = 64u << 20;

std::optional<std::string> text_of(const Json& pair, const std::string& key) {
  const auto found = pair.find(key);
  if (found == pair.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    return std::nullopt;
  return found->get<std::string>();
}

/// One side of a pair: title1, text1, lang1, published1.
Article side_of(const Json& pair, const std::string& side) {
  Article article;
  article.kind = ArticleKind::kArticle;
  article.title = text_of(pair, "title" + side);
  article.text = text_of(pair, "text" + side).value_or("");
  article.lang = text_of(pair, "lang" + side);
  if (const auto published = text_of(pair, "published" + side)) article.published = parse_iso(*published);
  return article;
}

std::string answer(const Json& pair) {
  const story::Likeness likeness =
      story::compare(features::compute(side_of(pair, "1")), features::compute(side_of(pair, "2")));
  const auto id = pair.find("id");
  const Json line = {{"id", id != pair.end() ? *id : Json(nullptr)},
                     {"score", likeness.score},
                     {"same", likeness.same},
                     {"why", likeness.why}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int run(const std::string& path) {
  auto source = intake::ByteSource::open(path);
  if (!source) {
    report(source.error());
    return kFailed;
  }
  intake::LineReader lines(std::move(*source));
  int exit_code = 0;
  for (std::size_t number = 1;; ++number) {
    std::string_view line;
    const auto more = lines.next(line, kLongestPair);
    if (more && !*more) break;
    const Json pair = more ? Json::parse(line, nullptr, false) : Json(Json::value_t::discarded);
    if (pair.is_object()) {
      std::puts(answer(pair).c_str());
    } else if (!more || !line.empty()) {
      report({ErrorCode::kCorruption, more ? "no JSON object" : more.error().message,
              fmt::format("{}:{}", path, number)});
      exit_code = kFailed;
    }
  }
  return std::fflush(stdout) == 0 ? exit_code : 1;
}

}  // namespace

void add_compare_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("compare", "Says of pairs of articles whether they tell of one event.");
  const auto path = std::make_shared<std::string>("-");
  command
      ->add_option("FILE", *path,
                   "Pairs, one JSON object a line with title1, text1, title2, text2; - is standard input")
      ->capture_default_str();
  command->footer("Example:\n  newsloom compare pairs.jsonl");
  command->callback([path, &exit_code] { exit_code = run(*path); });
}

}  // namespace newsloom::cli
