#include "server/multipart.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace newsloom::server {
namespace {

constexpr std::string_view kType = "multipart/form-data";
constexpr std::string_view kLineEnd = "\r\n", kHeadEnd = "\r\n\r\n";
/// RFC 2046, 5.1.1.
constexpr std::size_t kLongestBoundary = 70;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// The value of ;name=value or ;name="value". Browsers write a quote in a value as %22 (the URL standard's
/// multipart encoding), so nothing is escaped here.
std::optional<std::string_view> parameter(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(';'); at != std::string_view::npos; at = header.find(';', at + 1)) {
    std::string_view rest = header.substr(at + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.size() <= name.size() || !same_letters(rest.substr(0, name.size()), name) ||
        rest[name.size()] != '=')
      continue;
    rest.remove_prefix(name.size() + 1);
    if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
    return rest.substr(0, rest.find_first_of("; \r\n"));
  }
  return std::nullopt;
}

/// The part's Content-Disposition, from its head.
std::string_view disposition_of(std::string_view head) {
  constexpr std::string_view kName = "content-disposition:";
  while (!head.empty()) {
    const std::size_t end = head.find(kLineEnd);
    const std::string_view line = head.substr(0, end);
    if (line.size() > kName.size() && same_letters(line.substr(0, kName.size()), kName))
      return line.substr(kName.size());
    head = end == std::string_view::npos ? std::string_view{} : head.substr(end + kLineEnd.size());
  }
  return {};
}

}  // namespace

std::vector<FormPart> parts_of_form(std::string_view content_type, std::string_view body) {
  std::vector<FormPart> parts;
  const auto boundary = parameter(content_type, "boundary");
  if (!same_letters(content_type.substr(0, kType.size()), kType) || !boundary || boundary->empty() ||
      boundary->size() > kLongestBoundary)
    return parts;
  const std::string first = "--" + std::string(*boundary);
  const std::string next = std::string(kLineEnd) + first;
  if (!body.starts_with(first)) return parts;
  body.remove_prefix(first.size());
  while (parts.size() < kMaxFormParts && body.starts_with(kLineEnd)) {
    body.remove_prefix(kLineEnd.size());
    const std::size_t head_end = body.find(kHeadEnd);
    const std::size_t end = body.find(next);
    if (head_end == std::string_view::npos || end == std::string_view::npos || end < head_end) break;
    const std::string_view disposition = disposition_of(body.substr(0, head_end));
    const std::size_t begin = head_end + kHeadEnd.size();
    if (const auto name = parameter(disposition, "name")) {
      parts.push_back({.name = std::string(*name),
                       .file_name = std::string(parameter(disposition, "filename").value_or("")),
                       // An empty body lets the line end before the boundary be that of the head.
                       .body = begin <= end ? body.substr(begin, end - begin) : std::string_view{}});
    }
    body.remove_prefix(end + next.size());
  }
  return parts;
}

}  // namespace newsloom::server
