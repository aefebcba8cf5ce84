#include "intake/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "feed/entry_article.h"
#include "feed/feed.h"
#include "intake/byte_source.h"
#include "warc/archive_reader.h"

namespace newsloom::intake {
namespace {

namespace fs = std::filesystem;

/// So many bytes tell what an input is.
constexpr std::size_t kSniffed = 16 * 1024;

std::string_view without_blank_start(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : bytes.substr(first);
}

/// A JSON object on the first line: article records.
bool looks_like_records(std::string_view start) {
  start = without_blank_start(start);
  if (!start.starts_with('{')) return false;
  const std::size_t key = start.find_first_not_of(" \t\r\n", 1);
  return key != std::string_view::npos && (start[key] == '"' || start[key] == '}');
}

}  // namespace

/// An input that holds many items.
class Intake::Member {
 public:
  virtual ~Member() = default;
  virtual std::optional<Item> next() = 0;
};

class Intake::RecordLines final : public Intake::Member {
 public:
  RecordLines(std::unique_ptr<ByteSource> source, std::string start, std::string name, std::size_t longest)
      : lines_(std::move(source), std::move(start)), name_(std::move(name)), longest_(longest) {}

  std::optional<Item> next() override {
    while (true) {
      std::string_view line;
      const auto more = lines_.next(line, longest_);
      ++number_;
      if (!more) return at_line(more.error());
      if (!*more) return std::nullopt;
      line = without_blank_start(line);
      if (line.empty()) continue;
      auto article = article_from_json(line);
      if (!article) return at_line(article.error());
      if (article->input.empty()) article->input = name_;
      return Item(std::move(*article));
    }
  }

 private:
  Item at_line(Error error) const {
    error.where = fmt::format("{}:{}", name_, number_);
    return Item(std::move(error));
  }

  LineReader lines_;
  std::string name_;
  std::size_t longest_;
  std::size_t number_ = 0;
};

class Intake::Archive final : public Intake::Member {
 public:
  /// `start` was read ahead, and then `damage` was met, if any.
  Archive(std::unique_ptr<ByteSource> source, std::string start, std::optional<Error> damage,
          std::string name, std::size_t max_page_bytes)
      : source_(std::move(source)),
        start_(std::move(start)),
        damage_(std::move(damage)),
        reader_(std::move(name), [this](std::string& out) { return more(out); },
                {.max_page_bytes = max_page_bytes}) {}

  std::optional<Item> next() override {
    auto found = reader_.next();
    if (!found) return std::nullopt;
    if (auto* page = std::get_if<Page>(&*found)) return Item(std::move(*page));
    return Item(std::move(std::get<Error>(*found)));
  }

 private:
  Result<bool> more(std::string& out) {
    if (!start_.empty()) {
      out += std::exchange(start_, {});
      return true;
    }
    if (damage_) return std::unexpected(*std::exchange(damage_, std::nullopt));
    return source_->read(out, kSniffed);
  }

  std::unique_ptr<ByteSource> source_;
  std::string start_;
  std::optional<Error> damage_;
  warc::ArchiveReader reader_;
};

Intake::Intake(std::vector<std::string> paths, IntakeOptions options)
    : options_(options),
      paths_(std::make_move_iterator(paths.begin()), std::make_move_iterator(paths.end())) {}
Intake::~Intake() = default;

std::optional<Item> Intake::next() {
  while (true) {
    if (!waiting_.empty()) {
      Item item = std::move(waiting_.front());
      waiting_.pop_front();
      return item;
    }
    if (member_) {
      if (auto item = member_->next()) return item;
      member_.reset();
    }
    if (paths_.empty()) return std::nullopt;
    const std::string path = std::move(paths_.front());
    paths_.pop_front();
    if (auto item = open(path)) return item;
  }
}

std::optional<Item> Intake::walk(const std::string& folder) {
  std::error_code code;
  std::vector<std::string> inside;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code ignored;
    if (at->is_symlink(ignored) && at->is_directory(ignored)) continue;  // might lead in a circle
    inside.push_back(at->path().string());
  }
  std::ranges::sort(inside);
  paths_.insert(paths_.begin(), std::make_move_iterator(inside.begin()),
                std::make_move_iterator(inside.end()));
  if (code) return Item(Error{ErrorCode::kIo, fmt::format("cannot be listed: {}", code.message()), folder});
  return std::nullopt;
}

std::optional<Item> Intake::open(const std::string& path) {
  if (options_.network != nullptr && (path.starts_with("http://") || path.starts_with("https://")))
    return fetch(path);
  std::error_code code;
  if (path != "-" && fs::is_directory(path, code)) return walk(path);
  auto source = ByteSource::open(path);
  if (!source) return Item(source.error());
  Page page;
  page.input = path;
  Result<bool> more = true;
  std::optional<Error> damage;
  while (*more && page.body.size() < kSniffed) {
    more = (*source)->read(page.body, kSniffed);
    if (more) continue;
    if (page.body.empty() || more.error().code != ErrorCode::kCorruption) return Item(more.error());
    damage = more.error();
    break;
  }
  const bool feed = feed::looks_like_feed(page.body);
  if (!feed && looks_like_records(page.body)) {
    if (damage) waiting_.emplace_back(std::move(*damage));
    member_ = std::make_unique<RecordLines>(std::move(*source), std::move(page.body), path,
                                            options_.max_record_bytes);
    return std::nullopt;
  }
  if (warc::ArchiveReader::looks_like_archive(page.body)) {
    member_ = std::make_unique<Archive>(std::move(*source), std::move(page.body), std::move(damage), path,
                                        options_.max_page_bytes);
    return std::nullopt;
  }
  if (damage) {
    // What came before the damage is still a page.
    waiting_.emplace_back(std::move(*damage));
    page.notes.push_back("truncated:damaged");
    more = false;
  }
  while (*more && page.body.size() <= options_.max_page_bytes) {
    more = (*source)->read(page.body, options_.max_page_bytes);
    if (!more) {
      // What came before the damage is still a page.
      waiting_.emplace_back(more.error());
      page.notes.push_back("truncated:damaged");
      break;
    }
  }
  if (page.body.size() > options_.max_page_bytes) {
    page.body.resize(options_.max_page_bytes);
    page.notes.push_back(fmt::format("truncated:{}", options_.max_page_bytes));
  }
  return feed ? take_feed(std::move(page)) : Item(std::move(page));
}

std::optional<Item> Intake::fetch(const std::string& url) {
  Request request = request_for_page(url);
  request.max_bytes = options_.max_page_bytes;
  auto answer = options_.network->get(std::move(request));
  if (!answer) return Item(Error{answer.error().code, answer.error().message, url});
  if (answer->status >= 300)
    return Item(Error{ErrorCode::kUnavailable, fmt::format("its publisher answers {}", answer->status), url});
  answer->page.input = url;
  if (feed::looks_like_feed(std::string_view(answer->page.body).substr(0, kSniffed)))
    return take_feed(std::move(answer->page));
  return Item(std::move(answer->page));
}

std::optional<Item> Intake::take_feed(Page page) {
  const feed::Feed read = feed::parse_feed(page.body, {.url = page.url, .content_type = page.content_type});
  if (read.format == feed::Format::kNone) return Item(std::move(page));
  const std::string at = page.url ? *page.url : read.self_url.value_or(page.input);
  for (const feed::Entry& entry : read.entries) {
    auto article = feed::article_from(entry, at, std::nullopt);
    if (!article) continue;
    article->input = page.input;
    waiting_.emplace_back(std::move(*article));
  }
  return std::nullopt;
}

}  // namespace newsloom::intake
