#include "server/json_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

std::string written(std::string_view text) {
  JsonText out;
  return out.value(text).take();
}

TEST(JsonText, WritesEveryAsciiCharacterAsTheLibraryDoes) {
  for (int c = 0; c < 128; ++c) {
    const std::string text = "a" + std::string(1, static_cast<char>(c)) + "b";
    EXPECT_EQ(written(text), Json(text).dump()) << c;
  }
}

TEST(JsonText, KeepsOtherScriptsAndReplacesWhatIsNoUtf8) {
  const std::string good = "Gänse, гуси, 雁 🪿";
  EXPECT_EQ(written(good), '"' + good + '"');
  EXPECT_EQ(written("a\xFF"
                    "b"),
            "\"a\xEF\xBF\xBD"
            "b\"");
}

TEST(JsonText, SeparatesWhatStandsSideBySide) {
  JsonText out;
  out.open('{').key("empty").open('[').close(']').key("list").open('[').value(1).value("]").value(true);
  out.open('{').close('}').value(nullptr).close(']').key("text").value("{").key("end").value(2.5).close('}');
  EXPECT_EQ(out.take(), R"({"empty":[],"list":[1,"]",true,{},null],"text":"{","end":2.5})");
}

TEST(JsonText, SaysNullForWhatIsMissingOrNoNumber) {
  JsonText out;
  out.open('[').value(std::optional<std::string>()).value(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(out.value(std::optional<std::string>("x")).close(']').take(), R"([null,null,"x"])");
}

TEST(JsonText, NumbersComeBackAsTheyWere) {
  for (const double number : {0.0, 1.0, 0.1, 1e-9, 0.123456789012345678, 3e22}) {
    JsonText out;
    EXPECT_EQ(Json::parse(out.value(number).take()).get<double>(), number);
  }
}

}  // namespace
}  // namespace newsloom::server
