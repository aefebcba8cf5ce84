// Invented news for the tests of the server: a harbour town and its sea wall.
#pragma once

#include <string>

#include "newsloom/article.h"
#include "newsloom/story.h"

namespace newsloom::server_test {

/// An article with every field that the article page shows.
inline Article sea_wall_article() {
  Article article;
  article.input = "sea-wall.html";
  article.id = "sea-wall";
  article.url = "https://meridian.example/coast/sea-wall";
  article.canonical_url = article.url;
  article.kind = ArticleKind::kArticle;
  article.title = "Harbour board votes to rebuild the old sea wall";
  article.authors = {{"Ilse Tarn", AuthorKind::kPerson}, {"Bo Quill", AuthorKind::kPerson}};
  article.agency = "NW";
  article.site_name = "The Meridian Post";
  article.source = "meridian.example";
  article.dateline = "PORT VELLIN";
  article.published =
      Timestamp{1930392000, -300, Precision::kMinute};  // 4 March 2031, 07:00 on its own clock
  article.reading_minutes = 2;
  article.section = "Coast";
  article.tags = {"sea wall", "harbour"};
  article.lang = "en";
  article.lead_image = Image{"https://pictures.example/wall.jpg",
                             "Workers stand on the broken parapet on Tuesday.", "Mara Ostrel", "Northwire"};
  article.text =
      "PORT VELLIN (NW) — The harbour board voted on Tuesday to rebuild the whole of the old sea wall.\n\n"
      "The work, which will take four summers, is to begin in May.\n\n"
      "“We needed a decision,” said the harbour master, Teo Lanz.";
  article.summary = "The board ends two years of argument.";
  article.word_count = 40;
  return article;
}

/// One of many invented reports, each about something else.
inline Article numbered_article(int number) {
  Article article = sea_wall_article();
  const std::string n = std::to_string(number);
  article.input = "report-" + n + ".html";
  article.id = "report-" + n;
  article.url = "https://ledger" + n + ".example/report";
  article.canonical_url = article.url;
  article.source = "ledger" + n + ".example";
  article.site_name = "Ledger " + n;
  article.title = "Report number " + n + " from the province of Tharn";
  article.published = Timestamp{1930392000 + 60L * number, -300, Precision::kMinute};
  article.text =
      "THARN (NW) — The council of quarter " + n + " met on Tuesday.\n\nIt counted " + n + " bridges.";
  return article;
}

inline Headline headline(int id, std::string title) {
  Headline made;
  made.id = ArticleId{id};
  made.story = StoryId{id};
  made.title = std::move(title);
  made.lang = "en";
  return made;
}

}  // namespace newsloom::server_test
