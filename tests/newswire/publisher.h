// The newswire simulator: small publishers on loopback, with every bad habit that real ones have.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace newsloom::newswire {

/// What a client asked.
struct Asked {
  std::string target;                          ///< path and query
  std::map<std::string, std::string> headers;  ///< names in lower case
};

struct Answer {
  int status = 200;
  std::string body = {};
  std::string type = "text/html; charset=utf-8";
  std::map<std::string, std::string> headers = {};
  bool silent = false;   ///< takes the question and never answers
  bool endless = false;  ///< sends the body over and over, without an end
};

using Habit = std::function<Answer(const Asked&)>;

/// Runs publishers on a thread of its own.
class Wire {
 public:
  Wire();
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

 private:
  friend class Publisher;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// One publisher on a free port of a loopback address (127.0.0.1 to 127.255.255.254: each is a host of its
/// own, and a source of its own). What no page() says is answered with 404. Thread-safe. Does not outlive its
/// wire.
class Publisher {
 public:
  explicit Publisher(Wire& wire, const std::string& address = "127.0.0.1");
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  const std::string& address() const { return address_; }
  /// "http://127.0.0.1:4711" + `target`.
  std::string url(const std::string& target = "/") const;
  /// From now on `target` is answered like this.
  void page(const std::string& target, Answer answer);
  void page(const std::string& target, Habit habit);
  /// Everything asked so far, in order.
  std::vector<Asked> asked() const;
  /// How often `target` was asked.
  int times_asked(const std::string& target) const;
  /// The most connections that were open at one moment.
  int most_connections() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
  std::string address_;
};

/// `bytes` as gzip.
std::string gzip(const std::string& bytes);
/// `megabytes` of zeros as gzip, a thousandth of that long.
std::string gzip_bomb(std::size_t megabytes);

}  // namespace newsloom::newswire
