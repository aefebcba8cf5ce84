// make_queries: prints a mix of queries made of article records, one a line. See tools/make-queries.
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "newsloom/article.h"
#include "query_mix.h"

int main(int argc, char** argv) {
  std::size_t count = 1'000;
  std::uint64_t seed = 1;
  bool kinds = false;
  CLI::App app{
      "Reads article records (JSON lines) from standard input, prints queries that readers might ask of "
      "them."};
  app.add_option("--count", count, "How many")->capture_default_str();
  app.add_option("--seed", seed, "The same records and seed give the same queries")->capture_default_str();
  app.add_flag("--kinds", kinds, "Before each query its kind and a tab");
  CLI11_PARSE(app, argc, argv);

  newsloom::bench::QueryMix mix(seed);
  for (std::string line; std::getline(std::cin, line);)
    if (const auto article = newsloom::article_from_json(line)) mix.add(*article);
  for (const auto& [kind, query] : mix.make(count)) std::cout << (kinds ? kind + '\t' : "") << query << '\n';
  return std::cout.flush() ? 0 : 1;
}
