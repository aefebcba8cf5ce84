// What bounds the time that a page may take shows in what is read of it: no stopwatch is needed.
#include <gtest/gtest.h>

#include <string>

#include "extract/caption.h"
#include "newsloom/article.h"

namespace newsloom {
namespace {

/// Three paragraphs.
constexpr std::string_view kText =
    "<p>The ferry of Varnholm stays in its harbour until the ice has gone, since the old hull no longer "
    "takes the blows of the floes, as the master told the council on Monday evening.</p>"
    "<p>The islanders are flown out by the helicopter of the coast guard, which can carry six at a time "
    "and may not start in fog, of which the sound has more than enough in March.</p>"
    "<p>A new ship was ordered four years ago and lies half finished at a yard that has no money, and the "
    "council will ask the state in the summer to buy it and to have it finished elsewhere.</p>";

Article article_of(std::string_view headline, std::string_view above, std::string_view below = "") {
  Page page;
  page.body.append("<!DOCTYPE html><html lang=en><body><article><h1>").append(headline).append("</h1>");
  page.body.append(above).append(kText).append(below).append("</article></body></html>");
  return extract_article(page);
}

/// Which part of the page gave the day; "" where none did.
std::string source_of_day(std::string_view above) {
  for (const Evidence& evidence : article_of("Ferry waits for the thaw", above).evidence) {
    if (evidence.field == "published") return evidence.from;
  }
  return {};
}

std::string times(int count, std::string_view unit) {
  std::string out;
  for (int i = 0; i < count; ++i) out += unit;
  return out;
}

TEST(Bounds, NoTimeIsReadFromAnElementOfManyNodes) {
  // Hundreds of <time> that are never closed would each hold the rest of the page.
  EXPECT_EQ(source_of_day("<p><time>4 March 2031</time></p>"), "time");
  EXPECT_EQ(source_of_day("<p><time>4 March 2031" + times(20, "<b></b>") + "</time></p>"), "date-line");
}

TEST(Bounds, NoTimeIsReadFromALongText) {
  // Each of fifteen <time> inside one another holds the same text.
  const std::string words = times(25, "thaw and ice ");
  EXPECT_EQ(source_of_day("<p><time>thaw and ice 4 March 2031</time></p>"), "time");
  EXPECT_NE(source_of_day("<p><time>" + words + "4 March 2031</time></p>"), "time");
}

TEST(Bounds, NoParagraphIsTheHeadlineThatIsLongerThanOne) {
  // A headline as long as the page is not held against every paragraph of it.
  const std::string line = times(8, "ferry and helicopter wait ");
  EXPECT_EQ(article_of(line, "", "<p>" + line + "</p>").text.find(line.substr(0, 40)), std::string::npos);
  const std::string page = times(12, "ferry and helicopter wait ") + "for the thaw, the master said.";
  EXPECT_NE(article_of(page, "", "<p>" + page + "</p>").text.find(page.substr(0, 40)), std::string::npos);
}

TEST(Bounds, NoCaptionIsAsLongAsAPage) {
  const auto caption_of = [](int sentences) {
    const Article article = article_of(
        "Ferry waits for the thaw",
        "<figure><img src=https://tribune.example/ferry.jpg width=800 height=500><figcaption><span>" +
            times(sentences, "The ferry in the ice of the sound. ") +
            "</span><span>Ann Lee</span></figcaption></figure>");
    return article.lead_image ? article.lead_image->caption.value_or("") : "no picture";
  };
  EXPECT_EQ(caption_of(1), "The ferry in the ice of the sound.");
  EXPECT_EQ(caption_of(60), "");
}

TEST(Bounds, NoHeadlineIsAsLongAsAPage) {
  // An <h1> or a <title> without an end holds the rest of the page.
  const auto title_of = [](std::string_view h1, std::string_view title) {
    Page page;
    page.body
        .append("<!DOCTYPE html><html lang=en><head><meta property=og:title content='Ferry waits'><title>")
        .append(title)
        .append("</title></head><body><article><h1>")
        .append(h1)
        .append("</h1>")
        .append(kText)
        .append("</article></body></html>");
    return extract_article(page).title.value_or("none");
  };
  EXPECT_EQ(title_of("Ferry waits for the thaw", "Ferry waits for the thaw"), "Ferry waits for the thaw");
  const std::string page = times(300, "ferry waits for the thaw ");
  EXPECT_EQ(title_of(page, page), "Ferry waits");
}

TEST(Bounds, ACreditIsLookedForAtTheEndOfACaption) {
  const std::string caption = times(200, "The ferry in the ice. ");
  EXPECT_EQ(extract::image_from_caption(caption + "Photo: Ann Lee").credit, "Ann Lee");
  EXPECT_EQ(extract::image_from_caption("Photo: Ann Lee. " + caption).credit, std::nullopt);
}

}  // namespace
}  // namespace newsloom
