#include "server/running_server.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

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

RunningServer::RunningServer(const ServerOptions& wanted) : folder_(temporary_folder()) {
  NewsroomOptions of_newsroom;
  of_newsroom.path = folder_ + "/news.db";
  newsroom_ = must(Newsroom::open(of_newsroom));
  ServerOptions options = wanted;
  options.listen = "127.0.0.1:0";
  options.web_root = NEWSLOOM_SOURCE_DIR "/web";
  server_ = must(Server::start(options, *newsroom_));
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

void RunningServer::stop() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace newsloom::server_test
