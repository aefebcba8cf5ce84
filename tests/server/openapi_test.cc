// web/openapi.json held against a running server: every path of the table is described and every described
// path is answered; an answer has every described field and no other.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "newsloom/access.h"
#include "server/api.h"
#include "server/invented.h"
#include "server/push.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using Json = nlohmann::json;

class OpenApiTest : public testing::Test {
 protected:
  OpenApiTest() {
    std::ifstream file(NEWSLOOM_SOURCE_DIR "/web/openapi.json");
    spec_ = Json::parse(file);
    Article article = sea_wall_article();
    article.published->utc_seconds = 1'600'000'000;  // ahead of the clock it would not be believed
    article.related = {{.url = "https://meridian.example/coast/tide",
                        .title = "Tide tables for the week",
                        .summary = "When the harbour is safe to enter.",
                        .agency = {},
                        .dateline = {},
                        .published = {}}};
    article.evidence = {{.field = "title", .from = "h1", .confidence = 0.9}};
    article.notes = {"utf8-repaired:1"};
    article.images = {*article.lead_image};
    server_.publish(article);
    Article copy = article;
    copy.id = "copy";
    copy.url = copy.canonical_url = "https://ledger.example/sea-wall";
    copy.source = "ledger.example";
    server_.publish(copy);
    for (int i = 0; i < 3; ++i) server_.publish(numbered_article(i));
  }

  /// What is wrong with `value` as `schema` describes it; `seen` collects the fields that were met with a
  /// value.
  void check(const Json& value, const Json& schema, const std::string& at) {
    if (schema.contains("$ref")) return check(value, resolved(schema), at + "(" + name_of(schema) + ")");
    if (schema.contains("anyOf")) {
      const bool null_allowed = schema["anyOf"].back() == Json{{"type", "null"}};
      if (value.is_null() && null_allowed) return;
      return check(value, schema["anyOf"].front(), at);
    }
    EXPECT_TRUE(has_type(value, schema["type"])) << at << " is " << value.type_name();
    if (schema.contains("enum")) {
      EXPECT_THAT(schema["enum"].get<std::vector<Json>>(), testing::Contains(value)) << at;
    }
    if (value.is_object() && schema.contains("properties")) check_object(value, schema, at);
    if (value.is_array())
      for (const Json& item : value) check(item, schema["items"], at + "[]");
  }

  Json get_json(const std::string& target, int status = 200) {
    const Answer answer = get(server_.port(), "/api/v1" + target);
    EXPECT_EQ(answer.status, status) << target << '\n' << answer.body;
    EXPECT_EQ(answer.header("content-type"), "application/json; charset=utf-8") << target;
    return Json::parse(answer.body, nullptr, false);
  }

  /// The address of an operation, with the examples of its parameters.
  static std::string target_of(std::string path, const Json& operation) {
    std::string query;
    for (const Json& parameter : operation["parameters"]) {
      if (!parameter.contains("example")) continue;
      const Json& example = parameter["example"];
      const std::string text = example.is_string() ? example.get<std::string>() : example.dump();
      if (parameter["in"] == "path") {
        path.replace(path.find("{id}"), 4, text);
      } else {
        query += (query.empty() ? "?" : "&") + parameter["name"].get<std::string>() + "=" + text;
      }
    }
    return path + query;
  }

  Json resolved(const Json& schema) const {
    return spec_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
  }

  Json spec_;
  RunningServer server_;
  std::set<std::string> seen_;

 private:
  static std::string name_of(const Json& schema) {
    const auto ref = schema["$ref"].get<std::string>();
    return ref.substr(ref.rfind('/') + 1);
  }

  void check_object(const Json& value, const Json& schema, const std::string& at) {
    for (const auto& [name, field] : schema["properties"].items()) {
      if (!value.contains(name)) {
        ADD_FAILURE() << at << " lacks " << name;
        continue;
      }
      check(value[name], field, fmt::format("{}.{}", at, name));
      if (!value[name].is_null()) seen_.insert(fmt::format("{}.{}", at.substr(at.rfind('(') + 1), name));
    }
    for (const auto& [name, ignored] : value.items())
      EXPECT_TRUE(schema["properties"].contains(name)) << at << " has an undescribed " << name;
  }

  static bool has_type(const Json& value, const Json& type) {
    if (type.is_array())
      return std::ranges::any_of(type, [&](const Json& one) { return has_type(value, one); });
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "string") return value.is_string() && !value.get<std::string>().empty();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }
};

TEST_F(OpenApiTest, DescribesExactlyTheRoutesThatThereAre) {
  std::set<std::string> described, there;
  for (const auto& [path, operations] : spec_["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      std::string upper = method;
      std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 32); });
      described.insert(fmt::format("{} {}", upper, path));
    }
  }
  for (const server::ApiRoute& route : server::api_routes())
    there.insert(std::string(route.method) + " " + std::string(route.path));
  for (const server::PushRoute& route : server::kPushRoutes)
    there.insert(std::string(route.method) + " " + std::string(route.path));
  EXPECT_EQ(described, there);
}

