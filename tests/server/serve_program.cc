#include "server/serve_program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace newsloom::server_test {

ServeProgram::ServeProgram(const std::string& database, const std::string& toml) {
  folder_ = ::testing::TempDir() + "/newsloom-serve-XXXXXX";
  std::array<int, 2> ends{};
  if (::mkdtemp(folder_.data()) == nullptr || ::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no folder or pipe");
  std::vector<std::string> words = {NEWSLOOM_BINARY, "serve",
                                    "--db",          database.empty() ? folder_ + "/news.db" : database,
                                    "--web-root",    std::string(NEWSLOOM_SOURCE_DIR) + "/web"};
  if (toml.empty() || toml.find("listen") == std::string::npos)
    words.insert(words.end(), {"--listen", "127.0.0.1:0"});
  if (!toml.empty()) {
    std::ofstream(folder_ + "/newsloom.toml") << toml;
    words.insert(words.end(), {"--config", folder_ + "/newsloom.toml"});
  }
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const std::string errors = folder_ + "/errors";
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT, 0600);
  const int failed = ::posix_spawn(&child_, NEWSLOOM_BINARY, &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) throw std::runtime_error("cannot start " NEWSLOOM_BINARY);
  char c = 0;
  while (::read(ends[0], &c, 1) == 1 && c != '\n') address_ += c;
  ::close(ends[0]);
}

ServeProgram::~ServeProgram() {
  if (child_ > 0) end_by(SIGKILL);
  std::filesystem::remove_all(folder_);
}

int ServeProgram::port() const { return std::atoi(address_.substr(address_.rfind(':') + 1).c_str()); }

std::string ServeProgram::errors() const {
  std::ifstream file(folder_ + "/errors");
  return {std::istreambuf_iterator<char>(file), {}};
}

int ServeProgram::end_by(int signal) {
  int status = 0;
  ::kill(child_, signal);
  ::waitpid(child_, &status, 0);
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace newsloom::server_test
