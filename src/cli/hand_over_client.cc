#include "cli/hand_over_client.h"

#include <fmt/format.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

namespace newsloom::cli {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

}  // namespace

struct HandOverClient::Impl {
  net::io_context io;
  beast::tcp_stream stream{io};
  beast::flat_buffer buffer;
  HandOver where;
  std::string host;
};

HandOverClient::HandOverClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HandOverClient::~HandOverClient() = default;

Result<std::unique_ptr<HandOverClient>> HandOverClient::connect(const HandOver& where) {
  auto impl = std::make_unique<Impl>();
  impl->where = where;
  beast::error_code error;
  for (const char* ip : {"127.0.0.1", "::1"}) {
    const net::ip::tcp::endpoint endpoint{net::ip::make_address(ip), static_cast<std::uint16_t>(where.port)};
    impl->stream.close();
    if (impl->stream.socket().connect(endpoint, error)) continue;
    impl->host = endpoint.address().is_v6() ? fmt::format("[{}]:{}", ip, where.port)
                                            : fmt::format("{}:{}", ip, where.port);
    return std::unique_ptr<HandOverClient>(new HandOverClient(std::move(impl)));
  }
  return fail(ErrorCode::kUnavailable,
              fmt::format("process {} does not answer at port {} of this machine: {}", where.pid, where.port,
                          error.message()));
}

Result<HandOverClient::Answer> HandOverClient::ask(const std::string& method, const std::string& target,
                                                   const std::string& content_type, std::string body) {
  http::request<http::string_body> request{http::string_to_verb(method), target, 11};
  request.set(http::field::host, impl_->host);
  request.set(http::field::authorization, "Bearer " + impl_->where.key);
  if (!content_type.empty()) request.set(http::field::content_type, content_type);
  request.body() = std::move(body);
  request.prepare_payload();
  beast::error_code error;
  http::write(impl_->stream, request, error);
  http::response<http::string_body> response;
  if (!error) http::read(impl_->stream, impl_->buffer, response, error);
  if (error)
    return fail(ErrorCode::kUnavailable,
                fmt::format("process {} ended in the middle of it: {}", impl_->where.pid, error.message()));
  return Answer{.status = static_cast<int>(response.result_int()), .body = std::move(response.body())};
}

Result<std::string> must_be_done(const Result<HandOverClient::Answer>& answer) {
  if (!answer) return std::unexpected(answer.error());
  if (answer->status >= 200 && answer->status < 300) return answer->body;
  const auto told = nlohmann::json::parse(answer->body, nullptr, false);
  const std::string message = told.is_object() ? told.value("message", "") : "";
  const ErrorCode code = answer->status == 404   ? ErrorCode::kNotFound
                         : answer->status == 400 ? ErrorCode::kInvalidArgument
                                                 : ErrorCode::kUnavailable;
  return fail(code, message.empty() ? fmt::format("the newsroom answered {}", answer->status) : message);
}

}  // namespace newsloom::cli
