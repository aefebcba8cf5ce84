#include "warc/archive_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <utility>

#include "text/dates.h"
#include "warc/http_message.h"

namespace newsloom::warc {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n<");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n>") - first + 1);
}

/// "20220919233000" of ARC.
std::optional<Timestamp> arc_date(std::string_view digits) {
  if (digits.size() != 14) return std::nullopt;
  return parse_iso(fmt::format("{}-{}-{}T{}:{}:{}Z", digits.substr(0, 4), digits.substr(4, 2),
                               digits.substr(6, 2), digits.substr(8, 2), digits.substr(10, 2),
                               digits.substr(12, 2)));
}

/// The five fields of an ARC header line, from the right: addresses may hold spaces.
struct ArcLine {
  std::string_view url, date, type;
  std::size_t length = 0;
};

std::optional<ArcLine> arc_line(std::string_view line) {
  ArcLine out;
  std::string_view fields[4];
  for (auto& field : fields) {
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos) return std::nullopt;
    field = line.substr(space + 1);
    line = line.substr(0, space);
  }
  const auto read = std::from_chars(fields[0].data(), fields[0].data() + fields[0].size(), out.length);
  const bool digits =
      fields[2].size() == 14 && fields[2].find_first_not_of("0123456789") == std::string_view::npos;
  if (read.ec != std::errc() || read.ptr != fields[0].data() + fields[0].size() || !digits)
    return std::nullopt;
  if (line.find("://") == std::string_view::npos) return std::nullopt;
  out.url = line;
  out.date = fields[2];
  out.type = fields[1];
  return out;
}

bool is_text(std::string_view content_type) {
  const std::string type = lowered(content_type);
  return type.empty() || type.starts_with("text/html") || type.starts_with("application/xhtml") ||
         type.starts_with("text/plain");
}

}  // namespace

struct ArchiveReader::Record {
  std::map<std::string, std::string, std::less<>> fields;  ///< names in lower case
  std::uint64_t offset = 0;
  std::size_t length = 0;
  bool arc = false;
  bool cut = false;  ///< more bytes were announced than there are, or than may be

  std::string_view field(std::string_view name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view{} : std::string_view(found->second);
  }
};

ArchiveReader::ArchiveReader(std::string name, More more, ArchiveLimits limits)
    : name_(std::move(name)), more_(std::move(more)), limits_(limits) {}

bool ArchiveReader::looks_like_archive(std::string_view start) {
  if (start.starts_with("WARC/") || start.starts_with("filedesc://")) return true;
  return arc_line(start.substr(0, start.find('\n'))).has_value();
}

/// At least `wanted` unread bytes, unless the archive ends before.
bool ArchiveReader::fill(std::size_t wanted) {
  while (buffer_.size() - begin_ < wanted && !ended_) {
    if (begin_ > 0) {
      buffer_.erase(0, begin_);
      begin_ = 0;
    }
    const auto more = more_(buffer_);
    if (!more) error_ = more.error();
    ended_ = !more || !*more;
  }
  return buffer_.size() - begin_ >= wanted;
}

void ArchiveReader::drop(std::size_t bytes) {
  const std::size_t dropped = std::min(bytes, buffer_.size() - begin_);
  begin_ += dropped;
  offset_ += dropped;
}

/// The line `from` bytes after the unread ones begin, with its end; nothing when it is longer than a header
/// may be.
std::optional<std::string_view> ArchiveReader::line_at(std::size_t from) {
  for (std::size_t wanted = from + 256;; wanted *= 2) {
    fill(wanted);
    const std::string_view rest = std::string_view(buffer_).substr(std::min(begin_ + from, buffer_.size()));
    // However much has arrived, a line is looked for in the same bytes.
    const std::size_t end = rest.substr(0, limits_.max_header_bytes + 1).find('\n');
    if (end != std::string_view::npos) return rest.substr(0, end + 1);
    if (rest.size() > limits_.max_header_bytes) return std::nullopt;
    if (ended_) return rest.empty() ? std::nullopt : std::optional(rest);
  }
}

