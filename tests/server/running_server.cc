#include "server/running_server.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "newsloom/access.h"
#include "server/raw_client.h"

namespace newsloom::server_test {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().where + ": " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string temporary_folder() {
  std::string name = ::testing::TempDir() + "/newsloom-server-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder like " + name);
  return name;
}

}  // namespace

RunningServer::RunningServer(const ServerOptions& wanted, const std::string& password,
                             NewsroomOptions of_newsroom, const Env& env)
    : folder_(temporary_folder()) {
  of_newsroom.path = folder_ + "/news.db";
  newsroom_ = must(Newsroom::open(of_newsroom, env));
  if (!password.empty()) must(newsroom_->access().set_password(password));
  ServerOptions options = wanted;
  options.listen = "127.0.0.1:0";
  options.web_root = NEWSLOOM_SOURCE_DIR "/web";
  server_ = must(Server::start(options, *newsroom_, env));
  thread_ = std::jthread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
  stop();
  server_.reset();
  newsroom_.reset();
  std::filesystem::remove_all(folder_);
}

ArticleId RunningServer::publish(const Article& article) {
  must(newsroom_->add(article));
  must(newsroom_->commit());
  return must(newsroom_->find(article.id));
}

std::string RunningServer::sign_in() {
  const Answer answer = get(port(), "/?key=" + server_->one_time_key());
  const std::string cookie = answer.header("set-cookie");
  if (answer.status != 303 || cookie.empty()) throw std::runtime_error("the key opened nothing");
  return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

std::string RunningServer::form_token(const std::string& cookie) const {
  const std::string text = get(port(), "/feeds", cookie).body, before = "name=\"form_token\" value=\"";
  const std::size_t found = text.find(before);
  if (found == std::string::npos) throw std::runtime_error("no form on the page of the feeds");
  const std::size_t start = found + before.size();
  return text.substr(start, text.find('"', start) - start);
}

void RunningServer::stop() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace newsloom::server_test
