// The command `newsloom serve` as a person starts and ends it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "server/raw_client.h"

namespace newsloom::server_test {
namespace {

using ::testing::StartsWith;

/// A running `newsloom serve` on a new database and a free port.
class ServeProgram {
 public:
  ServeProgram() {
    folder_ = ::testing::TempDir() + "/newsloom-serve-XXXXXX";
    std::array<int, 2> ends{};
    if (::mkdtemp(folder_.data()) == nullptr || ::pipe(ends.data()) != 0)
      throw std::runtime_error("no folder or pipe");
    std::array<std::string, 8> words = {
        NEWSLOOM_BINARY, "serve",       "--db",       folder_ + "/news.db",
        "--listen",      "127.0.0.1:0", "--web-root", NEWSLOOM_SOURCE_DIR "/web"};
    std::array<char*, 9> argv{};
    for (std::size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_addclose(&actions, ends[0]);
    const int failed = ::posix_spawn(&child_, NEWSLOOM_BINARY, &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) throw std::runtime_error("cannot start " NEWSLOOM_BINARY);
    char c = 0;
    while (::read(ends[0], &c, 1) == 1 && c != '\n') address_ += c;
    ::close(ends[0]);
  }

  ~ServeProgram() {
    if (child_ > 0) end_by(SIGKILL);
    std::filesystem::remove_all(folder_);
  }
  ServeProgram(const ServeProgram&) = delete;
  ServeProgram& operator=(const ServeProgram&) = delete;

  /// The line it printed: "http://127.0.0.1:40321/".
  const std::string& address() const { return address_; }
  int port() const { return std::atoi(address_.substr(address_.rfind(':') + 1).c_str()); }

  /// Sends the signal and waits; the exit code, or -1 if it did not exit by itself.
  int end_by(int signal) {
    int status = 0;
    ::kill(child_, signal);
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  std::string folder_, address_;
  pid_t child_ = -1;
};

TEST(ServeCommand, PrintsItsAddressAndAnswersThere) {
  const ServeProgram program;
  EXPECT_THAT(program.address(), StartsWith("http://127.0.0.1:"));
  EXPECT_EQ(get(program.port(), "/healthz").body, "ok\n");
  EXPECT_EQ(get(program.port(), "/").status, 200);
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