TEST_F(OpenApiTest, EveryReadingAnswerHasTheDescribedFieldsAndNoOther) {
  for (const auto& [path, operations] : spec_["paths"].items()) {
    if (!operations.contains("get")) continue;
    const Json& operation = operations["get"];
    const Json answer = get_json(target_of(path, operation));
    check(answer, operation["responses"]["200"]["content"]["application/json"]["schema"], path);
  }
  // Seen with a value at least once, so that a field which is never filled does not pass as described.
  for (const char* field :
       {"Article).lead_image", "Article).related", "Headline).copy_of", "StoryHead).last"})
    EXPECT_TRUE(seen_.contains(field)) << field;
}

TEST_F(OpenApiTest, ACopyAndALaterStateCarryTheirPassages) {
  Article first = numbered_article(4);
  first.text = sea_wall_article().text;
  server_.publish(first);
  Article copy_of_first = numbered_article(5);
  copy_of_first.text = first.text;
  server_.publish(copy_of_first);
  Article later = first;
  later.id = "later";
  later.url = later.canonical_url = *first.url + "-again";
  later.title = "UPDATE 1-" + *first.title;
  later.text +=
      "\n\nTwo members of the board voted against the work, and a third left the room before the vote.";
  server_.publish(later);
  const Json schema =
      spec_["paths"]["/articles/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
  const auto number_of = [&](const char* id) {
    return std::to_string(number(server_.newsroom().find(id).value()));
  };
  const Json copy = get_json("/articles/" + number_of("report-5")),
             update = get_json("/articles/" + number_of("later")),
             old = get_json("/articles/" + number_of("report-4"));
  ASSERT_FALSE(copy["copy"].is_null()) << copy;
  ASSERT_FALSE(update["updates"].is_null()) << update;
  check(copy, schema, "copy");
  check(update, schema, "later");
  EXPECT_EQ(copy["copy"]["of"], old["id"]);
  EXPECT_EQ(update["updates"]["of"], old["id"]);
  EXPECT_EQ(update["version_of"], "report-4");
  EXPECT_THAT(update["updates"]["passages"]["only_here"].dump(), testing::HasSubstr("a third left the room"));
  EXPECT_EQ(old["updated_by"], Json::array({update["id"]}));
  EXPECT_EQ(old["versions"], Json::array({old["id"], update["id"]}));
  EXPECT_EQ(update["versions"], old["versions"]);
  EXPECT_THAT(get(server_.port(), "/article/" + number_of("report-4")).body,
              testing::HasSubstr("Updated once"));
  EXPECT_THAT(get(server_.port(), "/article/" + number_of("later")).body,
              testing::HasSubstr("New in this version"));
}

TEST_F(OpenApiTest, WhatIsWrittenIsAnsweredAsDescribed) {
  const std::string token = server_.newsroom().access().add_token("writer").value();
  const auto send = [&](const char* method, const std::string& target, const char* type,
                        const std::string& body) {
    const Answer answer = ask(
        server_.port(), {.method = method,
                         .target = "/api/v1" + target,
                         .headers = "Authorization: Bearer " + token + "\r\nContent-Type: " + type + "\r\n",
                         .body = body});
    EXPECT_LT(answer.status, 300) << method << ' ' << answer.body;
    return Json::parse(answer.body);
  };
  const auto as = [](const char* name) {
    return Json{{"$ref", std::string("#/components/schemas/") + name}};
  };
  Article article = numbered_article(990);
  check(send("PUT", "/articles", "application/json", to_json(article)), as("Receipt"), "put");
  check(send("PUT", "/articles", "application/json", to_json(article)), as("Receipt"), "put again");
  check(send("POST", "/articles", "application/x-ndjson", to_json(article)), as("Receipts"), "post");
  check(send("DELETE", "/articles?record=report-990", "text/plain", ""), as("TakenDown"), "delete");
}

TEST_F(OpenApiTest, AskedTextsAreAnsweredAsDescribed) {
  const auto send = [&](const std::string& target, const std::string& type, const std::string& body) {
    const Answer answer = ask(server_.port(), {.method = "POST",
                                               .target = "/api/v1" + target,
                                               .headers = "Content-Type: " + type + "\r\n",
                                               .body = body});
    EXPECT_EQ(answer.status, 200) << target << ' ' << answer.body;
    return Json::parse(answer.body);
  };
  const auto as = [](const char* name) {
    return Json{{"$ref", std::string("#/components/schemas/") + name}};
  };
  const Article known = sea_wall_article();
  const std::string text =
      Json{{"title", *known.title}, {"text", known.text}, {"published", "2020-09-13T12:30:00Z"}}.dump();
  const Json recommended = send("/recommended?limit=2", "application/json", text);
  check(recommended, as("TextRecommendation"), "recommended");
  EXPECT_EQ(recommended["recommended"].size(), 1U) << "three reports of one kind";
  EXPECT_EQ(recommended["coverage"].size(), 2U) << "the article and its copy";
  const Json about = send("/stories/for-text", "application/json", text);
  check(about, as("AboutStory"), "about");
  EXPECT_EQ(about["story"], get_json("/articles/1")["story"]);
  const Json page =
      send("/stories/for-text", "text/html; charset=utf-8",
           "<html><head><meta property=\"article:published_time\" content=\"2020-09-13T12:30:00Z\">"
           "</head><body><article><h1>" +
               *known.title + "</h1><p>" + known.text + "</p></article></body></html>");
  EXPECT_EQ(page["story"], about["story"]);
  const Json nothing = send("/stories/for-text", "text/plain", "Chess\n\nThe final of Quill was a draw.");
  check(nothing, as("AboutStory"), "about nothing");
  EXPECT_TRUE(nothing["story"].is_null());
}

TEST_F(OpenApiTest, EveryErrorHasACodeOfTheDescribedOnesAndAMessage) {
  const Json error = {{"$ref", "#/components/schemas/Error"}};
  check(get_json("/articles/999", 404), error, "missing");
  check(get_json("/articles/abc", 404), error, "no number");
  check(get_json("/articles?limit=0", 400), error, "limit");
  check(get_json("/articles?cursor=x", 400), error, "cursor");
  check(get_json("/recommended", 400), error, "no article named");
  check(get_json("/nothing/here", 404), error, "no route");
  for (const char* method : {"PUT", "POST", "DELETE"}) {
    const Answer refused = ask(server_.port(), {.method = method, .target = "/api/v1/articles"});
    EXPECT_EQ(refused.status, 401) << method;
    check(Json::parse(refused.body), error, method);
  }
}

TEST_F(OpenApiTest, IsServedAsItStandsInTheFile) { EXPECT_EQ(get_json("/openapi.json"), spec_); }

TEST_F(OpenApiTest, NamesTheMethodsOfAPathThatIsAskedWithAnother) {
  RawClient client(server_.port());
  client.send("DELETE /api/v1/edition HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Answer answer = client.read_answer();
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("allow"), "GET, HEAD");
  EXPECT_EQ(Json::parse(answer.body)["code"], "method_not_allowed");
}

TEST_F(OpenApiTest, ListsGoOnWhereTheyEndedWithoutGapsOrRepeats) {
  for (const std::string list : {"articles", "stories", "sources"}) {
    const Json whole = get_json("/" + list + "?limit=100");
    std::vector<Json> pieces;
    for (Json next = ""; !next.is_null();) {
      const std::string cursor = next == "" ? "" : "&cursor=" + next.get<std::string>();
      const Json piece = get_json(fmt::format("/{}?limit=2{}", list, cursor));
      ASSERT_LE(piece[list].size(), 2U);
      pieces.insert(pieces.end(), piece[list].begin(), piece[list].end());
      next = piece["next"];
    }
    EXPECT_EQ(Json(pieces), whole[list]) << list;
    EXPECT_GE(pieces.size(), 3U) << list;
  }
}

TEST_F(OpenApiTest, FiltersArticlesBySourceAndLanguage) {
  const Json of_meridian = get_json("/articles?source=meridian.example");
  EXPECT_FALSE(of_meridian["articles"].empty());
  for (const Json& article : of_meridian["articles"]) EXPECT_EQ(article["source"], "meridian.example");
  EXPECT_EQ(get_json("/articles?source=ledger.example")["articles"].size(), 1U);
  EXPECT_EQ(get_json("/articles?lang=xx")["articles"].size(), 0U);
}

TEST_F(OpenApiTest, FindsTheRecommendedStoriesOfAPublishersAddress) {
  const Json by_url = get_json("/recommended?url=https://meridian.example/coast/sea-wall%23top");
  EXPECT_EQ(by_url, get_json("/recommended?id=1"));
  EXPECT_EQ(by_url["coverage"].size(), 1U);
}

TEST_F(OpenApiTest, CountsTheArticlesOfASourceAlsoAfterOneIsTakenDown) {
  ASSERT_TRUE(server_.newsroom().take_down(TakeDown::named("copy")));
  ASSERT_TRUE(server_.newsroom().commit());
  std::map<std::string, int> counts;
  const Json sources = get_json("/sources");
  for (const Json& source : sources["sources"]) counts[source["domain"]] = source["article_count"];
  EXPECT_EQ(counts["ledger.example"], 0);
  EXPECT_EQ(counts["meridian.example"], 2);
}

}  // namespace
}  // namespace newsloom::server_test
