// Any bytes as a query to a real newsroom: never an error.
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "fuzz/door.h"
#include "newsloom/newsroom.h"

using namespace newsloom;

namespace {

/// A small newsroom in a temporary folder, for as long as the program runs.
class SmallNewsroom {
 public:
  SmallNewsroom()
      : folder_(std::filesystem::temp_directory_path() /
                ("newsloom-query-fuzz-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    auto opened = Newsroom::open({.path = (folder_ / "news.db").string()});
    fuzz::must(opened.has_value(), "a newsroom opens");
    newsroom_ = std::move(*opened);
    for (const char* text :
         {"The harbour wall of Orsola was rebuilt before the winter storms of 2031.",
          "Die Hafenmauer von Orsola wurde vor dem Winter neu gebaut.", "大橋封鎖 潜水士"}) {
      Article article;
      article.id = text;
      article.title = text;
      article.text = text;
      fuzz::must(newsroom_->add(std::move(article)).has_value(), "an article is taken");
    }
    fuzz::must(newsroom_->commit().has_value(), "articles are committed");
  }
  ~SmallNewsroom() {
    newsroom_.reset();
    std::filesystem::remove_all(folder_);
  }
  SmallNewsroom(const SmallNewsroom&) = delete;
  SmallNewsroom& operator=(const SmallNewsroom&) = delete;

  const Newsroom& operator*() const { return *newsroom_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SmallNewsroom newsroom;
  SearchRequest request;
  request.query = fuzz::bytes_of(data, size);
  request.order = size % 2 == 0 ? SearchOrder::kBest : SearchOrder::kNewest;
  const auto results = (*newsroom).search(request);
  fuzz::must(results.has_value(), "a query is never an error");
  fuzz::must(results->hits.size() <= request.limit, "no more hits than asked for");
  return 0;
}
