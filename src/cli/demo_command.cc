#include "cli/demo_command.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <variant>

#include "cli/polling.h"
#include "cli/report.h"
#include "cli/serving.h"
#include "fetch/http_client.h"
#include "intake/intake.h"

namespace newsloom::cli {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
  NewsroomOptions newsroom;
  ServerOptions server;
  fetch::HttpOptions network;
};

Result<std::string> find_samples() {
  std::error_code error;
  const fs::path program = fs::canonical("/proc/self/exe", error);
  const fs::path installed = (program.parent_path() / NEWSLOOM_SAMPLES_FROM_PROGRAM).lexically_normal();
  for (const fs::path& folder : {installed / "newsroom", fs::path(NEWSLOOM_SAMPLES_SOURCE) / "newsroom"})
    if (fs::is_directory(folder, error)) return folder.string();
  return fail(ErrorCode::kNotFound, "no sample newsroom there",
              installed.string() + ", " NEWSLOOM_SAMPLES_SOURCE);
}

/// A folder that goes with the demo.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "newsloom-demo-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Some seventy pages: a second on one thread.
Result<void> take_in(Newsroom& newsroom, const std::string& folder) {
  intake::Intake intake({folder});
  while (auto item = intake.next()) {
    if (const auto* error = std::get_if<Error>(&*item)) return std::unexpected(*error);
    const auto* page = std::get_if<Page>(&*item);
    const auto added = newsroom.add(page ? extract_article(*page) : std::move(std::get<Article>(*item)));
    if (!added) return std::unexpected(added.error());
  }
  return newsroom.commit();
}

int demo(DemoOptions options) {
  const sigset_t signals = hold_stop_signals();
  const auto samples = find_samples();
  if (!samples) return report(samples.error());
  options.server.edition_name = "Sample news";
  options.server.pictures = (fs::path(*samples).parent_path() / "pictures").string();
  const TemporaryFolder temporary;
  if (options.newsroom.path.empty()) {
    if (temporary.path().empty()) return report({ErrorCode::kIo, "cannot make a folder; give --db", "demo"});
    options.newsroom.path = temporary.path() + "/news.db";
  }
  Env env{.log = log_to_stderr()};
  fetch::HttpClient network(options.network, env);
  env.network = &network;
  auto newsroom = Newsroom::open(options.newsroom, env);
  if (!newsroom) return report(newsroom.error());
  if (auto taken = take_in(**newsroom, *samples); !taken) return report(taken.error());
  auto server = Server::start(options.server, **newsroom, env);
  if (!server) return report(server.error());
  const Polling polling(**newsroom, network, env);
  return serve_until_told(**server, options.server, signals);
}

}  // namespace

void add_demo_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App* command =
      app.add_subcommand("demo", "Serves the sample newsroom: a day and a half of invented news.");
  command->footer(
      "Without --db everything is gone afterwards. Nothing is fetched before you add a feed or paste an "
      "address.\n"
      "Example:\n  newsloom demo --listen 127.0.0.1:8080");
  command->add_option("--db", options->newsroom.path, "A database to keep it in; created if missing");
  command->add_option("--listen", options->server.listen, "Address and port; port 0 takes a free one")
      ->capture_default_str();
  command->add_option("--web-root", options->server.web_root,
                      "Folder of templates and style sheet, if not as installed");
  command->add_option("--allow-loopback", options->network.loopback_hosts,
                      "Hosts on this machine that feeds and pages may lie on, with or without a port");
  command->callback([options, &exit_code] { exit_code = demo(*options); });
}

}  // namespace newsloom::cli
