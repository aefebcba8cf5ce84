#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "access/password.h"
#include "access/rate_limit.h"
#include "access/secret.h"

namespace newsloom::access {
namespace {

using std::chrono::seconds;

TEST(Secret, IsNeverTheSameAndPlainText) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = new_secret();
    EXPECT_EQ(secret.size(), 43u);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(secret).second);
  }
}

TEST(Secret, LeavesAFingerprintThatDoesNotTellIt) {
  const std::string secret = new_secret();
  EXPECT_EQ(fingerprint(secret), fingerprint(secret));
  EXPECT_NE(fingerprint(secret), fingerprint(secret + "x"));
  EXPECT_EQ(fingerprint(secret).size(), 32u);
  EXPECT_EQ(fingerprint(secret).find(secret.substr(0, 8)), std::string::npos);
  EXPECT_NE(form_token_of(secret), secret);
  EXPECT_NE(form_token_of(secret), form_token_of(new_secret()));
}

TEST(Secret, ComparesWholeTexts) {
  EXPECT_TRUE(equal("", ""));
  EXPECT_TRUE(equal("abc", "abc"));
  EXPECT_FALSE(equal("abc", "abd"));
  EXPECT_FALSE(equal("abc", "ab"));
  EXPECT_FALSE(equal("", "a"));
}

TEST(Password, IsKeptAsArgon2id) {
  const auto line = hash_password("a long walk on the pier");
  ASSERT_TRUE(line);
  EXPECT_TRUE(line->starts_with("$argon2id$")) << *line;
  EXPECT_TRUE(matches("a long walk on the pier", *line));
  EXPECT_FALSE(matches("a long walk on the bier", *line));
  EXPECT_FALSE(matches("", *line));
  EXPECT_NE(*hash_password("a long walk on the pier"), *line) << "each has a salt of its own";
}

TEST(Password, IsNeitherTooShortNorTooLong) {
  EXPECT_EQ(hash_password("seven77").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(hash_password(std::string(1025, 'x')).error().code, ErrorCode::kInvalidArgument);
  EXPECT_FALSE(matches(std::string(1 << 20, 'x'), *hash_password("eight888")));
}

TEST(Password, IsNotMatchedByADamagedLine) {
  EXPECT_FALSE(matches("eight888", ""));
  EXPECT_FALSE(matches("eight888", "$argon2id$v=19$m=65536"));
  EXPECT_FALSE(matches("eight888", std::string(5000, '$')));
}

TEST(RateLimit, GivesABurstThenASteadyRate) {
  RateLimit limit({.burst = 3, .per_second = 0.5});
  const RateLimit::Moment start{};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start + seconds(1)));
  EXPECT_TRUE(limit.take("a", start + seconds(2)));
  EXPECT_FALSE(limit.take("a", start + seconds(3)));
  EXPECT_TRUE(limit.take("b", start)) << "each has a bucket of its own";
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(limit.take("a", start + seconds(60))) << "full again, and no fuller";
  EXPECT_FALSE(limit.take("a", start + seconds(60)));
}

TEST(RateLimit, IsNotFooledByAClockThatStandsStill) {
  RateLimit limit({.burst = 1, .per_second = 1});
  EXPECT_TRUE(limit.take("a", RateLimit::Moment(seconds(10))));
  EXPECT_FALSE(limit.take("a", RateLimit::Moment(seconds(5))));
  EXPECT_FALSE(limit.take("a", RateLimit::Moment(seconds(10))));
}

TEST(RateLimit, GoesOnWhenTheClockWasSetBack) {
  RateLimit limit({.burst = 1, .per_second = 1});
  EXPECT_TRUE(limit.take("a", RateLimit::Moment(seconds(100'000))));
  EXPECT_FALSE(limit.take("a", RateLimit::Moment(seconds(50))));
  EXPECT_TRUE(limit.take("a", RateLimit::Moment(seconds(51))));
}

TEST(RateLimit, RemembersSoManyAndLetsTheRestShare) {
  RateLimit limit({.burst = 1, .per_second = 1}, 2);
  const RateLimit::Moment start(seconds(100));
  EXPECT_TRUE(limit.take("a", start));
  EXPECT_TRUE(limit.take("b", start));
  EXPECT_TRUE(limit.take("c", start));
  EXPECT_FALSE(limit.take("d", start)) << "it shares a bucket with c";
  EXPECT_FALSE(limit.take("a", start)) << "and nobody is forgotten before it is quiet";
  EXPECT_TRUE(limit.take("d", start + seconds(5)));
  EXPECT_FALSE(limit.take("d", start + seconds(5)));
  EXPECT_TRUE(limit.take("e", start + seconds(5))) << "now there is room";
}

}  // namespace
}  // namespace newsloom::access
