// The feeds page: the owner changes the list, nobody else does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FeedsPage : public testing::Test {
 protected:
  Answer wish(const std::string& form, const std::string& token) {
    return ask(server_.port(), {.method = "POST",
                                .target = "/feeds",
                                .headers = "Content-Type: application/x-www-form-urlencoded\r\n" + cookie_,
                                .body = "form_token=" + token + "&" + form});
  }
  std::string page() { return get(server_.port(), "/feeds", cookie_).body; }
  std::string token() {
    const std::string text = page(), before = "name=\"form_token\" value=\"";
    const std::size_t start = text.find(before) + before.size();
    return text.substr(start, text.find('"', start) - start);
  }

  RunningServer server_;
  std::string cookie_ = server_.sign_in();
};

TEST_F(FeedsPage, TheOwnerAddsPausesImportsAndRemoves) {
  EXPECT_THAT(page(), HasSubstr("No feed is read yet."));
  EXPECT_EQ(wish("wish=add&url=harbour.example", token()).status, 303);
  EXPECT_THAT(page(),
              AllOf(HasSubstr("https://harbour.example"), HasSubstr("Not asked yet"), HasSubstr("Pause")));
  EXPECT_EQ(wish("wish=pause&feed=1", token()).status, 303);
  EXPECT_THAT(page(), AllOf(HasSubstr("Paused by you"), HasSubstr("Go on")));
  EXPECT_EQ(wish("wish=resume&feed=1", token()).status, 303);
  EXPECT_EQ(wish("wish=import&opml=%3Copml%3E%3Coutline+text%3D%22%3Cb%3EHill%22+xmlUrl%3D%22https%3A%2F%"
                 "2Fhill.example%2Frss%22%2F%3E",
                 token())
                .status,
            303);
  EXPECT_THAT(page(), AllOf(HasSubstr("hill.example/rss"), Not(HasSubstr("<b>Hill"))));
  EXPECT_EQ(wish("wish=remove&feed=1", token()).status, 303);
  EXPECT_THAT(page(), Not(HasSubstr("harbour.example</span>")));
}

TEST_F(FeedsPage, SaysWhatIsWrongWithAWish) {
  const Answer answer = wish("wish=add&url=javascript:alert(1)", token());
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("no http or https address"));
  EXPECT_EQ(wish("wish=import&opml=nothing", token()).status, 400);
  EXPECT_EQ(wish("wish=explode", token()).status, 400);
}

TEST_F(FeedsPage, NobodyElseChangesTheList) {
  EXPECT_EQ(wish("wish=add&url=evil.example", "").status, 403) << "without the form's token";
  EXPECT_EQ(wish("wish=add&url=evil.example", std::string(32, 'a')).status, 403);
  cookie_.clear();
  EXPECT_GE(wish("wish=add&url=evil.example", "").status, 401);
  EXPECT_TRUE(server_.newsroom().feed_list().all()->empty());
}

}  // namespace
}  // namespace newsloom::server_test
