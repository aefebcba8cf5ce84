// The page of the reader's hand, without a script: forms, their token, and what a reader sees afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "newsloom/hand.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class HandPage : public testing::Test {
 protected:
  HandPage() {
    server_.publish(sea_wall_article());
    server_.publish(numbered_article(1));
  }
  std::string page(const std::string& target) { return get(server_.port(), target, cookie_).body; }
  std::string token() {
    const std::string text = page("/hand"), before = "name=\"form_token\" value=\"";
    const std::size_t start = text.find(before) + before.size();
    return text.substr(start, text.find('"', start) - start);
  }
  Answer wish(const std::string& form, const std::string& token) {
    return ask(server_.port(), {.method = "POST",
                                .target = "/hand",
                                .headers = "Content-Type: application/x-www-form-urlencoded\r\n" + cookie_,
                                .body = "form_token=" + token + "&" + form});
  }

  RunningServer server_;
  std::string cookie_ = server_.sign_in();
};

TEST_F(HandPage, AnArticleOffersToHideWhatItIsAndThePageTakesItBack) {
  EXPECT_THAT(page("/article/1"),
              AllOf(HasSubstr("Hide everything of The Meridian Post"), HasSubstr("Hide this story"),
                    HasSubstr("Hide the topic “Coast”"), Not(HasSubstr("More like this"))));
  ASSERT_THAT(page("/"), HasSubstr("Report number 1"));
  const Answer hidden = wish("wish=hide&kind=source&name=ledger1.example", token());
  EXPECT_EQ(hidden.status, 303);
  EXPECT_EQ(hidden.header("location"), "/hand");
  EXPECT_THAT(page("/"), Not(HasSubstr("Report number 1")));
  EXPECT_THAT(page("/article/1"), Not(HasSubstr("Report number 1")));
  EXPECT_THAT(page("/hand"), HasSubstr("ledger1.example"));
  EXPECT_EQ(wish("wish=show&kind=source&name=ledger1.example", token()).status, 303);
  EXPECT_THAT(page("/"), HasSubstr("Report number 1"));
}

TEST_F(HandPage, LearningIsOffUntilAskedForAndIsForgottenWithOneClick) {
  EXPECT_THAT(page("/hand"), AllOf(HasSubstr("Turn it on"), Not(HasSubstr("Learned so far"))));
  EXPECT_EQ(wish("wish=more&article=1", token()).status, 400);
  EXPECT_EQ(wish("wish=learn", token()).status, 303);
  EXPECT_THAT(page("/article/1"), HasSubstr("More like this"));
  const Answer judged = wish("wish=more&article=1", token());
  EXPECT_EQ(judged.header("location"), "/article/1");
  EXPECT_THAT(page("/hand"), AllOf(HasSubstr("Learned so far"), HasSubstr("meridian.example"),
                                   HasSubstr("more 0."), HasSubstr("Forget all of it")));
  EXPECT_EQ(wish("wish=forget", token()).status, 303);
  EXPECT_THAT(page("/hand"), Not(HasSubstr("Learned so far")));
}

TEST_F(HandPage, WhatIsMutedIsShownAsTextAndNothingElse) {
  EXPECT_EQ(wish("wish=hide&kind=word&name=%3Cscript%3Ealert", token()).status, 303);
  EXPECT_THAT(page("/hand"), AllOf(HasSubstr("&lt;script&gt;alert"), Not(HasSubstr("<script"))));
  EXPECT_EQ(wish("wish=hide&kind=mood&name=x", token()).status, 400);
  EXPECT_EQ(wish("wish=hide&kind=word", token()).status, 400);
}

TEST_F(HandPage, NobodyElseHidesAnything) {
  EXPECT_EQ(wish("wish=hide&kind=word&name=report", "").status, 403) << "without the form's token";
  EXPECT_EQ(wish("wish=hide&kind=word&name=report", std::string(32, 'a')).status, 403);
  cookie_.clear();
  EXPECT_GE(wish("wish=hide&kind=word&name=report", "").status, 401);
  EXPECT_THAT(page("/"), HasSubstr("Report number 1"));
  EXPECT_THAT(page("/article/1"), Not(HasSubstr("Hide this story")));
  EXPECT_EQ(get(server_.port(), "/hand").status, 303) << "to the sign-in page";
}

TEST(HandOfAPublicSite, VisitorsSeeWhatTheOwnerHid) {
  ServerOptions options;
  options.mode = SiteMode::kPublic;
  RunningServer server(options);
  server.publish(numbered_article(1));
  ASSERT_TRUE(server.newsroom().hand().hide(HiddenKind::kWord, "report"));
  EXPECT_THAT(get(server.port(), "/").body, HasSubstr("Report number 1"));
  EXPECT_THAT(get(server.port(), "/", server.sign_in()).body, Not(HasSubstr("Report number 1")));
}

}  // namespace
}  // namespace newsloom::server_test
