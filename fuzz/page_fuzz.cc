// Any bytes that may be a web page make a sound article.
#include <string>

#include "fuzz/sound_record.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Page page;
  page.body = "<!doctype html>" + std::string(fuzz::bytes_of(data, size));
  page.url = "https://tribune.example/news/2031/03/04/a";
  fuzz::must_be_sound(extract_article(page));
  return 0;
}
