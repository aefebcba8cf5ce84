// Accepts clients and gives each a coroutine on a strand of its own. All state that threads share is the set
// of open connections, behind one mutex that is held for a few instructions.
#include "newsloom/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cctype>
#include <exception>
#include <mutex>
#include <set>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "server/address.h"
#include "server/connection.h"
#include "server/listen_address.h"
#include "server/other_sites.h"
#include "server/site.h"
#include "server/web_root.h"

namespace newsloom {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;
using server::Connection;

constexpr auto kNoThrow = net::as_tuple(net::use_awaitable);

// Between two tries when the machine has no file descriptor left for another client.
constexpr std::chrono::milliseconds kOutOfDescriptors{50};

}  // namespace

struct Server::Impl {
  Impl(ServerOptions given, server::Site made, Env outer)
      : options(std::move(given)),
        env(std::move(outer)),
        site(std::move(made)),
        patience{options.request_timeout, options.idle_timeout, options.answer_timeout} {}

  ServerOptions options;
  Env env;
  server::Site site;
  server::Patience patience;
  std::shared_ptr<net::io_context> io = std::make_shared<net::io_context>();
  net::strand<net::io_context::executor_type> door =
      net::make_strand(*io);  ///< of acceptor and last_requests
  tcp::acceptor acceptor{door};
  net::steady_timer last_requests{door};
  int port = 0;
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::set<std::shared_ptr<Connection>> open;  ///< guarded by mutex

  Result<void> bind(const server::ListenAddress& address);
  net::awaitable<void> accept();
  void take(tcp::socket socket);
  void forget(const std::shared_ptr<Connection>& connection);
  void close_door();
};

Result<void> Server::Impl::bind(const server::ListenAddress& address) {
  const tcp::endpoint endpoint{net::ip::make_address(address.ip), address.port};
  error_code error;
  if (acceptor.open(endpoint.protocol(), error) ||
      acceptor.set_option(net::socket_base::reuse_address(true), error) || acceptor.bind(endpoint, error) ||
      acceptor.listen(net::socket_base::max_listen_connections, error)) {
    return fail(ErrorCode::kUnavailable, "cannot listen: " + error.message(), options.listen);
  }
  port = acceptor.local_endpoint().port();
  return {};
}

net::awaitable<void> Server::Impl::accept() {
  while (!stopping) {
    auto [error, socket] = co_await acceptor.async_accept(net::make_strand(*io), kNoThrow);
    if (!error) {
      take(std::move(socket));
    } else if (!stopping) {
      env.log(LogLevel::kWarning, fmt::format("cannot accept a client: {}", error.message()));
      net::steady_timer pause{co_await net::this_coro::executor, kOutOfDescriptors};
      co_await pause.async_wait(kNoThrow);
    }
  }
}

void Server::Impl::take(tcp::socket socket) {
  if (stopping) return;  // taken while the door was being closed
  error_code error;
  // Without it a page still arrives, up to 40 ms later.
  std::ignore = socket.set_option(tcp::no_delay(true), error);
  auto connection = std::make_shared<Connection>(std::move(socket), io, site, patience);
  bool room = false;
  {
    const std::lock_guard lock(mutex);
    room = open.size() < options.max_connections;
    open.insert(connection);
  }
  net::co_spawn(connection->executor(), room ? connection->serve() : connection->refuse(),
                [this, connection](const std::exception_ptr& failure) {
                  // Only our own mistakes throw here; they cost this client its connection and nobody else.
                  if (failure) env.log(LogLevel::kError, "a request ended by an exception");
                  forget(connection);
                });
}

void Server::Impl::forget(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex);
  open.erase(connection);
  if (stopping && open.empty()) net::dispatch(door, [this] { last_requests.cancel(); });
}

void Server::Impl::close_door() {
  error_code error;
  std::ignore = acceptor.close(error);  // closed it is in any case
  const std::lock_guard lock(mutex);
  if (open.empty()) return;
  last_requests.expires_after(options.stop_timeout);
  last_requests.async_wait([this](error_code cancelled) {
    if (!cancelled) io->stop();
  });
  for (const auto& connection : open) connection->leave();
}

namespace {

/// Options as the rest of the server takes for granted.
Result<void> check(const ServerOptions& options, const server::ListenAddress& address, const Access& access) {
  const auto wrong = [](const char* what, const std::string& where) {
    return fail(ErrorCode::kInvalidArgument, what, where);
  };
  if (options.threads < 1) return wrong("needs at least one thread", "threads");
  const std::string& base = options.base_path;
  const bool plain = std::ranges::all_of(base, [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("/-._~").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (!base.empty() &&
      (!plain || base[0] != '/' || base.back() == '/' || base.find("//") != std::string::npos))
    return wrong("base_path looks like /news: plain letters, a slash before and none behind", base);
  for (const std::string& proxy : options.trusted_proxies)
    if (!server::Network::parse(proxy))
      return wrong("a trusted proxy is an address or a network as 10.0.0.0/8", proxy);
  for (const std::string& origin : options.other_sites)
    if (!server::is_origin(origin))
      return wrong("another site is named by its origin: https://blog.example", origin);
  if (!options.other_sites.empty() && options.mode != SiteMode::kPublic)
    return wrong("only a public site may be asked from pages of other sites", "other_sites");
  if (!address.loopback && !access.has_password())
    return wrong("listening beyond this machine needs a password: set one with `newsloom password --db FILE`",
                 options.listen);
  return {};
}

}  // namespace

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Newsroom& newsroom, Env env) {
  const auto address = server::parse_listen_address(options.listen);
  if (!address) return std::unexpected(address.error());
  if (auto checked = check(options, *address, newsroom.access()); !checked)
    return std::unexpected(checked.error());
  if (options.web_root.empty()) {
    auto found = server::find_web_root();
    if (!found) return std::unexpected(found.error());
    options.web_root = *found;
  }
  auto site = server::Site::load(options, address->loopback, newsroom, env);
  if (!site) return std::unexpected(site.error());
  auto impl = std::make_unique<Impl>(std::move(options), std::move(*site), std::move(env));
  if (auto bound = impl->bind(*address); !bound) return std::unexpected(bound.error());
  auto key = newsroom.offer_hand_over(impl->port);
  if (!key) return std::unexpected(key.error());
  impl->site.door().take_hand_over_key(std::move(*key));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

const std::string& Server::one_time_key() const { return impl_->site.door().one_time_key(); }

int Server::port() const { return impl_->port; }

void Server::run() {
  net::co_spawn(impl_->door, impl_->accept(), [](const std::exception_ptr&) {});
  std::vector<std::jthread> others;
  for (int i = 1; i < impl_->options.threads; ++i) others.emplace_back([this] { impl_->io->run(); });
  impl_->io->run();
}

void Server::stop() {
  if (impl_->stopping.exchange(true)) return;
  net::post(impl_->door, [this] { impl_->close_door(); });
}

}  // namespace newsloom
