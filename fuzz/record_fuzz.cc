// Any bytes as an article record: an error that names the trouble, or an article that is written and read the
// same.
#include "fuzz/sound_record.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Article> article = article_from_json(fuzz::bytes_of(data, size));
  if (!article) {
    fuzz::must(!article.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const std::string json = to_json(*article);
  const Result<Article> again = article_from_json(json);
  fuzz::must(again && to_json(*again) == json, "what is read is what was written");
  return 0;
}
