// A name is told by its script and its length: two to four Han or Hangul signs, up to seven with kana. What
// stands between a word for reporter and the line's end is split at signs and spaces; where a Chinese
// dateline is glued to the name ("記者李小花台北報導"), the place is taken to have two signs.
#include "extract/byline_east.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// Longer lines are sentences that speak of a reporter. In bytes.
constexpr std::size_t kLongestLine = 120;

/// Before the name, most of them glued to it. The longest that fits counts.
constexpr std::array<std::string_view, 18> kBefore = {
    "編集委員 ", "論説委員 ", "特约记者", "見習記者", "见习记者", "实习记者",
    "特派记者",  "特派記者",  "记者",     "記者",     "通讯员",   "撰文",
    "作者",      "文/",       "文／",     "文：",     "글 ",      "취재 "};
/// Behind the name.
constexpr std::array<std::string_view, 14> kBehind = {
    "선임기자", "전문기자", "인턴기자", "객원기자", "수습기자", "기자", "특파원",
    "編集委員", "論説委員", "特派員",   "記者",     "通信員",   "지국", "논설위원"};
/// What ends a Chinese byline.
constexpr std::array<std::string_view, 10> kReports = {"综合报道", "綜合報導", "报道", "報導", "報道",
                                                       "摄",       "整理",     "专电", "電",   "电"};
/// Between a name and what else stands there, and between names.
constexpr std::array<std::string_view, 16> kCuts = {" ",  "\u3000", "／", "/", "=", "＝", "【", "】",
                                                    "（", "）",     "(",  ")", "[", "]",  "［", "］"};
constexpr std::array<std::string_view, 7> kJoins = {"、", "，", ",", "・", "·", "：", ":"};

struct Letters {
  std::size_t all = 0, han = 0, kana = 0, hangul = 0;
};

Letters letters_of(std::string_view text) {
  Letters out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::next_code_point(text, pos);
    ++out.all;
    out.han += (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c < 0x4DC0) || c == U'々' ? 1 : 0;
    out.kana += c >= 0x3040 && c <= 0x30FF ? 1 : 0;
    out.hangul += c >= 0xAC00 && c <= 0xD7A3 ? 1 : 0;
  }
  return out;
}

bool is_eastern(std::string_view text) {
  const Letters n = letters_of(text);
  return n.han + n.kana + n.hangul > 0 && text.find_first_of("0123456789") == std::string_view::npos;
}

/// Before a day.
bool is_day_label(std::string_view text) {
  constexpr std::array<std::string_view, 6> kLabels = {"입력", "수정", "등록", "승인", "기사입력", "更新"};
  return std::ranges::find(kLabels, text) != kLabels.end();
}

bool is_name(std::string_view text) {
  constexpr std::size_t kShortest = 2, kLongest = 4, kLongestWithKana = 7;
  // Behind "reporter" they make "press conference", "reporters", "the reporter learned", "reports".
  constexpr std::array<std::string_view, 14> kNoNames = {"会", "會", "们", "們", "席", "团", "團",
                                                         "获", "獲", "从", "從", "在", "了", "报"};
  if (std::ranges::any_of(kNoNames, [&](std::string_view sign) { return text.starts_with(sign); }))
    return false;
  const Letters n = letters_of(text);
  if (n.all < kShortest) return false;
  if (n.hangul == n.all || n.han == n.all) return n.all <= kLongest;
  return n.han + n.kana == n.all && n.han > 0 && n.all <= kLongestWithKana;
}

/// All signs of names begin with a byte from 0xE3 on. Asked of every line beside the headline, and most have
/// none.
bool may_hold_name(std::string_view line) {
  return std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

/// The text up to its last so many signs.
std::string_view without_last(std::string_view text, std::size_t signs) {
  for (; signs > 0 && !text.empty(); --signs) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (text[last] & 0xC0) == 0x80) --last;
    text = text.substr(0, last);
  }
  return text;
}

struct Token {
  std::string_view text;
  bool joined = false;  ///< a sign that stands between names follows
};

