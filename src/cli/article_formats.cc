#include "cli/article_formats.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace newsloom::cli {
namespace {

std::vector<std::string_view> paragraphs_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  return out;
}

/// "Ann Lee, Joe Doe · example.com · 2026-03-11".
std::string credit_line(const Article& article) {
  std::string out;
  for (const Author& author : article.authors) out += (out.empty() ? "" : ", ") + author.name;
  for (const auto& part :
       {article.source, article.published ? std::optional(to_iso(*article.published)) : std::nullopt}) {
    if (part) out += (out.empty() ? "" : " · ") + *part;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string as_text(const Article& article, std::string_view heading) {
  std::string out = std::string(heading) + article.title.value_or("") + "\n";
  if (const std::string credit = credit_line(article); !credit.empty()) out += fmt::format("\n{}\n", credit);
  for (const std::string_view paragraph : paragraphs_of(article.text))
    out += fmt::format("\n{}\n", paragraph);
  return out + "\n";
}

std::string as_html(const Article& article) {
  std::string out = "<article>\n<h1>" + escaped(article.title.value_or("")) + "</h1>\n";
  if (const std::string credit = credit_line(article); !credit.empty())
    out += "<p class=\"credit\">" + escaped(credit) + "</p>\n";
  // The sanitised body where the page had markup; a capture has only lines.
  if (article.html) {
    out += *article.html;
  } else {
    for (const std::string_view paragraph : paragraphs_of(article.text))
      out += "<p>" + escaped(paragraph) + "</p>\n";
  }
  return out + "</article>\n";
}

}  // namespace

std::string formatted(const Article& article, ArticleFormat format) {
  switch (format) {
    case ArticleFormat::kJsonLines:
      return to_json(article) + "\n";
    case ArticleFormat::kText:
      return as_text(article, "");
    case ArticleFormat::kMarkdown:
      return as_text(article, "# ");
    case ArticleFormat::kHtml:
      return as_html(article);
  }
  return {};
}

}  // namespace newsloom::cli
