// A running `newsloom serve` on a free port, as a person starts and ends it.
#pragma once

#include <sys/types.h>

#include <string>

namespace newsloom::server_test {

class ServeProgram {
 public:
  /// On `database`, or a new one that goes with it; with a configuration of `toml` where there is one.
  explicit ServeProgram(const std::string& database = {}, const std::string& toml = {});
  ~ServeProgram();
  ServeProgram(const ServeProgram&) = delete;
  ServeProgram& operator=(const ServeProgram&) = delete;

  /// The line it printed: "http://127.0.0.1:40321/?key=…"; empty if it did not start.
  const std::string& address() const { return address_; }
  int port() const;
  /// What it has said on standard error.
  std::string errors() const;
  /// Sends the signal and waits; the exit code, or -1 if it did not exit by itself.
  int end_by(int signal);

 private:
  std::string folder_, address_;
  pid_t child_ = -1;
};

}  // namespace newsloom::server_test
