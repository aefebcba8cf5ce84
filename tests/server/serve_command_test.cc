// The command `newsloom serve` as a person starts and ends it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "server/raw_client.h"
#include "server/serve_program.h"

namespace newsloom::server_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ServeCommand, PrintsItsAddressAndAnswersThere) {
  const ServeProgram program;
  EXPECT_THAT(program.address(), StartsWith("http://127.0.0.1:"));
  EXPECT_EQ(get(program.port(), "/healthz").body, "ok\n");
  EXPECT_EQ(get(program.port(), "/").status, 200);
}

TEST(ServeCommand, PrintsAKeyThatSignsItsOwnerIn) {
  const ServeProgram program;
  const std::string& address = program.address();
  EXPECT_THAT(address, HasSubstr("/?key="));
  const Answer answer = get(program.port(), address.substr(address.find("/?key=")));
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(answer.header("set-cookie"), StartsWith("newsloom_session="));
}

TEST(ServeCommand, NamesWhatIsWrongInItsConfiguration) {
  const struct {
    const char *toml, *words;
  } rows[] = {
      {"[site]\nmode = \"open\"\n", ":2: mode is"},
      {"[site]\nlisten = 8080\n", ":2: expected a text"},
      {"[site]\nhost = [\"news.example\"]\n", ":2: unknown key: host"},
      {"[sight]\n", "unknown key: sight"},
      {"[site]\nhosts = [\"a\", 7]\n", ":2: expected a text"},
      {"[rights]\n\"ledger.example\" = \"borrowed\"\n", ":2: a right is"},
      {"[weights]\n\"ledger.example\" = \"heavy\"\n", ":2: a weight is a number from 0.1 to 10"},
      {"[weights]\n\"ledger.example\" = 0\n", ":2: a weight is"},
      {"[weights]\n\"ledger.example\" = nan\n", ":2: a weight is"},
      {"[site\n", ":1: "},
      {"[site]\ntrusted_proxies = [\"10.0.0.0/99\"]\n", "10.0.0.0/99"},
      {"[site]\nbase_path = \"news/\"\n", "base_path looks like /news"},
      {"[site]\nlisten = \"0.0.0.0:0\"\n", "needs a password"},
  };
  for (const auto& row : rows) {
    const ServeProgram program({}, row.toml);
    EXPECT_EQ(program.address(), "") << row.toml;
    EXPECT_THAT(program.errors(), HasSubstr(row.words)) << row.toml;
  }
}

TEST(ServeCommand, IsServedAsItsConfigurationSays) {
  const ServeProgram program(
      {},
      "[site]\nbase_path = \"/news\"\nhosts = [\"News.Example\"]\n[rights]\n"
      "\"meridian.example\" = \"own\"\n[weights]\n\"meridian.example\" = 2\n[keep_out]\n"
      "sources = [\"spam.example\"]\n");
  EXPECT_EQ(ask(program.port(), {.target = "/news/", .host = "news.example"}).status, 200);
  EXPECT_EQ(get(program.port(), "/").status, 404);
}

TEST(ServeCommand, EndsWellWhenTold) {
  ServeProgram program;
  RawClient waiting(program.port());
  waiting.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(waiting.read_answer().status, 200);
  EXPECT_EQ(program.end_by(SIGTERM), 0);
}

TEST(ServeCommand, EndsWithTheCodeOfCtrlC) {
  ServeProgram program;
  EXPECT_EQ(program.end_by(SIGINT), 130);
}

}  // namespace
}  // namespace newsloom::server_test
