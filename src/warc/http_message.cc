#include "warc/http_message.h"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace newsloom::warc {
namespace {

constexpr std::size_t kMaxHeaders = 256;

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Nothing when the first line is no chunk size: some archives undo the chunks and keep the header.
bool undo_chunks(std::string_view bytes, std::string& out, std::vector<std::string>& notes) {
  std::string whole;
  bool first = true;
  while (!bytes.empty()) {
    std::string_view line = trimmed(take_line(bytes));
    line = line.substr(0, line.find(';'));
    std::size_t size = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (line.empty() || read.ec != std::errc() || read.ptr != line.data() + line.size()) {
      if (first) return false;
      notes.emplace_back("chunked:damaged");
      break;
    }
    first = false;
    if (size == 0) break;
    if (size > bytes.size()) notes.emplace_back("chunked:truncated");
    whole.append(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
    take_line(bytes);
  }
  out = std::move(whole);
  return true;
}

/// gzip, zlib or bare deflate, whichever it is. False when not a byte could be read.
bool inflate_all(std::string_view bytes, std::size_t max_body, std::string& out,
                 std::vector<std::string>& notes) {
  constexpr int kGzipOrZlib = 32 + MAX_WBITS;
  for (const int window : {kGzipOrZlib, -MAX_WBITS}) {
    z_stream stream{};
    if (inflateInit2(&stream, window) != Z_OK) return false;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string whole;
    char buffer[64 * 1024];
    int code = Z_OK;
    while (code == Z_OK && whole.size() <= max_body) {
      stream.next_out = reinterpret_cast<Bytef*>(buffer);
      stream.avail_out = sizeof buffer;
      code = inflate(&stream, Z_NO_FLUSH);
      whole.append(buffer, sizeof buffer - stream.avail_out);
      if (stream.avail_in == 0 && stream.avail_out != 0) break;
    }
    inflateEnd(&stream);
    if (whole.empty() && code != Z_STREAM_END) continue;
    if (code != Z_STREAM_END && whole.size() <= max_body) notes.emplace_back("gzip:damaged");
    out = std::move(whole);
    return true;
  }
  return false;
}

}  // namespace

HttpMessage parse_http(std::string_view bytes, std::size_t max_body) {
  HttpMessage message;
  std::string_view rest = bytes;
  const std::string_view status_line = take_line(rest);
  if (!status_line.starts_with("HTTP/")) return message;
  const std::size_t space = status_line.find(' ');
  if (space != std::string_view::npos) {
    std::from_chars(status_line.data() + space + 1, status_line.data() + status_line.size(), message.status);
  }
  std::string transfer, content;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || message.headers.size() >= kMaxHeaders) continue;
    message.headers.emplace_back(lowered(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    if (message.headers.back().first == "transfer-encoding")
      transfer = lowered(message.headers.back().second);
    if (message.headers.back().first == "content-encoding") content = lowered(message.headers.back().second);
  }
  const bool chunked = transfer.find("chunked") != std::string::npos;
  if (!chunked || !undo_chunks(rest, message.body, message.notes)) message.body.assign(rest);
  if (content.find("gzip") != std::string::npos || content.find("deflate") != std::string::npos) {
    // Bytes that are not compressed in spite of the header stay as they are.
    std::string plain;
    if (inflate_all(message.body, max_body, plain, message.notes)) message.body = std::move(plain);
  } else if (!content.empty() && content != "identity") {
    message.notes.push_back("coding:" + content.substr(0, 20));
  }
  if (message.body.size() > max_body) {
    message.body.resize(max_body);
    message.notes.push_back("truncated:" + std::to_string(max_body));
  }
  return message;
}

}  // namespace newsloom::warc
