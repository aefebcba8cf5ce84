// Prints what the learned finders look at, for tools/train-body: a line {"names", "kind_names"}, then one
// JSON line for each page of the folders given, {"input", "texts", "rows", "kind_row"}, with one text and one
// row of numbers for each block.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "extract/block_features.h"
#include "extract/body.h"
#include "extract/container.h"
#include "extract/html_article.h"
#include "extract/json_ld.h"
#include "extract/meta.h"
#include "extract/outline.h"
#include "extract/page_kind.h"
#include "html/document.h"

namespace {

using newsloom::extract::Block;

template <class Row>
std::string row_of(const Row& row) {
  std::string out = "[";
  for (const float value : row) out += fmt::format("{}{:.4g}", out.size() > 1 ? "," : "", value);
  out += ']';
  return out;
}

void print_page(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  newsloom::Page page;
  page.input = path.string();
  page.body.assign(std::istreambuf_iterator<char>(in), {});
  const auto document = newsloom::html::parse(page.body);
  const std::vector<Block> blocks = newsloom::extract::blocks_of(document);
  const newsloom::Article article = newsloom::extract::extract_html(page);
  const auto ld = newsloom::extract::read_json_ld(document);
  const newsloom::extract::Meta meta(document);
  const newsloom::extract::PageStatements stated{article.title, meta.first({"og:description", "description"}),
                                                 ld.body};
  std::string rows;
  newsloom::extract::each_block_row(document, blocks, newsloom::extract::find_container(document, blocks),
                                    stated, [&](std::span<const newsloom::extract::BlockRow> some) {
                                      for (const auto& row : some) {
                                        if (!rows.empty()) rows += ',';
                                        rows += row_of(row);
                                      }
                                    });
  const auto kind_row = newsloom::extract::kind_row(
      document, blocks, newsloom::extract::find_body(document, blocks, stated), ld, meta, article);
  nlohmann::json texts = nlohmann::json::array();
  for (const Block& block : blocks) texts.push_back(block.text);
  fmt::print(R"({{"input":{},"texts":{},"rows":[{}],"kind_row":{}}})"
             "\n",
             nlohmann::json(page.input).dump(),
             texts.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), rows, row_of(kind_row));
}

}  // namespace

int main(int argc, char** argv) {
  nlohmann::json names = nlohmann::json::array(), kind_names = nlohmann::json::array();
  for (int i = 0; i < newsloom::extract::kBlockFeatures; ++i)
    names.push_back(newsloom::extract::feature_name(i));
  for (int i = 0; i < newsloom::extract::kKindFeatures; ++i)
    kind_names.push_back(newsloom::extract::kind_feature_name(i));
  fmt::print("{}\n", nlohmann::json({{"names", names}, {"kind_names", kind_names}}).dump());
  for (int i = 1; i < argc; ++i) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    for (const auto& path : paths) print_page(path);
  }
}
