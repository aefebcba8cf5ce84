// One thread runs libcurl's multi interface. Requests wait in a queue for each host; a host that is not busy,
// whose pause is over and whose robots.txt is known gives its next one to libcurl. A redirect puts the
// request into the queue of the host that it leads to, where all is checked again.
#include "fetch/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "fetch/host_queue.h"
#include "fetch/transfer.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::fetch {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMostRobotsBytes = 512 * 1024;
/// Hosts whose robots.txt could not be read are asked again after this.
constexpr std::int64_t kRobotsRetrySeconds = 600;
/// A host that asks for a longer silence than a week is asked again after one.
constexpr std::int64_t kLongestRetryAfter = 7 * 86'400;
/// Hosts that are remembered; beyond it idle ones are forgotten.
constexpr std::size_t kMostHosts = 10'000;
constexpr milliseconds kLongestPoll{1'000};

/// "https://a.example:8443" of an address.
std::string origin_of(std::string_view url) {
  const std::size_t host = url.find("://") + 3;
  std::string_view authority = url.substr(0, url.find_first_of("/?#", host));
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos && at >= host)
    return std::string(url.substr(0, host)) + std::string(authority.substr(at + 1));
  return std::string(authority);
}

/// Path and query as in a request line.
std::string_view target_of(std::string_view url) {
  const std::size_t path = url.find_first_of("/?", url.find("://") + 3);
  if (path == std::string_view::npos) return "/";
  return url.substr(path, url.find('#') - path);
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Seconds or a date; nothing for neither.
std::optional<std::int64_t> retry_after(const Response& response, std::int64_t now_utc) {
  const auto value = response.header("retry-after");
  if (!value) return std::nullopt;
  std::int64_t seconds = 0;
  const bool number =
      !value->empty() && value->size() < 10 && value->find_first_not_of("0123456789") == std::string::npos;
  if (number) {
    seconds = std::stoll(*value);
  } else if (const auto date = text::parse_date(*value)) {
    seconds = date->utc_seconds - now_utc;
  } else {
    return std::nullopt;
  }
  return std::clamp<std::int64_t>(seconds, 0, kLongestRetryAfter);
}

}  // namespace

/// Everything but `inbox_` and `ending_` belongs to the thread.
class HttpClient::Loop {
 public:
  Loop(HttpOptions options, Env env)
      : options_(std::move(options)), env_(std::move(env)), multi_(curl_multi_init()) {
    thread_ = std::thread([this] { run(); });
  }

  ~Loop() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    curl_multi_wakeup(multi_);
    thread_.join();
    curl_multi_cleanup(multi_);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void add(std::unique_ptr<Job> job) {
    {
      const std::lock_guard lock(mutex_);
      inbox_.push_back(std::move(job));
    }
    curl_multi_wakeup(multi_);
  }

 private:
  /// A transfer under way, and for whom.
  struct Running {
    std::unique_ptr<Transfer> transfer;
    std::string origin;
    std::unique_ptr<Job> job;  ///< none: the host's robots.txt
    int robots_redirects = 0;
  };

