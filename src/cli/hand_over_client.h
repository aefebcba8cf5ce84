// A running `newsloom serve` that owns a database, as another process of the same account asks it.
#pragma once

#include <memory>
#include <string>

#include "newsloom/result.h"
#include "newsroom/hand_over.h"

namespace newsloom::cli {

/// One connection on loopback. One thread.
class HandOverClient {
 public:
  struct Answer {
    int status = 0;
    std::string body;
  };

  /// Errors: kUnavailable (nobody answers there).
  static Result<std::unique_ptr<HandOverClient>> connect(const HandOver& where);
  ~HandOverClient();
  HandOverClient(const HandOverClient&) = delete;
  HandOverClient& operator=(const HandOverClient&) = delete;

  /// Errors: kUnavailable (it ended meanwhile; whether the work was done is not known).
  Result<Answer> ask(const std::string& method, const std::string& target, const std::string& content_type,
                     std::string body);

 private:
  struct Impl;
  explicit HandOverClient(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Its answer where it was 2xx, else the error that it names.
Result<std::string> must_be_done(const Result<HandOverClient::Answer>& answer);

}  // namespace newsloom::cli
