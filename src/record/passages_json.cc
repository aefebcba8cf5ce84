#include "record/passages_json.h"

#include <nlohmann/json.hpp>

namespace newsloom {

using Json = nlohmann::ordered_json;

Json json_of(const Passages& passages) {
  return {{"shared", passages.shared},         {"only_here", passages.only_here},
          {"only_there", passages.only_there}, {"shared_words", passages.shared_words},
          {"words", passages.words},           {"words_there", passages.words_there}};
}

std::string to_json(const Passages& passages) {
  return json_of(passages).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Passages> passages_from_json(std::string_view json) {
  const Json in = Json::parse(json, nullptr, false);
  if (!in.is_object()) return fail(ErrorCode::kInvalidArgument, "no JSON object");
  const auto texts = [&](const char* key) {
    std::vector<std::string> out;
    if (const auto list = in.find(key); list != in.end() && list->is_array())
      for (const Json& item : *list)
        if (item.is_string()) out.push_back(item.get<std::string>());
    return out;
  };
  const auto count = [&](const char* key) {
    const auto value = in.find(key);
    return value != in.end() && value->is_number_integer() ? value->get<std::int64_t>() : std::int64_t{0};
  };
  return Passages{.shared = texts("shared"),
                  .only_here = texts("only_here"),
                  .only_there = texts("only_there"),
                  .shared_words = count("shared_words"),
                  .words = count("words"),
                  .words_there = count("words_there")};
}

}  // namespace newsloom
