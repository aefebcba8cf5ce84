// An ingest that is killed at any moment has lost nothing that it acknowledged, and the same ingest again
// neither doubles nor loses anything.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "cli/ingest_program.h"
#include "cli/program.h"
#include "newsloom/newsroom.h"

namespace newsloom::cli_test {
namespace {

constexpr int kRecords = 3000;

/// NEWSLOOM_KILLS asks for more: `make soak` does.
int kills() {
  const char* const wanted = std::getenv("NEWSLOOM_KILLS");
  return wanted ? std::max(1, std::atoi(wanted)) : 20;
}

std::string invented_records() {
  std::string out;
  for (int i = 0; i < kRecords; ++i) {
    Article article;
    article.id = "record-" + std::to_string(i);
    article.kind = ArticleKind::kArticle;
    article.title = "Harbour notice " + std::to_string(i) + " of berth " + std::to_string(i % 97);
    article.text = "Berth " + std::to_string(i * 7919 % 10007) +
                   " of the Orsola harbour is closed to ship number " + std::to_string(i * 104729 % 100003) +
                   " until the tide turns.";
    article.lang = "en";
    if (i % 10 == 0) {
      article.related = {{.url = {},
                          .title = "Tide table " + std::to_string(i),
                          .summary = "High water comes at " + std::to_string(i % 24) + " hours.",
                          .agency = {},
                          .dateline = {},
                          .published = {}}};
    }
    out += to_json(article) + "\n";
  }
  return out;
}
constexpr int kTeasers = kRecords / 10;

std::int64_t articles_in(const std::string& db) {
  const auto newsroom = Newsroom::open({.path = db});
  if (!newsroom) {
    ADD_FAILURE() << newsroom.error().where << ": " << newsroom.error().message;
    return -1;
  }
  return (*newsroom)->edition(1).value().article_count;
}

TEST(Kill, LosesNothingAcknowledgedAndTheSameIngestAgainNeitherDoublesNorLoses) {
  const Folder folder;
  const std::string db = folder.path("news.db"), out = folder.path("out");
  const std::string records = folder.write("records.jsonl", invented_records());
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  int safe = 0, struck = 0;
  for (int kill = 0; kill < kills(); ++kill) {
    const pid_t pid = start_ingest(db, records, out);
    ::usleep(random() % 120'000);  // the moment of the blow, not a wait for anything
    ::kill(pid, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(pid, &status, 0), pid);
    struck += WIFSIGNALED(status) ? 1 : 0;
    safe = std::max(safe, committed(out));
    const auto newsroom = Newsroom::open({.path = db});
    ASSERT_TRUE(newsroom) << newsroom.error().where << ": " << newsroom.error().message;
    for (int i = 0; i < safe; i += 37)
      EXPECT_TRUE((*newsroom)->find("record-" + std::to_string(i))) << i << " of " << safe;
    if (safe > 0) {
      EXPECT_TRUE((*newsroom)->find("record-" + std::to_string(safe - 1)));
    }
  }
  EXPECT_GT(struck, 0) << "no ingest lived long enough to be killed";
  const Ended whole = run_newsloom({"ingest", "--db", db, records});
  ASSERT_EQ(whole.status, 0) << whole.err;
  EXPECT_EQ(articles_in(db), kRecords + kTeasers);
  const Ended again = run_newsloom({"ingest", "--db", db, records});
  EXPECT_NE(again.out.find("\"articles\":0,\"updated\":0,\"skipped\":" + std::to_string(kRecords)),
            std::string::npos)
      << again.out;
  EXPECT_EQ(articles_in(db), kRecords + kTeasers);
}

TEST(Kill, CtrlCKeepsWhatWasTakenAndEndsWith130) {
  const Folder folder;
  const std::string db = folder.path("news.db"), out = folder.path("out");
  const std::string records = folder.write("records.jsonl", invented_records());
  const pid_t pid = start_ingest(db, records, out);
  while (committed(out) == 0) ::usleep(1000);
  ::kill(pid, SIGINT);
  int status = 0;
  ASSERT_EQ(::waitpid(pid, &status, 0), pid);
  ASSERT_TRUE(WIFEXITED(status));
  const int taken = committed(out);
  EXPECT_TRUE(WEXITSTATUS(status) == 130 || taken == kRecords) << WEXITSTATUS(status);
  EXPECT_GE(articles_in(db), taken);
}

}  // namespace
}  // namespace newsloom::cli_test
