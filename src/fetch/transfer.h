// One HTTP exchange: a libcurl handle, what came back, and what was refused.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fetch/http_client.h"

namespace newsloom::fetch {

/// Asks for one URL, follows nothing. Lives on the loop's thread; its address must not change while it is
/// under way.
class Transfer {
 public:
  /// `may_loopback`: this host may lie on the machine itself.
  Transfer(const HttpOptions& options, const Request& request, const std::string& url, bool may_loopback);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() const { return easy_.get(); }
  /// Status, headers and body once libcurl is done with it. Errors: kDenied (the address), kTooLarge,
  /// kTimeout, kUnavailable.
  Result<Response> outcome(CURLcode code);

 private:
  static std::size_t on_body(const char* bytes, std::size_t one, std::size_t count, void* self);
  static std::size_t on_header(const char* bytes, std::size_t one, std::size_t count, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  void set_headers(const Request& request);

  struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::unique_ptr<curl_slist, FreeList> headers_out_;
  std::string url_;
  std::size_t max_bytes_;
  bool may_loopback_;
  bool too_large_ = false;
  std::size_t header_bytes_ = 0;
  std::string refused_address_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string body_;
};

}  // namespace newsloom::fetch
