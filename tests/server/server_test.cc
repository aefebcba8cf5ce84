// The server over real sockets: routes, headers, limits, hostile clients, the end.
#include "newsloom/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string article_path(ArticleId id) { return "/article/" + std::to_string(number(id)); }

TEST(ServerRoutes, HealthzSaysOk) {
  RunningServer server;
  const Answer answer = get(server.port(), "/healthz");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "ok\n");
  EXPECT_EQ(answer.header("content-type"), "text/plain; charset=utf-8");
}

TEST(ServerRoutes, AnEmptyNewsroomSaysWhatToDo) {
  RunningServer server;
  const Answer answer = get(server.port(), "/");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("newsloom ingest"));
}

TEST(ServerRoutes, APublishedArticleHasAPageAStoryAndAPlaceOnTheFrontPage) {
  RunningServer server;
  const ArticleId id = server.publish(sea_wall_article());
  const Answer page = get(server.port(), article_path(id) + "?from=anywhere");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("<h1>Harbour board votes to rebuild the old sea wall</h1>"));
  const auto stored = server.newsroom().article_page(id);
  ASSERT_TRUE(stored);
  const Answer story = get(server.port(), "/story/" + std::to_string(number(stored->story)));
  EXPECT_EQ(story.status, 200);
  EXPECT_THAT(story.body, HasSubstr(article_path(id)));
  EXPECT_THAT(get(server.port(), "/").body, HasSubstr("Harbour board votes to rebuild the old sea wall"));
}

