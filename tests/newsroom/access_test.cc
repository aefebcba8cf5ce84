// The owner of a newsroom: what is stored, what another process sees.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "newsloom/access.h"
#include "newsloom/newsroom.h"
#include "newsroom/hand_over.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;

class SetClock final : public Clock {
 public:
  std::int64_t now() const override { return now_utc; }
  std::int64_t now_utc = 1'930'000'000;
};

class AccessTest : public testing::Test {
 protected:
  AccessTest()
      : folder_(fs::temp_directory_path() / ("newsloom-access-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    open();
  }
  ~AccessTest() override {
    newsroom_.reset();
    fs::remove_all(folder_);
  }

  std::string path() const { return (folder_ / "news.db").string(); }
  void open() {
    newsroom_.reset();
    auto opened = Newsroom::open({.path = path()}, {.clock = &clock_});
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
  }
  Access& access() { return newsroom_->access(); }
  /// As another process has it.
  std::unique_ptr<Access> beside() {
    auto opened = Access::open(path(), {.clock = &clock_});
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  bool stands_in_a_file(const std::string& secret) const {
    for (const auto& entry : fs::directory_iterator(folder_)) {
      std::ifstream file(entry.path(), std::ios::binary);
      if (std::string(std::istreambuf_iterator<char>(file), {}).find(secret) != std::string::npos)
        return true;
    }
    return false;
  }

  fs::path folder_;
  SetClock clock_;
  std::unique_ptr<Newsroom> newsroom_;
};

TEST_F(AccessTest, KnowsItsSessionsUntilTheyAreOver) {
  const std::string session = access().open_session().value();
  EXPECT_TRUE(access().is_session(session));
  EXPECT_FALSE(access().is_session(""));
  EXPECT_FALSE(access().is_session(session + "x"));
  open();
  EXPECT_TRUE(access().is_session(session)) << "also in its next life";
  clock_.now_utc += std::int64_t{31} * 24 * 3600;
  EXPECT_FALSE(access().is_session(session));
}

TEST_F(AccessTest, ASessionThatIsProlongedOutlivesItsFirstEnd) {
  constexpr std::int64_t kDay = 24 * 3600;
  const std::string session = access().open_session().value();
  clock_.now_utc += 20 * kDay;
  EXPECT_EQ(access().session_left(session), Access::kSessionSeconds - 20 * kDay);
  ASSERT_TRUE(access().prolong_session(session));
  EXPECT_EQ(access().session_left(session), Access::kSessionSeconds);
  clock_.now_utc += 29 * kDay;
  EXPECT_TRUE(access().is_session(session));
  clock_.now_utc += 2 * kDay;
  EXPECT_FALSE(access().is_session(session));
  ASSERT_TRUE(access().prolong_session(session));
  EXPECT_FALSE(access().is_session(session)) << "what has ended does not begin again";
}

TEST_F(AccessTest, StoresNoSecretAsItIs) {
  const std::string session = access().open_session().value();
  const std::string token = access().add_token("crawler").value();
  ASSERT_TRUE(access().set_password("a long walk on the pier"));
  newsroom_.reset();
  EXPECT_TRUE(stands_in_a_file("crawler")) << "or this test would see nothing";
  EXPECT_FALSE(stands_in_a_file(session));
  EXPECT_FALSE(stands_in_a_file(token));
  EXPECT_FALSE(stands_in_a_file("a long walk"));
}

TEST_F(AccessTest, EndsAllSessionsWithANewPassword) {
  const std::string session = access().open_session().value();
  ASSERT_TRUE(access().set_password("a long walk on the pier"));
  EXPECT_FALSE(access().is_session(session));
  EXPECT_TRUE(access().is_password("a long walk on the pier"));
  EXPECT_FALSE(access().is_password("another"));
}

TEST_F(AccessTest, IsChangedByAnotherProcessWhileItIsServed) {
  const auto other = beside();
  const std::string token = other->add_token("crawler").value();
  EXPECT_TRUE(access().is_token(token));
  ASSERT_TRUE(other->set_password("a long walk on the pier"));
  EXPECT_TRUE(access().has_password());
  ASSERT_TRUE(access().remove_token("crawler"));
  EXPECT_FALSE(other->is_token(token));
}

TEST_F(AccessTest, HasOneTokenOfEachName) {
  ASSERT_TRUE(access().add_token("crawler"));
  EXPECT_EQ(access().add_token("crawler").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(access().add_token("").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(access().add_token("two\nlines").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(access().remove_token("nobody").error().code, ErrorCode::kNotFound);
  ASSERT_EQ(access().tokens()->size(), 1u);
  EXPECT_EQ(access().tokens()->front().name, "crawler");
}

TEST_F(AccessTest, IsNotOpenedWhereThereIsNoDatabase) {
  const auto opened = Access::open((folder_ / "nothing.db").string());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(fs::exists(folder_ / "nothing.db"));
}

TEST_F(AccessTest, OffersItsWorkToProcessesOfTheSameAccountAlone) {
  EXPECT_FALSE(find_hand_over(path())) << "owned, and takes nothing over yet";
  const std::string key = newsroom_->offer_hand_over(4242).value();
  const auto found = find_hand_over(path());
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->key, key);
  EXPECT_EQ((*found)->port, 4242);
  EXPECT_EQ((*found)->pid, ::getpid());
  EXPECT_EQ(fs::status(path() + ".key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  newsroom_.reset();
  EXPECT_FALSE(fs::exists(path() + ".key"));
  EXPECT_FALSE(find_hand_over(path()).value()) << "owned by nobody";
}

TEST_F(AccessTest, WritesItsKeyIntoAFileOfItsOwn) {
  const fs::path elsewhere = folder_ / "elsewhere";
  std::ofstream(elsewhere) << "untouched";
  fs::create_symlink(elsewhere, path() + ".key");
  ASSERT_TRUE(newsroom_->offer_hand_over(4242));
  std::string text;
  std::ifstream(elsewhere) >> text;
  EXPECT_EQ(text, "untouched");
}

}  // namespace
}  // namespace newsloom
