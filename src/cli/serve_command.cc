#include "cli/serve_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "cli/config.h"
#include "cli/polling.h"
#include "cli/report.h"
#include "cli/serving.h"
#include "fetch/http_client.h"
#include "newsloom/newsroom.h"
#include "newsloom/server.h"

namespace newsloom::cli {
namespace {

struct ServeOptions {
  NewsroomOptions newsroom;
  ServerOptions server;
  std::string config;
  std::string listen;  ///< as given on the command line, over what the configuration says
  fetch::HttpOptions network;
  bool no_fetch = false;
};

int serve(ServeOptions options) {
  if (!options.config.empty())
    if (auto read = read_config(options.config, options.newsroom, options.server); !read)
      return report(read.error());
  if (!options.listen.empty()) options.server.listen = options.listen;
  options.newsroom.open_early = true;
  const sigset_t signals = hold_stop_signals();
  Env env{.log = log_to_stderr()};
  std::optional<fetch::HttpClient> network;
  if (!options.no_fetch) env.network = &network.emplace(options.network, env);
  auto newsroom = Newsroom::open(options.newsroom, env);
  if (!newsroom) return report(newsroom.error());
  auto server = Server::start(options.server, **newsroom, env);
  if (!server) return report(server.error());
  std::optional<Polling> polling;
  if (network) polling.emplace(**newsroom, *network, env);
  return serve_until_told(**server, options.server, signals);
}

}  // namespace

void add_serve_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Serves a newsroom as a site, until Ctrl-C.");
  command->footer(
      "Prints its address. As long as no password is set, the address carries a key that signs you in, "
      "once.\n"
      "Example:\n  newsloom serve --db news.db --listen 127.0.0.1:8080");
  command->add_option("--db", options->newsroom.path, "The database; created if missing")->required();
  command->add_option("--listen", options->listen, "Address and port; port 0 takes a free one")
      ->default_str(options->server.listen);
  command->add_option("--config", options->config, "newsloom.toml: mode, hosts, proxies, rights");
  command->add_option("--web-root", options->server.web_root,
                      "Folder of templates and style sheet, if not as installed");
  command->add_option("--pictures", options->server.pictures,
                      "Folder of pictures to show, HOST/PATH of each one's address; others are only named");
  command->add_option("--threads", options->server.threads, "Threads that answer requests")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  command->add_flag("--no-fetch", options->no_fetch, "Fetches nothing: no feeds, no pages");
  command->add_option("--allow-loopback", options->network.loopback_hosts,
                      "Hosts on this machine that feeds and pages may lie on, with or without a port");
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace newsloom::cli
