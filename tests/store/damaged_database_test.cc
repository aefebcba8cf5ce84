// Files that were cut, flipped or left behind by a full disk: an error that names the file, or the truth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>

#include "newsloom/newsroom.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;

Article berth(int number) {
  Article article;
  article.id = "berth-" + std::to_string(number);
  article.kind = ArticleKind::kArticle;
  article.title = "Berth " + std::to_string(number) + " of the Orsola harbour closes";
  article.text = "Ship " + std::to_string(number * 104729 % 100003) + " waits for tide " +
                 std::to_string(number * 7919 % 10007) + " off the mole of Orsola, the pilots said.";
  article.lang = "en";
  article.published = parse_iso("2031-03-04T07:00:00Z");
  return article;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class DamagedDatabase : public testing::Test {
 protected:
  DamagedDatabase()
      : folder_(fs::temp_directory_path() / ("newsloom-damage-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~DamagedDatabase() override { fs::remove_all(folder_); }

  std::string path() const { return (folder_ / "news.db").string(); }

  /// Puts articles [from, to) into the database, `batch` a commit. False when it could not be done.
  bool put(int from, int to, int batch = 10) {
    auto newsroom = Newsroom::open({.path = path()});
    if (!newsroom) return false;
    for (int i = from; i < to; ++i) {
      if (!(*newsroom)->add(berth(i))) return false;
      if ((i + 1 - from) % batch == 0 && !(*newsroom)->commit()) return false;
    }
    return (*newsroom)->commit().has_value();
  }

  /// Reads everything. What is shown must be what was put in; whatever cannot be shown is an error in words.
  void expect_truth_or_errors() {
    const auto newsroom = Newsroom::open({.path = path()});
    if (!newsroom) {
      EXPECT_FALSE(newsroom.error().message.empty());
      return;
    }
    for (int i = 0; i < 40; ++i) {
      const auto id = (*newsroom)->find(berth(i).id);
      if (!id) continue;
      const auto page = (*newsroom)->article_page(*id);
      if (page) {
        EXPECT_EQ(page->article.text, berth(i).text) << i;
      } else {
        EXPECT_FALSE(page.error().message.empty());
      }
    }
    if (const auto edition = (*newsroom)->edition(); !edition) {
      EXPECT_FALSE(edition.error().message.empty());
    }
  }

  fs::path folder_;
};

TEST_F(DamagedDatabase, WithFlippedBitsShowsTheTruthOrSaysThatItIsDamaged) {
  ASSERT_TRUE(put(0, 40));
  const std::string whole = read_file(path());
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    SCOPED_TRACE("damage " + std::to_string(i));
    std::string damaged = whole;
    for (int flips = 0; flips < 40; ++flips)
      damaged[random() % damaged.size()] ^= static_cast<char>(1u << (random() % 8));
    write_file(path(), damaged);
    fs::remove(path() + "-wal");
    fs::remove(path() + "-shm");
    expect_truth_or_errors();
  }
}

TEST_F(DamagedDatabase, CutAnywhereShowsTheTruthOrSaysThatItIsDamaged) {
  ASSERT_TRUE(put(0, 40));
  const std::string whole = read_file(path());
  for (std::size_t keep = 0; keep < whole.size(); keep += whole.size() / 23) {
    SCOPED_TRACE("kept " + std::to_string(keep));
    write_file(path(), whole.substr(0, keep));
    expect_truth_or_errors();
  }
}

TEST_F(DamagedDatabase, WithATornLogHoldsAWholeNumberOfCommits) {
  constexpr int kBatch = 5;
  {
    auto newsroom = Newsroom::open({.path = path()});
    ASSERT_TRUE(newsroom);
    for (int i = 0; i < 40; ++i) {
      ASSERT_TRUE((*newsroom)->add(berth(i)));
      if ((i + 1) % kBatch == 0) {
        ASSERT_TRUE((*newsroom)->commit());
      }
    }
    // What a power cut leaves: the file and its log, before the log is folded in.
    fs::copy_file(path(), folder_ / "torn");
    fs::copy_file(path() + "-wal", folder_ / "torn-wal");
  }
  const std::string file = read_file(folder_ / "torn"), log = read_file(folder_ / "torn-wal");
  std::int64_t before = 0;
  for (std::size_t keep = 0; keep <= log.size(); keep += std::max<std::size_t>(1, log.size() / 31)) {
    write_file(path(), file);
    write_file(path() + "-wal", log.substr(0, keep));
    fs::remove(path() + "-shm");
    const auto newsroom = Newsroom::open({.path = path()});
    ASSERT_TRUE(newsroom) << newsroom.error().message << " with " << keep << " bytes of log";
    const std::int64_t articles = (*newsroom)->edition(1).value().article_count;
    EXPECT_EQ(articles % kBatch, 0) << keep;
    EXPECT_GE(articles, before) << "more of the log never holds less";
    before = articles;
  }
  EXPECT_GT(before, 0);
}

TEST_F(DamagedDatabase, OnAFullDiskKeepsWhatWasCommitted) {
  ASSERT_TRUE(put(0, 10));
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // No file may grow past this: to SQLite it is a disk that is full.
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit full{256 << 10, 256 << 10};
    ::setrlimit(RLIMIT_FSIZE, &full);
    ::_exit(put(10, 5000) ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "a full disk must be told";
  const auto newsroom = Newsroom::open({.path = path()});
  ASSERT_TRUE(newsroom) << newsroom.error().message;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE((*newsroom)->find(berth(i).id)) << i;
  EXPECT_EQ((*newsroom)->edition(1).value().article_count % 10, 0) << "no half of a commit";
}

}  // namespace
}  // namespace newsloom