TEST(ServerRoutes, EverythingElseIsNotFound) {
  RunningServer server;
  server.publish(sea_wall_article());
  for (const char* target : {"/article",
                             "/article/",
                             "/article/0",
                             "/article/-1",
                             "/article/+1",
                             "/article/01",
                             "/article/1x",
                             "/article/1/",
                             "/article/99",
                             "/article/2147483647",
                             "/article/2147483648",
                             "/article/99999999999999999999",
                             "/article/%31",
                             "/story/0",
                             "/story/99",
                             "/story/one",
                             "/nothing",
                             "//",
                             "/static",
                             "/static/",
                             "/static/none.css",
                             "/HEALTHZ"}) {
    const Answer answer = get(server.port(), target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_THAT(answer.body, HasSubstr("No such page")) << target;
  }
}

TEST(ServerRoutes, StaticFilesHaveTheirTypesAndTags) {
  RunningServer server;
  const Answer css = get(server.port(), "/static/newsloom.css");
  EXPECT_EQ(css.status, 200);
  EXPECT_EQ(css.header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(get(server.port(), "/static/newsloom.svg").header("content-type"), "image/svg+xml");
  const std::string tag = css.header("etag");
  ASSERT_THAT(tag, StartsWith("\""));
  const Answer again =
      get(server.port(), "/static/newsloom.css", "If-None-Match: W/\"other\", " + tag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("etag"), tag);
  EXPECT_EQ(get(server.port(), "/static/newsloom.css", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST(ServerRoutes, StaticFilesNeverLeaveTheirFolder) {
  RunningServer server;
  for (const char* target :
       {"/static/../templates/layout.tpl", "/static/..%2ftemplates%2flayout.tpl",
        "/static/%2e%2e/templates/layout.tpl", "/static/..\\templates\\layout.tpl", "/static//etc/passwd",
        "/static/./newsloom.css", "/static/newsloom.css%00", "/static/newsloom.css/",
        "/../../../../etc/passwd", "/static/....//....//etc/passwd"}) {
    const int status = get(server.port(), target).status;
    EXPECT_TRUE(status == 404 || status == 400) << target << ": " << status;
  }
}

TEST(ServerRoutes, HeadHasTheHeadersOfGetAndNoBody) {
  RunningServer server;
  const Answer whole = get(server.port(), "/");
  RawClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const Answer head = client.read_answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), std::to_string(whole.body.size()));
  EXPECT_EQ(head.header("etag"), whole.header("etag"));
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerRoutes, OtherMethodsAreRefused) {
  RunningServer server;
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"}) {
    RawClient client(server.port());
    client.send(std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    const Answer answer = client.read_answer();
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("allow"), "GET, HEAD") << method;
  }
}

TEST(ServerHeaders, EveryAnswerForbidsScriptsFramesAndReferrers) {
  RunningServer server;
  for (const char* target : {"/", "/healthz", "/static/newsloom.css", "/nothing"}) {
    const Answer answer = get(server.port(), target);
    const std::string policy = answer.header("content-security-policy");
    for (const char* directive : {"default-src 'none'", "style-src 'self'", "img-src 'self'",
                                  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"}) {
      EXPECT_THAT(policy, HasSubstr(directive)) << target;
    }
    EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << target;
    EXPECT_EQ(answer.header("referrer-policy"), "same-origin") << target;
    EXPECT_EQ(answer.header("cache-control"), "private, no-cache") << target;
  }
}

TEST(ServerHost, AnswersOnlyToItsOwnNames) {
  RunningServer server;
  struct Row {
    const char* request;
    int status;
  };
  const Row rows[] = {
      {"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", 200},
      {"GET /healthz HTTP/1.1\r\nHost: rebind.example\r\n\r\n", 421},
      {"GET http://rebind.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
      {"GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
      {"GET /healthz HTTP/1.1\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", 421},
      {"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: rebind.example\r\n\r\n", 400},
      {"GET /healthz HTTP/1.0\r\n\r\n", 200},
  };
  for (const Row& row : rows) {
    RawClient client(server.port());
    client.send(row.request);
    EXPECT_EQ(client.read_answer().status, row.status) << row.request;
  }
}

TEST(ServerLimits, UnreadableAndTooLargeRequestsAreToldSoAndClosed) {
  RunningServer server;
  struct Row {
    const char* what;
    std::string request;
    int status;
  };
  const std::string start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  const Row rows[] = {
      {"no HTTP", "hello there\r\n\r\n", 400},
      {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400},
      {"a control character", "GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a header without a colon", start + "broken\r\n\r\n", 400},
      {"a broken length", start + "Content-Length: many\r\n\r\n", 400},
      {"two lengths", start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"a long header", start + "X: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
      {"a long target", "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431},
      {"a large body", start + "Content-Length: 1048577\r\n\r\n", 413},
      {"a large chunk", start + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(1'200'000, 'x'),
       413},
  };
  for (const Row& row : rows) {
    RawClient client(server.port());
    client.send(row.request);
    const Answer answer = client.read_answer();
    EXPECT_EQ(answer.status, row.status) << row.what;
    EXPECT_EQ(answer.header("connection"), "close") << row.what;
    EXPECT_TRUE(client.is_closed()) << row.what;
  }
}

TEST(ServerLimits, AClientThatDripsIsClosed) {
  ServerOptions options;
  options.request_timeout = 50ms;
  RunningServer server(options);
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: loc");
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimits, ASilentClientIsClosed) {
  ServerOptions options;
  options.idle_timeout = 50ms;
  RunningServer server(options);
  RawClient client(server.port());
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimits, OneClientTooManyIsToldToComeBack) {
  ServerOptions options;
  options.max_connections = 1;
  RunningServer server(options);
  RawClient first(server.port());
  first.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(first.read_answer().status, 200);
  RawClient second(server.port());
  EXPECT_EQ(second.read_answer().status, 503);
  first.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(first.read_answer().status, 200) << "the first one keeps its place";
}

TEST(ServerConnections, AnswerPipelinedRequestsInOrder) {
  RunningServer server;
  RawClient client(server.port());
  const std::string host = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  client.send("GET /healthz" + host + "GET /nothing" + host + "GET /static/newsloom.svg" + host);
  EXPECT_EQ(client.read_answer().body, "ok\n");
  EXPECT_EQ(client.read_answer().status, 404);
  EXPECT_EQ(client.read_answer().header("content-type"), "image/svg+xml");
}

TEST(ServerConnections, TakeRequestsThatArriveByteByByte) {
  RunningServer server;
  RawClient client(server.port());
  for (const char c : std::string("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")) client.send({&c, 1});
  EXPECT_EQ(client.read_answer().body, "ok\n");
}

TEST(ServerConnections, CloseWhenTheClientAsksForIt) {
  RunningServer server;
  RawClient client(server.port());
  client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 200);
  EXPECT_TRUE(client.is_closed());
}

/// Of this process. Asking the port instead would meet whoever has taken it since.
int listening_sockets() {
  int count = 0;
  constexpr int kDescriptors = 1024;
  for (int descriptor = 0; descriptor < kDescriptors; ++descriptor) {
    int listens = 0;
    socklen_t size = sizeof(listens);
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0) ++count;
  }
  return count;
}

TEST(ServerEnd, ClosesWaitingClientsAndTheDoor) {
  RunningServer server;
  RawClient waiting(server.port());
  waiting.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(waiting.read_answer().status, 200);
  RawClient half(server.port());
  half.send("GET / HT");
  EXPECT_EQ(listening_sockets(), 1);
  server.stop();
  EXPECT_TRUE(waiting.is_closed());
  EXPECT_TRUE(half.is_closed());
  EXPECT_EQ(listening_sockets(), 0);
}

TEST(ServerEnd, DoesNotWaitForAClientThatReadsNothing) {
  ServerOptions options;
  options.stop_timeout = 50ms;
  RunningServer server(options);
  RawClient client(server.port());
  Article article = sea_wall_article();
  article.text.resize(16'000'000, 'x');  // far more than the buffers of the sockets take
  const ArticleId id = server.publish(article);
  client.send("GET " + article_path(id) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).status, 200);  // the head, and no more of it
  server.stop();
}

TEST(ServerEnd, MayBeAskedForTwice) {
  RunningServer server;
  server.stop();
  server.stop();
}

TEST(ServerStart, NamesWhatIsWrong) {
  RunningServer running;
  struct Row {
    const char* what;
    std::string listen, web_root;
    int threads;
    ErrorCode code;
  };
  const std::string web = NEWSLOOM_SOURCE_DIR "/web";
  const Row rows[] = {
      {"no address", "nonsense", web, 1, ErrorCode::kInvalidArgument},
      {"beyond loopback", "0.0.0.0:0", web, 1, ErrorCode::kInvalidArgument},
      {"taken port", "127.0.0.1:" + std::to_string(running.port()), web, 1, ErrorCode::kUnavailable},
      {"no templates", "127.0.0.1:0", "/nonexistent", 1, ErrorCode::kNotFound},
      {"no thread", "127.0.0.1:0", web, 0, ErrorCode::kInvalidArgument},
  };
  for (const Row& row : rows) {
    ServerOptions options;
    options.listen = row.listen;
    options.web_root = row.web_root;
    options.threads = row.threads;
    const auto started = Server::start(options, running.newsroom());
    ASSERT_FALSE(started) << row.what;
    EXPECT_EQ(started.error().code, row.code) << row.what;
    EXPECT_FALSE(started.error().where.empty()) << row.what;
  }
}

TEST(ServerReaders, SeeWholePagesWhileArticlesArrive) {
  RunningServer server;
  const ArticleId first = server.publish(numbered_article(1));
  std::atomic<bool> done = false;
  std::atomic<int> served = 0, broken = 0;
  {
    std::array<std::jthread, 3> readers;
    for (std::jthread& reader : readers) {
      reader = std::jthread([&] {
        RawClient client(server.port());
        for (int round = 0; !done || round < 3; ++round) {
          const std::string target = round % 2 == 0 ? "/" : article_path(first);
          client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
          const Answer answer = client.read_answer();
          const bool whole = answer.status == 200 && answer.body.ends_with("</html>\n") &&
                             answer.body.find("Report number") != std::string::npos;
          ++(whole ? served : broken);
        }
      });
    }
    for (int i = 2; i <= 30; ++i) server.publish(numbered_article(i));
    done = true;
  }
  EXPECT_GE(served, 9);
  EXPECT_EQ(broken, 0);
}

}  // namespace
}  // namespace newsloom::server_test
