// Any bytes as an archive: it ends, keeps its limits, and the pages do not depend on how the bytes arrive.
#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/door.h"
#include "warc/archive_reader.h"

using namespace newsloom;

namespace {

constexpr std::size_t kLongestPage = 4096;

std::vector<std::string> pages_of(std::string_view archive, std::size_t step) {
  std::size_t pos = 0;
  const auto more = [&](std::string& out) -> Result<bool> {
    const std::string_view piece = archive.substr(pos, step);
    out += piece;
    pos += piece.size();
    return pos < archive.size();
  };
  warc::ArchiveReader reader("fuzz", more, {.max_page_bytes = kLongestPage, .max_header_bytes = 1024});
  std::vector<std::string> pages;
  // Every item takes at least a byte of the archive.
  for (std::size_t items = 0; auto item = reader.next(); ++items) {
    fuzz::must(items <= archive.size(), "reading ends");
    if (const auto* page = std::get_if<Page>(&*item)) {
      fuzz::must(page->body.size() <= kLongestPage, "a page keeps its limit");
      pages.push_back(page->url.value_or("") + page->body);
    }
  }
  return pages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view archive = fuzz::bytes_of(data, size);
  fuzz::must(pages_of(archive, std::max<std::size_t>(1, size)) == pages_of(archive, 61),
             "pages do not depend on the pieces in which the bytes arrive");
  return 0;
}
