#include "newswire/publisher.h"

#include <zlib.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace newsloom::newswire {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;

struct Wire::Impl {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread{[this] { context.run(); }};
};

Wire::Wire() : impl_(std::make_unique<Impl>()) {}
Wire::~Wire() {
  impl_->context.stop();
  impl_->thread.join();
}

struct Publisher::State {
  explicit State(asio::io_context& context, const std::string& address)
      : acceptor(context, Tcp::endpoint(asio::ip::make_address(address), 0)) {}

  Tcp::acceptor acceptor;
  mutable std::mutex mutex;
  std::map<std::string, Habit> pages;
  std::vector<Asked> asked;
  int connections = 0, most_connections = 0;

  Answer answer(const Asked& question) {
    Habit habit;
    {
      const std::lock_guard lock(mutex);
      asked.push_back(question);
      const auto found = pages.find(question.target);
      if (found != pages.end()) habit = found->second;
    }
    return habit ? habit(question) : Answer{.status = 404, .body = "nothing here"};
  }
};

namespace {

/// A client that goes away is how every conversation ends.
constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);

/// Is the client still there?
asio::awaitable<bool> send(Tcp::socket& socket, const Answer& answer, unsigned version, bool keep) {
  http::response<http::string_body> response(static_cast<http::status>(answer.status), version);
  response.set(http::field::content_type, answer.type);
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  response.body() = answer.body;
  response.keep_alive(keep);
  if (answer.status != 304) response.prepare_payload();
  const auto [error, sent] = co_await http::async_write(socket, response, kNoThrow);
  co_return !error;
}

asio::awaitable<void> send_endless(Tcp::socket& socket, const Answer& answer) {
  std::string piece = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + answer.type + "\r\n\r\n";
  while (true) {
    const auto [error, sent] = co_await asio::async_write(socket, asio::buffer(piece), kNoThrow);
    if (error) co_return;
    piece = answer.body;
  }
}

template <class State>
asio::awaitable<void> converse(std::shared_ptr<State> state, Tcp::socket socket) {
  boost::beast::flat_buffer buffer;
  for (bool there = true; there;) {
    http::request<http::string_body> request;
    if (const auto [error, size] = co_await http::async_read(socket, buffer, request, kNoThrow); error) break;
    Asked asked{.target = std::string(request.target()), .headers = {}};
    for (const auto& field : request) {
      std::string name(field.name_string());
      std::ranges::transform(name, name.begin(),
                             [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      asked.headers[name] = std::string(field.value());
    }
    const Answer answer = state->answer(asked);
    if (answer.endless) {
      co_await send_endless(socket, answer);
      break;
    }
    if (answer.silent) {
      char nothing = 0;
      const auto [error, size] = co_await asio::async_read(socket, asio::buffer(&nothing, 1), kNoThrow);
      if (error) break;
    }
    there = co_await send(socket, answer, request.version(), request.keep_alive()) && request.keep_alive();
  }
  const std::lock_guard lock(state->mutex);
  --state->connections;
}

template <class State>
asio::awaitable<void> accept(std::shared_ptr<State> state) {
  while (true) {
    auto [error, socket] = co_await state->acceptor.async_accept(kNoThrow);
    if (error) co_return;  // the publisher closed
    {
      const std::lock_guard lock(state->mutex);
      state->most_connections = std::max(state->most_connections, ++state->connections);
    }
    asio::co_spawn(state->acceptor.get_executor(), converse(state, std::move(socket)), asio::detached);
  }
}

}  // namespace

Publisher::Publisher(Wire& wire, const std::string& address)
    : state_(std::make_shared<State>(wire.impl_->context, address)), address_(address) {
  asio::co_spawn(wire.impl_->context, accept(state_), asio::detached);
}

Publisher::~Publisher() {
  asio::post(state_->acceptor.get_executor(), [state = state_] { state->acceptor.close(); });
}

std::string Publisher::url(const std::string& target) const {
  return "http://" + address_ + ":" + std::to_string(state_->acceptor.local_endpoint().port()) + target;
}

void Publisher::page(const std::string& target, Answer answer) {
  page(target, [answer = std::move(answer)](const Asked&) { return answer; });
}

void Publisher::page(const std::string& target, Habit habit) {
  const std::lock_guard lock(state_->mutex);
  state_->pages[target] = std::move(habit);
}

std::vector<Asked> Publisher::asked() const {
  const std::lock_guard lock(state_->mutex);
  return state_->asked;
}

int Publisher::times_asked(const std::string& target) const {
  int times = 0;
  for (const Asked& one : asked()) times += one.target == target ? 1 : 0;
  return times;
}

int Publisher::most_connections() const {
  const std::lock_guard lock(state_->mutex);
  return state_->most_connections;
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gzip_bomb(std::size_t megabytes) { return gzip(std::string(megabytes << 20, '\0')); }

}  // namespace newsloom::newswire
