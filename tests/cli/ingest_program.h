// The real `newsloom ingest` as a process of its own, for tests that end it.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace newsloom {

/// Starts an ingest in the background, its output going to a file.
inline pid_t start_ingest(const std::string& db, const std::string& records, const std::string& out) {
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  const int file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  ::execl(NEWSLOOM_BINARY, NEWSLOOM_BINARY, "ingest", "--batch", "50", "--db", db.c_str(), records.c_str(),
          nullptr);
  ::_exit(127);
}

/// The number of the last whole `committed N` line: so many articles were acknowledged.
inline int committed(const std::string& out) {
  std::ifstream file(out);
  int last = 0;
  for (std::string line; std::getline(file, line);)
    if (!file.eof() && line.starts_with("committed ")) last = std::stoi(line.substr(10));
  return last;
}

}  // namespace newsloom
