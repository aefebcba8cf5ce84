// Pages written to hurt. What is held here is structure: nodes, depth, kept text. bench/html_bench prints the
// times.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::html {
namespace {

std::string times(std::size_t n, std::string_view unit) {
  std::string out;
  out.reserve(n * unit.size());
  for (std::size_t i = 0; i < n; ++i) out += unit;
  return out;
}

std::size_t depth_of(const Document& page) {
  std::vector<std::size_t> depth(page.size(), 0);
  std::size_t deepest = 0;
  for (NodeIndex n = 1; n < page.size(); ++n) {
    if (page.is_text(n)) continue;
    depth[n] = depth[page.parent(n)] + 1;
    deepest = std::max(deepest, depth[n]);
  }
  return deepest;
}

bool has_note(const Document& page, std::string_view kind) {
  return std::ranges::any_of(page.notes(), [&](const std::string& note) { return note.starts_with(kind); });
}

struct HostileRow {
  const char* name;
  std::string markup;         ///< between the sentences "Before." and "After."
  std::size_t max_nodes;      ///< of the whole page
  bool keeps_the_end = true;  ///< "After." survives; not where a page has more nodes than its length allows
};

std::vector<HostileRow> hostile_pages() {
  std::string attributes = "<p";
  for (int i = 0; i < 50'000; ++i) attributes += " a" + std::to_string(i) + "=v";
  std::string fonts = "<p>";  // all different: of equal ones the tree algorithm itself keeps only three
  for (int i = 0; i < 400; ++i) fonts += "<font color=" + std::to_string(i) + ">";
  return {
      {"nested divs", times(100'000, "<div>"), 300},
      {"nested divs that end", times(100'000, "<div>") + times(100'000, "</div>"), 300},
      {"nested unknown elements", times(50'000, "<x-y>"), 300},
      {"fonts rebuilt in paragraphs", fonts + times(8'000, "<p>x"), 200'000 + 70'000, false},
      {"fonts rebuilt in few paragraphs", fonts + times(100, "<p>x"), 4'000},
      {"bold with a stray end", times(60'000, "<b>x</i></p>"), 200'000 + 140'000, false},
      {"attributes of one element", attributes + ">x</p>", 20},
      {"text fostered out of a table", "<table>" + times(20'000, "x<tr>") + "</table>", 41'000, false},
      {"elements fostered out of a table", "<table>" + times(20'000, "<div>x</div><td>") + "</table>", 90'000,
       false},
      {"nested tables", times(20'000, "<table><tr><td>"), 400},
      {"nested tables with stray ends", times(20'000, "<table><tr><td></div>"), 400},
      {"nested lists", times(20'000, "<ul><li>"), 400},
      {"nested drawings", times(20'000, "<svg><g>"), 400},
      {"nested formulas", times(20'000, "<math><mi>"), 400},
      {"selects", times(20'000, "<select><option>"), 41'000},
      {"bold around blocks", times(20'000, "<b><div>x</b>"), 200'000},
      {"links around blocks", times(20'000, "<a><div>x</a>"), 200'000},
      {"templates", times(20'000, "<template>"), 400},
      {"forms", times(20'000, "<form><div>"), 400},
      {"buttons", times(20'000, "<button><span>"), 41'000},
      {"nothing but less-than", times(1 << 20, "<") + " ", 20},
      {"null bytes", std::string(100'000, '\0'), 20},
      {"comment without an end", "<!--" + times(100'000, "-- <div>"), 20, false},
      {"script without an end", "<script>" + times(100'000, "<div>"), 20, false},
      {"attribute without an end", "<a href=\"" + times(100'000, "<div>"), 20, false},
      {"many end tags", times(200'000, "</p>"), 210'000, false},
      {"many paragraphs in spans", times(200, "<span>") + times(20'000, "<p>x"), 42'000},
  };
}

TEST(HostilePage, StaysWithinItsLimits) {
  const Limits limits;
  for (const HostileRow& row : hostile_pages()) {
    const Document page = parse("<body>Before. " + row.markup + "After.</body>", {}, limits);
    EXPECT_LE(page.size(), row.max_nodes) << row.name;
    EXPECT_LE(depth_of(page), limits.max_open_elements) << row.name;
    const std::string text = page.inner_text(0);
    EXPECT_TRUE(text.contains("Before.")) << row.name;
    EXPECT_EQ(text.contains("After."), row.keeps_the_end) << row.name;
  }
}

TEST(HostilePage, HasFewNodesForItsLength) {
  // All within the other limits; a page of nothing but tags has more nodes than any article of its length.
  const Document page = parse(times(20'000, "<p>x"));
  EXPECT_TRUE(has_note(page, "html-nodes:"));
  EXPECT_LT(page.size(), 20'000u);
  EXPECT_TRUE(parse(times(400, "<p>x")).notes().empty()) << "small pages may";
}

TEST(HostilePage, JoinsTextsBetweenIgnoredTagsIntoOne) {
  // Each of these tags is ignored where it stands. The parser joined the texts by copying all of them anew.
  for (const char* unit :
       {"x</i>", "x<td>", "x<tr>", "x</div>", "x<html>", "x<body>", "x<col>", "x<frame>"}) {
    const Document page = parse("<body><div>" + times(10'000, unit) + "</div><p>After.");
    const std::string text = page.inner_text(0);
    EXPECT_EQ(std::ranges::count(text, 'x'), 10'000) << unit;
    EXPECT_LT(page.size(), 20u) << unit << " makes no nodes, and the comments between leave no trace";
  }
  // A <style> inside of a <select> is ignored like all other tags, and no text begins with it.
  const Document page = parse("<body><select><style>" + times(20'000, "x<div>") + "</select><p>After.");
  EXPECT_EQ(std::ranges::count(page.inner_text(0), 'x'), 20'000);
  EXPECT_FALSE(has_note(page, "html-copied:"));
}

TEST(HostilePage, LeavesOutTheTextOfAScriptThatIsTooDeep) {
  const Document page =
      parse(times(300, "<div>") + "<script>if (a<b) write('<article>');</script>x<script>y");
  EXPECT_EQ(page.inner_text(0), "x");
}

TEST(HostilePage, StopsWhereTextIsCopiedOverAndOver) {
  EXPECT_TRUE(has_note(parse("<table>" + times(100'000, "x</b>")), "html-copied:"));
  EXPECT_TRUE(has_note(parse("<body>" + times(20'000, "x<!doctype a>")), "html-doctypes:"));
  EXPECT_TRUE(parse("<!doctype html><table>Ships\n" + times(100, "<tr>\n<td>x</td>\n</tr>\n") + "</table>")
                  .notes()
                  .empty());
}

TEST(HostilePage, SaysWhatTheGuardsDid) {
  EXPECT_TRUE(has_note(parse(times(300, "<div>")), "html-nesting:"));
  EXPECT_TRUE(has_note(parse(times(40, "<font>") + "x"), "html-formatting:8"));
  EXPECT_TRUE(has_note(parse("<p" + times(300, " a") + ">"), "html-attributes:1"));
  EXPECT_TRUE(has_note(parse(times(300'000, "<hr>")), "html-nodes:"));
  EXPECT_TRUE(has_note(parse("<p>abcdef", {}, {.max_bytes = 5}), "html-bytes-left-out:4"));
  EXPECT_TRUE(parse("<p><b>An ordinary <i>page</i></b></p>").notes().empty());
}

TEST(HostilePage, KeepsTheShapeOutsideWhatIsTooDeep) {
  const Document page =
      parse("<main>" + times(400, "<div>") + "deep" + times(400, "</div>") + "<p>next</p></main>");
  NodeIndex paragraph = kNoNode, article = kNoNode;
  for (NodeIndex n = 0; n < page.size(); ++n) {
    if (page.tag(n) == Tag::kP) paragraph = n;
    if (page.tag(n) == Tag::kMain) article = n;
  }
  ASSERT_NE(paragraph, kNoNode);
  EXPECT_EQ(page.parent(paragraph), article);
}

TEST(HostilePage, ReadsTheStylesAndTitlesOfDrawingsAsMarkup) {
  // As the parser does. Taken for text, they hid what nests from the guard, and the parser stopped far too
  // late.
  for (const char* begin : {"<svg><style>", "<svg><title>", "<svg><textarea>", "<math><xmp>"}) {
    const Document page = parse("<body>" + (begin + times(4'000, "<b>word ")));
    EXPECT_TRUE(has_note(page, "html-nesting:") || has_note(page, "html-formatting:")) << begin;
    EXPECT_FALSE(has_note(page, "html-depth:")) << begin;
    EXPECT_TRUE(page.inner_text(0).ends_with("word ")) << begin;
  }
}

TEST(HostilePage, StopsEarlyWhereTheGuardIsDeceived) {
  // The element inside of the drawing takes the parser out of it for good, the guard until its end tag.
  const Document page =
      parse(times(9'000, "Thaw. ") + "<svg><foreignObject></svg><style><b></foreignObject>" +
            times(20'000, "<i><b>"));
  EXPECT_LT(page.size(), 9'000u);
}

TEST(HostilePage, StopsAtItsBudgetOfMemory) {
  const Document page = parse(times(100'000, "<p title=a class=b>x</p>"), {}, {.max_tree_bytes = 1 << 20});
  EXPECT_TRUE(has_note(page, "html-tree-bytes:"));
  EXPECT_LT(page.size(), 20'000u);
}

}  // namespace
}  // namespace newsloom::html