std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> out;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end, bool joined) {
    if (end > begin) {
      out.push_back({line.substr(begin, end - begin), joined});
    } else if (!out.empty() && joined) {
      out.back().joined = true;
    }
  };
  const auto sign_at = [&](std::size_t at, const auto& signs) {
    for (const std::string_view sign : signs) {
      if (line.substr(at).starts_with(sign)) return sign.size();
    }
    return std::size_t{0};
  };
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t cut = sign_at(at, kCuts), join = cut > 0 ? 0 : sign_at(at, kJoins);
    if (cut + join == 0) {
      ++at;
      continue;
    }
    close(at, join > 0);
    at += cut + join;
    begin = at;
  }
  close(line.size(), false);
  return out;
}

std::string_view without_word(std::string_view text) {
  for (const std::string_view word : kBehind) {
    if (text.ends_with(word)) return text.substr(0, text.size() - word.size());
  }
  return text;
}

/// "李小花台北19日報導": the name, where place and day are glued to it.
std::string_view without_report(std::string_view text) {
  std::string_view rest = text;
  for (const std::string_view word : kReports) {
    if (rest.ends_with(word)) {
      rest.remove_suffix(word.size());
      break;
    }
  }
  if (rest.size() == text.size()) return text;
  if (rest.ends_with("日")) {
    rest.remove_suffix(std::string_view("日").size());
    while (!rest.empty() && rest.back() >= '0' && rest.back() <= '9') rest.remove_suffix(1);
  }
  constexpr std::size_t kLongestName = 3, kPlace = 2;
  return letters_of(rest).all > kLongestName ? without_last(rest, kPlace) : rest;
}

}  // namespace

std::vector<std::string_view> eastern_byline(std::string_view line) {
  std::vector<std::string_view> out;
  if (line.size() > kLongestLine || !may_hold_name(line)) return out;
  const auto take = [&](std::string_view name) {
    if (!is_name(name)) return false;
    if (std::ranges::find(out, name) == out.end()) out.push_back(name);
    return true;
  };
  std::size_t begin = 0, length = 0;
  for (const std::string_view word : kBefore) {
    const std::size_t at = line.find(word);
    if (at == std::string_view::npos || word.size() <= length) continue;
    begin = at;
    length = word.size();
  }
  constexpr std::size_t kLongestHouse = 8;
  if (length > 0 && letters_of(line.substr(0, begin)).all <= kLongestHouse) {
    // The names stand first behind the word; what is left may be a place with "reports", but no sentence.
    bool names = true, only_names = true;
    for (const Token& token : tokens_of(line.substr(begin + length))) {
      const std::string_view name = without_report(token.text);
      const bool reports = name.size() < token.text.size();
      names = names && (out.empty() || !reports) && take(name);
      only_names = only_names && (names || reports || !is_eastern(token.text));
    }
    if (only_names && !out.empty()) return out;
    out.clear();
  }
  const std::vector<Token> tokens = tokens_of(line);
  constexpr std::size_t kMostTokens = 12;
  std::size_t last = 0;
  for (std::size_t i = 0; i < std::min(tokens.size(), kMostTokens); ++i) {
    const std::string_view glued = without_word(tokens[i].text);
    if (glued.size() == tokens[i].text.size()) continue;
    // The name is glued to the word or stands before it, and others may be joined to that one.
    if (glued.empty() && i == 0) continue;
    last = i + 1;
    std::size_t at = glued.empty() ? i - 1 : i;
    std::vector<std::string_view> names = {glued.empty() ? tokens[at].text : glued};
    for (; at > 0 && tokens[at - 1].joined; --at) names.push_back(tokens[at - 1].text);
    for (auto name = names.rbegin(); name != names.rend(); ++name) take(*name);
  }
  // Behind the word an address or a day may follow; words make it a sentence about a reporter.
  if (std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(last), tokens.end(),
                  [](const Token& token) { return is_eastern(token.text) && !is_day_label(token.text); }))
    out.clear();
  // "【ワシントン＝山田花子】"
  if (out.empty() && line.starts_with("【") && line.ends_with("】")) {
    const std::size_t sign = std::max(line.rfind('=') + 1, line.rfind("＝") + 1);
    if (sign > 0 && tokens.size() == 2) take(tokens.back().text);
  }
  return out;
}

}  // namespace newsloom::extract
