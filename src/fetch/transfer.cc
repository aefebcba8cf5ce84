#include "fetch/transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch/address_rule.h"
#include "text/utf8.h"

namespace newsloom::fetch {
namespace {

/// Of all header lines of one answer: real ones have 1 to 8 kB.
constexpr std::size_t kMostHeaderBytes = 64 * 1024;

std::string header_value(std::string_view name, const std::string& value) {
  std::string line = fmt::format("{}: {}", name, value);
  std::erase_if(line, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return line;
}

}  // namespace

Transfer::Transfer(const HttpOptions& options, const Request& request, const std::string& url,
                   bool may_loopback)
    : easy_(curl_easy_init()), url_(url), max_bytes_(request.max_bytes), may_loopback_(may_loopback) {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);  // each step is checked by the loop
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NETRC, CURL_NETRC_IGNORED);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");  // whatever this libcurl can undo: gzip, br, zstd, …
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  set_headers(request);
}

Transfer::~Transfer() = default;

void Transfer::set_headers(const Request& request) {
  curl_slist* list = nullptr;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) list = curl_slist_append(list, header_value(name, value).c_str());
  };
  add("Accept", request.accept);
  add("If-None-Match", request.etag.value_or(""));
  add("If-Modified-Since", request.last_modified.value_or(""));
  headers_out_.reset(list);
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, list);
}

std::size_t Transfer::on_body(const char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (transfer.body_.size() + one * count > transfer.max_bytes_) {
    transfer.too_large_ = true;
    return 0;  // ends the transfer
  }
  transfer.body_.append(bytes, one * count);
  return one * count;
}

std::size_t Transfer::on_header(const char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line = text::trim(std::string_view(bytes, one * count));
  transfer.header_bytes_ += line.size();
  if (transfer.header_bytes_ > kMostHeaderBytes) {
    transfer.too_large_ = true;
    return 0;
  }
  // The last answer counts: a 100 Continue comes before it.
  if (line.starts_with("HTTP/")) transfer.headers_.clear();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return one * count;
  std::size_t repaired = 0;
  transfer.headers_.emplace_back(text::lower(text::repair_utf8(text::trim(line.substr(0, colon)), repaired)),
                                 text::repair_utf8(text::trim(line.substr(colon + 1)), repaired));
  return one * count;
}

curl_socket_t Transfer::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  const bool allowed = is_public(address->addr) || (transfer.may_loopback_ && is_loopback(address->addr));
  if (purpose != CURLSOCKTYPE_IPCXN || !allowed) {
    transfer.refused_address_ = text_of(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Result<Response> Transfer::outcome(CURLcode code) {
  if (too_large_)
    return fail(ErrorCode::kTooLarge, fmt::format("the answer is longer than {} bytes", max_bytes_), url_);
  if (code != CURLE_OK && !refused_address_.empty())
    return fail(ErrorCode::kDenied,
                fmt::format("leads to {}, which is not on the public internet", refused_address_), url_);
  if (code == CURLE_OPERATION_TIMEDOUT) return fail(ErrorCode::kTimeout, "does not answer in time", url_);
  if (code == CURLE_COULDNT_RESOLVE_HOST)
    return fail(ErrorCode::kUnavailable, "this host is not known", url_);
  if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
    return fail(ErrorCode::kInvalidArgument, "no http or https address", url_);
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR)
    return fail(ErrorCode::kUnavailable,
                fmt::format("its certificate is not trusted ({})", curl_easy_strerror(code)), url_);
  if (code != CURLE_OK) return fail(ErrorCode::kUnavailable, curl_easy_strerror(code), url_);
  Response response;
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  response.page.input = url_;
  response.page.url = url_;
  response.page.headers = std::move(headers_);
  response.page.body = std::move(body_);
  response.page.content_type = response.header("content-type");
  return response;
}

}  // namespace newsloom::fetch
