// Any bytes that are called plain text make a sound article.
#include <string>

#include "fuzz/sound_record.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Page page;
  page.body = fuzz::bytes_of(data, size);
  page.content_type = "text/plain";
  fuzz::must_be_sound(extract_article(page));
  return 0;
}
