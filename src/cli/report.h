// What commands tell on standard error.
#pragma once

#include <cstdint>
#include <string_view>

#include "newsloom/env.h"
#include "newsloom/result.h"

namespace newsloom::cli {

/// How the program ends. Part of the command line's contract.
enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kInterrupted = 130 };

/// Prints "newsloom: <where>: <message>" and gives the exit code that belongs to it.
int report(const Error& error);

/// The library's log, on standard error.
Log log_to_stderr();

/// From now on Ctrl-C (SIGINT) and SIGTERM no longer end the program but are told by interrupted(). A second
/// one ends it at once.
void watch_for_interrupts();
bool interrupted();

/// Tells now and then how far a command is: a line that rewrites itself on a terminal, a line every ten
/// seconds elsewhere.
class Progress {
 public:
  explicit Progress(std::string_view verb);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::int64_t pages);

 private:
  void print(std::int64_t pages, double seconds);

  std::string_view verb_;
  bool terminal_;
  double started_, printed_;
};

}  // namespace newsloom::cli
