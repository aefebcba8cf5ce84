#include "cli/records.h"

#include <cstdio>
#include <utility>
#include <variant>

#include "intake/intake.h"

namespace newsloom::cli {

int for_each_record(const std::string& path, const std::function<void(Article)>& take) {
  int exit_code = 0;
  intake::Intake intake({path});
  while (auto item = intake.next()) {
    if (const auto* error = std::get_if<Error>(&*item)) {
      std::fprintf(stderr, "newsloom: %s: %s\n", error->where.c_str(), error->message.c_str());
      exit_code = 1;
    } else if (const auto* page = std::get_if<Page>(&*item)) {
      take(extract_article(*page));
    } else {
      take(std::move(std::get<Article>(*item)));
    }
  }
  return exit_code;
}

}  // namespace newsloom::cli