/// Moves to the next line that opens a record; empty lines between records are no damage.
bool ArchiveReader::find_record() {
  bool damaged = false;
  while (fill(1)) {
    const auto line = line_at(0);
    if (line &&
        (line->starts_with("WARC/") || line->starts_with("filedesc://") || arc_line(trimmed(*line)))) {
      if (damaged) ++counts_.resynchronised;
      return true;
    }
    if (line && !trimmed(*line).empty()) damaged = true;
    drop(line ? line->size() : limits_.max_header_bytes);
  }
  return false;
}

bool ArchiveReader::read_warc_header(Record& record) {
  std::size_t size = line_at(0)->size();
  while (size < limits_.max_header_bytes) {
    const auto line = line_at(size);
    if (!line) break;
    size += line->size();
    if (line->find_first_not_of("\r\n") == std::string_view::npos) break;
    const std::size_t colon = line->find(':');
    if (colon == std::string_view::npos) continue;
    record.fields.emplace(lowered(trimmed(line->substr(0, colon))), trimmed(line->substr(colon + 1)));
  }
  drop(size);
  const std::string_view length = record.field("content-length");
  return std::from_chars(length.data(), length.data() + length.size(), record.length).ec == std::errc();
}

bool ArchiveReader::read_arc_header(Record& record) {
  const std::string_view line = *line_at(0);
  const auto header = arc_line(trimmed(line));
  record.arc = true;
  if (header) {
    record.length = header->length;
    record.fields = {{"warc-type", line.starts_with("filedesc://") ? "warcinfo" : "response"},
                     {"warc-target-uri", std::string(header->url)},
                     {"content-type", std::string(header->type)},
                     {"arc-date", std::string(header->date)}};
  }
  drop(line.size());
  return header.has_value();
}

/// The record's block, as much of it as may be kept; the rest is skipped.
std::string ArchiveReader::take_block(Record& record) {
  const std::size_t kept = limits_.max_page_bytes + limits_.max_header_bytes;
  std::string block;
  std::size_t left = record.length;
  while (left > 0 && fill(1)) {
    // A wrong length must not swallow the records behind it.
    const std::string_view rest = std::string_view(buffer_).substr(begin_, left);
    if (block.size() < kept) block.append(rest.substr(0, kept - block.size()));
    left -= rest.size();
    drop(rest.size());
  }
  record.cut = left > 0 || block.size() < record.length;
  return block;
}

std::optional<Page> ArchiveReader::page_of(Record& record) {
  const std::string_view type = record.field("warc-type");
  std::string block = take_block(record);
  ++counts_.records;
  if (type != "response" && type != "resource" && type != "conversion") {
    ++counts_.other_records;
    return std::nullopt;
  }
  Page page;
  page.input = fmt::format("{}#{}", name_, record.offset);
  page.url = std::string(trimmed(record.field("warc-target-uri")));
  page.arrival =
      record.arc ? arc_date(record.field("arc-date")) : text::parse_date(record.field("warc-date"));
  page.content_type = std::string(record.field("content-type"));
  if (record.cut) page.notes.emplace_back("truncated:record");
  if (type == "response") {
    HttpMessage message = parse_http(block, limits_.max_page_bytes);
    if (message.status == 0 || message.status / 100 != 2) {
      ++counts_.other_statuses;
      return std::nullopt;
    }
    page.content_type.reset();
    for (const auto& [name, value] : message.headers) {
      if (name == "content-type") page.content_type = value;
    }
    page.headers = std::move(message.headers);
    page.body = std::move(message.body);
    page.notes.insert(page.notes.end(), message.notes.begin(), message.notes.end());
  } else {
    page.body = std::move(block);
  }
  if (!is_text(page.content_type.value_or(""))) {
    ++counts_.other_types;
    return std::nullopt;
  }
  ++counts_.pages;
  return page;
}

std::optional<std::variant<Page, Error>> ArchiveReader::next() {
  while (find_record()) {
    Record record;
    record.offset = offset_;
    const bool warc = std::string_view(buffer_).substr(begin_).starts_with("WARC/");
    if (!(warc ? read_warc_header(record) : read_arc_header(record))) continue;
    if (auto page = page_of(record)) return std::move(*page);
  }
  if (!error_) return std::nullopt;
  Error error = std::move(*std::exchange(error_, std::nullopt));
  // Behind a damaged member the source has the next one; a file that cannot be read has nothing more.
  ended_ = error.code != ErrorCode::kCorruption;
  return error;
}

}  // namespace newsloom::warc
