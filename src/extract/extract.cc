// The door of the room: what is it, who reads it, and what every article gets in the end.
#include <fmt/format.h>

#include <algorithm>

#include "extract/agency.h"
#include "extract/capture.h"
#include "extract/html_article.h"
#include "extract/quotes.h"
#include "newsloom/article.h"
#include "text/hash.h"
#include "text/language.h"
#include "text/utf8.h"
#include "text/words.h"
#include "url/url.h"

namespace newsloom {
namespace {

void complete_language(Article& article) {
  std::string sample = article.title.value_or("") + "\n" +
                       (article.text.empty() ? article.summary.value_or("") : article.text);
  const text::LanguageGuess guess = text::detect_language(sample, article.lang);
  if (guess.code) {
    article.lang = guess.code;
    article.evidence.push_back({"lang", "text", guess.confidence});
  }
  article.right_to_left = article.lang && text::is_right_to_left(*article.lang);
}

void complete_counts(Article& article) {
  const std::size_t words = text::count_words(article.text);
  article.word_count = static_cast<int>(words);
  if (!article.reading_minutes && words > 0)
    article.reading_minutes = text::reading_minutes(words, article.lang.value_or(""));
}

void complete_authors(Article& article) {
  for (const Author& author : article.authors) {
    if (author.kind == AuthorKind::kAgency && !article.agency)
      article.agency = extract::agency_of(author.name);
  }
}

/// As given, else of the canonical URL, else of the content.
void complete_identity(Article& article) {
  if (article.url) {
    if (!article.canonical_url) article.canonical_url = url::canonical(*article.url);
    if (!article.source)
      article.source = url::registrable_domain(article.canonical_url.value_or(*article.url));
  }
  if (!article.id.empty()) return;
  article.id = article.canonical_url
                   ? text::hex(text::hash64(*article.canonical_url))
                   : text::hex(text::hash64(article.title.value_or("") + '\n' + article.text));
}

/// What is no page at all: pictures and other binary files, drawings, feeds; named for the note.
std::optional<std::string> other_format(const Page& page) {
  constexpr std::size_t kLookedAt = 1024;
  const std::string_view start = text::trim(std::string_view(page.body).substr(0, kLookedAt));
  if (start.empty()) return "empty";
  if (start.find('\0') != std::string_view::npos && !start.starts_with("\xFF\xFE") &&
      !start.starts_with("\xFE\xFF"))
    return "binary";
  for (const std::string_view sign : {"%PDF-", "GIF8", "\x89PNG", "\xFF\xD8\xFF"}) {
    if (start.starts_with(sign)) return "binary";
  }
  const bool xml = start.starts_with("<?xml") || start.starts_with("<svg") || start.starts_with("<rss") ||
                   start.starts_with("<feed");
  const bool html =
      start.find("<html") != std::string_view::npos || start.find("<!DOCTYPE html") != std::string_view::npos;
  if (xml && !html) return "xml";
  return std::nullopt;
}

/// By content: a tag or a comment at the start, or markup near it; a content type is believed only where it
/// says plain text.
bool is_html(const Page& page) {
  constexpr std::size_t kLookedAt = 4096;
  if (page.content_type && page.content_type->starts_with("text/plain")) return false;
  const std::string_view first = text::trim(std::string_view(page.body).substr(0, kLookedAt));
  if (first.size() > 1 && first[0] == '<' &&
      (first[1] == '!' || text::is_letter(static_cast<unsigned char>(first[1]))))
    return true;
  const std::string start = text::lower(page.body.substr(0, kLookedAt));
  for (const std::string_view sign : {"<!doctype", "<html", "<head", "<body", "<meta", "<div", "<p>", "<p ",
                                      "<script", "<article", "<h1"}) {
    if (start.find(sign) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

Article extract_article(const Page& page) {
  if (const auto format = other_format(page)) {
    Article article;
    article.input = page.input;
    article.url = page.url;
    article.arrival = page.arrival;
    article.notes = page.notes;
    article.notes.push_back("no-page:" + *format);
    complete_identity(article);
    return article;
  }
  Article article = is_html(page) ? extract::extract_html(page) : extract::extract_capture(page);
  article.input = page.input;
  if (!article.url) article.url = page.url;
  article.arrival = page.arrival;
  if (!article.published && page.hints.published) article.published = page.hints.published;
  complete_authors(article);
  complete_language(article);
  complete_counts(article);
  article.quotes = extract::quotes_of(article.text);
  complete_identity(article);
  return article;
}

Article teaser_from(const RelatedLink& link, const Article& parent, int position) {
  Article teaser;
  teaser.input = parent.input;
  teaser.kind = ArticleKind::kTeaser;
  teaser.url = link.url;
  teaser.title = link.title;
  teaser.summary = link.summary;
  teaser.agency = link.agency;
  teaser.dateline = link.dateline;
  teaser.published = link.published;
  teaser.arrival = parent.arrival;
  teaser.lang = parent.lang;
  complete_language(teaser);
  if (link.url) {
    complete_identity(teaser);
  } else {
    teaser.id = text::hex(text::hash64(fmt::format("{}\n{}\n{}", parent.id, position, link.title)));
  }
  return teaser;
}

}  // namespace newsloom
