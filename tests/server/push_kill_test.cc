// A server that is killed at any moment, while articles are pushed and an ingest hands over to it, has lost
// nothing that it acknowledged.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "cli/ingest_program.h"
#include "newsloom/access.h"
#include "newsloom/newsroom.h"
#include "server/raw_client.h"
#include "server/serve_program.h"

namespace newsloom::server_test {
namespace {

namespace fs = std::filesystem;

constexpr int kPushers = 3;
constexpr int kHandedOver = 400;

/// NEWSLOOM_KILLS asks for more: `make soak` does.
int kills() {
  const char* const wanted = std::getenv("NEWSLOOM_KILLS");
  return wanted ? std::max(1, std::atoi(wanted)) : 6;
}

Article notice(const std::string& id, int number) {
  Article article;
  article.id = id;
  article.kind = ArticleKind::kArticle;
  article.title = "Harbour notice " + id + " of berth " + std::to_string(number % 97);
  article.text = "Berth " + std::to_string(number * 7919 % 10007) +
                 " of the Orsola harbour is closed to ship " + std::to_string(number * 104729 % 100003) +
                 " until the tide turns.";
  article.lang = "en";
  return article;
}

/// Pushes one article after the other until the server is gone; the ids of those that it answered for, which
/// `answered` counts.
std::vector<std::string> push_until_gone(int port, const std::string& token, const std::string& prefix,
                                         std::atomic<int>& answered) {
  std::vector<std::string> acknowledged;
  RawClient client(port);
  for (int i = 0; client.connected(); ++i) {
    const std::string id = prefix + "-" + std::to_string(i), body = to_json(notice(id, i));
    client.send(
        fmt::format("PUT /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    "Authorization: Bearer {}\r\nContent-Length: {}\r\n\r\n{}",
                    token, body.size(), body));
    const Answer answer = client.read_answer();
    if (answer.status == 0) break;
    if (answer.status != 201) continue;
    acknowledged.push_back(id);
    ++answered;
    answered.notify_one();
  }
  ++answered;  // the server is gone: nobody need wait any more
  answered.notify_one();
  return acknowledged;
}

class PushKill : public testing::Test {
 protected:
  PushKill() : folder_(fs::temp_directory_path() / ("newsloom-push-kill-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    token_ = (*Newsroom::open({.path = path("news.db")}))->access().add_token("pusher").value();
  }
  ~PushKill() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write_records(int round) const {
    std::ofstream file(path("records.jsonl"));
    for (int i = 0; i < kHandedOver; ++i) file << to_json(notice(handed_over(round, i), i)) << "\n";
    return path("records.jsonl");
  }
  static std::string handed_over(int round, int i) {
    return "handed-" + std::to_string(round) + "-" + std::to_string(i);
  }

  fs::path folder_;
  std::string token_;
};

TEST_F(PushKill, LosesNothingThatWasAcknowledged) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::size_t pushed_in_all = 0;
  int handed_over_in_all = 0;
  for (int round = 0; round < kills(); ++round) {
    const std::string records = write_records(round);
    ServeProgram server(path("news.db"));
    ASSERT_NE(server.address(), "") << server.errors();
    const pid_t ingest = start_ingest(path("news.db"), records, path("out"));
    std::vector<std::vector<std::string>> acknowledged(kPushers);
    std::atomic<int> answered = 0;
    {
      std::vector<std::jthread> pushers;
      for (int i = 0; i < kPushers; ++i)
        pushers.emplace_back([&, i] {
          acknowledged[static_cast<std::size_t>(i)] = push_until_gone(
              server.port(), token_, std::to_string(round) + "-" + std::to_string(i), answered);
        });
      // Every other blow falls before the first answer or soon after, on a slow machine too.
      if (round % 2 == 0) answered.wait(0);
      ::usleep(random() % 300'000);  // the moment of the blow, not a wait for anything
      server.end_by(SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(ingest, &status, 0), ingest);
    const auto newsroom = Newsroom::open({.path = path("news.db")});
    ASSERT_TRUE(newsroom) << newsroom.error().where << ": " << newsroom.error().message;
    for (const auto& ids : acknowledged) {
      pushed_in_all += ids.size();
      for (const std::string& id : ids) EXPECT_TRUE((*newsroom)->find(id)) << id;
    }
    const int safe = committed(path("out"));
    handed_over_in_all += safe;
    for (int i = 0; i < safe; ++i)
      EXPECT_TRUE((*newsroom)->find(handed_over(round, i))) << i << " of " << safe;
  }
  EXPECT_GT(pushed_in_all, 0u);
  RecordProperty("pushed", std::to_string(pushed_in_all));
  RecordProperty("handed_over", handed_over_in_all);
}

TEST_F(PushKill, AnIngestBesideAServerGivesItItsArticles) {
  ServeProgram server(path("news.db"));
  const pid_t ingest = start_ingest(path("news.db"), write_records(0), path("out"));
  int status = 0;
  ASSERT_EQ(::waitpid(ingest, &status, 0), ingest);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(committed(path("out")), kHandedOver);
  EXPECT_NE(
      get(server.port(), "/api/v1/edition").body.find("\"article_count\":" + std::to_string(kHandedOver)),
      std::string::npos);
  EXPECT_EQ(server.end_by(SIGTERM), 0);
}

}  // namespace
}  // namespace newsloom::server_test
