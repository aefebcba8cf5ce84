#include "extract/capture_lines.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// Lines looked at; a capture is a page, not a book.
constexpr std::size_t kMaxLines = 20'000;

}  // namespace

std::vector<Line> lines_of(std::string_view capture, std::vector<std::string>& notes) {
  std::vector<Line> out;
  bool gap = true;
  for (std::size_t pos = 0; pos < capture.size();) {
    const std::size_t end = std::min(capture.find('\n', pos), capture.size());
    Line line{.text = text::trim(capture.substr(pos, end - pos)), .bullet = false, .after_gap = gap};
    pos = end + 1;
    gap = line.text.empty();
    if (gap) continue;
    for (const std::string_view sign : {"• ", "•", "* ", "◦ ", "▪ ", "‣ ", "- ", "– "}) {
      if (line.text.starts_with(sign) && line.text.size() > sign.size()) {
        line.text = text::trim(line.text.substr(sign.size()));
        line.bullet = true;
        break;
      }
    }
    if (out.size() == kMaxLines) {
      notes.push_back("capture-lines:" + std::to_string(kMaxLines));
      break;
    }
    out.push_back(line);
  }
  return out;
}

bool ends_sentence(std::string_view line) {
  for (const std::string_view end :
       {".", "!", "?", "”", "\"", "»", "“", "。", "！", "？", "」", "؟", "۔", "।", ".)", "…", ":"}) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

bool is_running_line(std::string_view line) {
  constexpr std::size_t kLongLine = 100;  // bytes
  return line.size() >= kLongLine && ends_sentence(line);
}

std::optional<int> minutes_of(std::string_view line) {
  if (line.size() > 60) return std::nullopt;
  const std::string lowered = text::lower(line);
  constexpr std::array<std::string_view, 12> kReading = {"read",    "lese",    "lecture",  "lectura",
                                                         "leitura", "lettura", "leestijd", "läs",
                                                         "чтени",   "читать",  "czytania", "okuma"};
  const bool says_minutes = lowered.find("min") != std::string::npos ||
                            lowered.find("мин") != std::string::npos ||
                            lowered.find("dk") != std::string::npos;
  if (!says_minutes || std::ranges::none_of(kReading, [&](std::string_view word) {
        return lowered.find(word) != std::string::npos;
      })) {
    return std::nullopt;
  }
  const std::size_t digit = lowered.find_first_of("0123456789");
  if (digit == std::string::npos) return std::nullopt;
  int minutes = 0;
  for (std::size_t i = digit; i < lowered.size() && lowered[i] >= '0' && lowered[i] <= '9' && minutes < 1000;
       ++i) {
    minutes = minutes * 10 + (lowered[i] - '0');
  }
  return minutes > 0 && minutes < 1000 ? std::optional(minutes) : std::nullopt;
}

}  // namespace newsloom::extract