  void run() {
    while (take_inbox()) {
      start_ready();
      int running = 0;
      curl_multi_perform(multi_, &running);
      finish_done();
      const milliseconds wait = start_ready();
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(wait.count()), nullptr);
    }
    for (auto& [easy, running] : running_) {
      curl_multi_remove_handle(multi_, easy);
      if (running.job) tell_ending(*running.job);
    }
    running_.clear();
    for (auto& [origin, host] : hosts_)
      for (const auto& job : host.waiting) tell_ending(*job);
    hosts_.clear();
  }

  static void tell_ending(Job& job) { job.done(fail(ErrorCode::kUnavailable, "the program ends", job.url)); }

  /// False when it is time to end.
  bool take_inbox() {
    std::deque<std::unique_ptr<Job>> taken;
    bool ending = false;
    {
      const std::lock_guard lock(mutex_);
      taken.swap(inbox_);
      ending = ending_;
    }
    for (auto& job : taken) enqueue(std::move(job));
    return !ending;
  }

  void enqueue(std::unique_ptr<Job> job) {
    HostQueue& host = hosts_[origin_of(job->url)];
    host.waiting.push_back(std::move(job));
    if (hosts_.size() > kMostHosts) {
      const SteadyTime now = steady_clock::now();
      std::erase_if(hosts_, [&](const auto& entry) {
        return entry.second.waiting.empty() && !entry.second.busy && entry.second.not_before <= now;
      });
    }
  }

  /// Starts what may start; tells how long nothing more will.
  milliseconds start_ready() {
    milliseconds wait = kLongestPoll;
    const SteadyTime now = steady_clock::now();
    for (auto& [origin, host] : hosts_) {
      while (!host.busy && !host.waiting.empty() && running_.size() < options_.max_transfers) {
        if (host.not_before > now) {
          wait = std::min(wait,
                          std::chrono::duration_cast<milliseconds>(host.not_before - now) + milliseconds(1));
          break;
        }
        start_next(origin, host);
      }
    }
    return wait;
  }

  void start_next(const std::string& origin, HostQueue& host) {
    const std::int64_t now_utc = env_.clock->now();
    if (!host.robots || host.robots_until_utc <= now_utc)
      return ask_robots(origin, host, origin + "/robots.txt", 0);
    auto job = std::move(host.waiting.front());
    host.waiting.pop_front();
    if (host.closed_until_utc > now_utc) {
      return job->done(
          fail(ErrorCode::kUnavailable, "asked to be left alone for now (Retry-After)", job->url));
    }
    if (!host.robots->allows(target_of(job->url)))
      return job->done(fail(ErrorCode::kDenied, "its robots.txt asks programs to stay away", job->url));
    Running running;
    running.transfer = std::make_unique<Transfer>(options_, job->request, job->url, may_loopback(origin));
    running.origin = origin;
    running.job = std::move(job);
    start(host, std::move(running));
  }

  void ask_robots(const std::string& origin, HostQueue& host, const std::string& url, int redirects) {
    Request request;
    request.url = url;
    request.max_bytes = kMostRobotsBytes;
    Running running;
    running.transfer = std::make_unique<Transfer>(options_, request, url, may_loopback(origin_of(url)));
    running.origin = origin;
    running.robots_redirects = redirects;
    start(host, std::move(running));
  }

  void start(HostQueue& host, Running running) {
    host.busy = true;
    CURL* easy = running.transfer->handle();
    running_.emplace(easy, std::move(running));
    curl_multi_add_handle(multi_, easy);
  }

  void finish_done() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(multi_, easy);
      Running done = std::move(running_.at(easy));
      running_.erase(easy);
      HostQueue& host = hosts_[done.origin];
      host.busy = false;
      auto outcome = done.transfer->outcome(code);
      if (done.job) {
        finish(host, std::move(done.job), std::move(outcome));
      } else {
        finish_robots(host, done, std::move(outcome));
      }
    }
  }

  void finish_robots(HostQueue& host, const Running& done, Result<Response> outcome) {
    const std::int64_t now_utc = env_.clock->now();
    if (outcome && is_redirect(outcome->status) && done.robots_redirects < options_.max_redirects) {
      const auto target = url::resolve(*outcome->page.url, outcome->header("location").value_or(""));
      if (target) return ask_robots(done.origin, host, *target, done.robots_redirects + 1);
    }
    std::int64_t lifetime = options_.robots_lifetime.count();
    if (outcome && outcome->status < 300) {
      host.robots = Robots::parse(outcome->page.body, "newsloom");
    } else if (outcome && outcome->status < 500 && outcome->status != 429) {
      host.robots = Robots::allow_all();  // RFC 9309, section 2.3.1.3: unavailable
    } else if (outcome) {
      host.robots = Robots::deny_all();  // section 2.3.1.4: unreachable
      lifetime = kRobotsRetrySeconds;
    } else {
      // Nobody answers at all: those who wait are told that, rather than of a robots.txt that nobody has
      // seen.
      host.not_before = steady_clock::now() + options_.host_pause;
      auto waiting = std::exchange(host.waiting, {});
      for (const auto& job : waiting)
        job->done(fail(outcome.error().code, outcome.error().message, job->url));
      return;
    }
    host.robots_until_utc = now_utc + lifetime;
  }

  void finish(HostQueue& host, std::unique_ptr<Job> job, Result<Response> outcome) {
    const auto wanted = host.robots ? host.robots->crawl_delay() : std::nullopt;
    const double longest = std::chrono::duration<double>(options_.longest_crawl_delay).count();
    const auto delay = milliseconds(static_cast<std::int64_t>(1'000 * std::min(wanted.value_or(0), longest)));
    host.not_before = steady_clock::now() + std::max(options_.host_pause, delay);
    if (!outcome) return job->done(std::move(outcome));
    if (outcome->status == 429 || outcome->status == 503) {
      outcome->retry_after_seconds = retry_after(*outcome, env_.clock->now());
      host.closed_until_utc = env_.clock->now() + outcome->retry_after_seconds.value_or(0);
    }
    if (is_redirect(outcome->status)) return follow(std::move(job), *outcome);
    if (job->redirects > 0 && job->moved_for_good) outcome->moved_to = job->url;
    job->done(std::move(outcome));
  }

  void follow(std::unique_ptr<Job> job, const Response& response) {
    const auto target = url::resolve(job->url, response.header("location").value_or(""));
    if (!target) return job->done(fail(ErrorCode::kUnavailable, "is redirected to nowhere", job->url));
    if (++job->redirects > options_.max_redirects)
      return job->done(fail(ErrorCode::kUnavailable,
                            fmt::format("is redirected more than {} times", options_.max_redirects),
                            job->request.url));
    job->moved_for_good = job->moved_for_good && (response.status == 301 || response.status == 308);
    // What was known of the old place says nothing of the new one.
    job->request.etag.reset();
    job->request.last_modified.reset();
    job->url = *target;
    enqueue(std::move(job));
  }

  bool may_loopback(std::string_view origin) const {
    const std::string_view authority = origin.substr(origin.find("://") + 3);
    const std::size_t colon = authority.rfind(':');
    const bool port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
    const std::string_view name = port ? authority.substr(0, colon) : authority;
    return std::ranges::any_of(options_.loopback_hosts,
                               [&](const std::string& host) { return host == authority || host == name; });
  }

  const HttpOptions options_;
  const Env env_;
  CURLM* multi_;
  std::map<std::string, HostQueue> hosts_;
  std::map<CURL*, Running> running_;
  std::mutex mutex_;  ///< guards the two below
  std::deque<std::unique_ptr<Job>> inbox_;
  bool ending_ = false;
  std::thread thread_;
};

namespace {

/// libcurl wants to be set up once, before any thread uses it.
void set_up_curl() { [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT); }

}  // namespace

HttpClient::HttpClient(HttpOptions options, Env env) {
  set_up_curl();
  loop_ = std::make_unique<Loop>(std::move(options), std::move(env));
}

HttpClient::~HttpClient() = default;

void HttpClient::fetch(Request request, Done done) {
  auto url = url::absolute(request.url);
  if (!url) return done(fail(ErrorCode::kInvalidArgument, "no http or https address", request.url));
  auto job = std::make_unique<Job>();
  job->request = std::move(request);
  job->done = std::move(done);
  job->url = std::move(*url);
  loop_->add(std::move(job));
}

}  // namespace newsloom::fetch
