#include "html/document.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace newsloom::html {
namespace {

/// The tree in one line: <p>a<b>c</b></p> reads "p(a b(c))".
std::string outline(const Document& document) {
  std::string out;
  std::vector<NodeIndex> open_until;
  for (NodeIndex n = 1; n < document.size(); ++n) {
    while (!open_until.empty() && n >= open_until.back()) {
      out += ')';
      open_until.pop_back();
    }
    if (!out.empty() && out.back() != '(') out += ' ';
    if (document.is_text(n)) {
      out += document.text(n);
      continue;
    }
    out += document.tag_name(n);
    if (document.first_child(n) != kNoNode) {
      out += '(';
      open_until.push_back(document.end(n));
    }
  }
  return out + std::string(open_until.size(), ')');
}

NodeIndex find(const Document& document, Tag tag) {
  for (NodeIndex n = 0; n < document.size(); ++n) {
    if (document.tag(n) == tag) return n;
  }
  return kNoNode;
}

struct TreeRow {
  const char* name;
  std::string markup;
  std::string tree;
};

TEST(HtmlDocument, BuildsTheTreeThatBrowsersBuild) {
  const std::vector<TreeRow> rows = {
      {"nothing", "", "html(head body)"},
      {"text alone", "Rain.", "html(head body(Rain.))"},
      {"implied paragraph end", "<p>a<p>b", "html(head body(p(a) p(b)))"},
      {"implied list item end", "<ul><li>a<li>b</ul>", "html(head body(ul(li(a) li(b))))"},
      {"bold across paragraphs", "<p><b>a<p>c", "html(head body(p(b(a)) p(b(c))))"},
      {"entities", "<p>caf&eacute; &lt;b&gt; &#8217;", "html(head body(p(café <b> ’)))"},
      {"unknown element", "<my-card>x</my-card>", "html(head body(my-card(x)))"},
      {"noscript is markup", "<body><noscript><img src=a></noscript>", "html(head body(noscript(img)))"},
      {"comments are gone", "<p>a<!-- b -->c", "html(head body(p(ac)))"},
      {"script is text", "<body><script>if (a<b) {}</script>", "html(head body(script(if (a<b) {})))"},
  };
  for (const TreeRow& row : rows) {
    EXPECT_EQ(outline(parse(row.markup)), row.tree) << row.name;
  }
}

TEST(HtmlDocument, NumbersNodesSoThatASubtreeIsARange) {
  const Document page = parse("<div><p>a</p><p>b</p></div><p>c");
  const NodeIndex div = find(page, Tag::kDiv);
  const NodeIndex first = page.first_child(div);
  const NodeIndex second = page.next_sibling(first);
  EXPECT_EQ(page.tag(first), Tag::kP);
  EXPECT_EQ(page.inner_text(second), "b");
  EXPECT_EQ(page.next_sibling(second), kNoNode);
  EXPECT_EQ(page.parent(second), div);
  EXPECT_EQ(page.inner_text(page.end(div)), "c");
  EXPECT_EQ(page.end(0), page.size());
}

TEST(HtmlDocument, KeepsAttributesInOrderWithEntitiesResolved) {
  const Document page = parse(R"(<a HREF="/x?a=1&amp;b=2" title='T' hidden title="second">x</a>)");
  const NodeIndex link = find(page, Tag::kA);
  EXPECT_EQ(page.attribute(link, "href"), "/x?a=1&b=2");
  EXPECT_EQ(page.attribute(link, "title"), "T") << "the first of equal names counts";
  EXPECT_EQ(page.attribute(link, "hidden"), "");
  EXPECT_EQ(page.attribute(link, "rel"), std::nullopt);
}

TEST(HtmlDocument, LeavesOutAttributesThatSayNothingToAReader) {
  struct Row {
    std::string_view markup, kept;
  };
  for (const Row& row : {
           Row{R"(<p class=a data-track="x>y" onclick='f("</p>")' id=b>)", "class=a id=b"},
           Row{R"(<P CLASS="a"DATA-TRACK=x TITLE=b/c>)", "class=a title=b/c"},
           Row{R"(<p data-lazy-picture=a data-breadcrumb-3 DATA-LAZY=b data-crumb=c>)",
               "data-lazy-picture=a data-breadcrumb-3= data-lazy=b"},
           Row{R"(<p style="color:red">)", ""},
           Row{R"(<p style="Display: NONE">)", "style=Display: NONE"},
           Row{R"(<p style="display:&#110;one">)", "style=display:none"},
           Row{R"(<p target=x/>)", ""},
           Row{R"(<p x class="a" x/ y>)", "class=a"},
           Row{R"(<p =a class=b>)", "class=b"},
       }) {
    const Document page = parse(std::string(row.markup) + "text");
    std::string kept;
    for (const Attribute& a : page.attributes(find(page, Tag::kP)))
      kept.append(kept.empty() ? "" : " ").append(a.name).append("=").append(a.value);
    EXPECT_EQ(kept, row.kept) << row.markup;
    EXPECT_EQ(page.inner_text(0), "text") << row.markup;
  }
}

TEST(HtmlDocument, LeavesScriptsAndStylesOutOfInnerText) {
  const Document page = parse("<div>a<script>b</script><style>c</style>d</div>");
  EXPECT_EQ(page.inner_text(find(page, Tag::kDiv)), "ad");
}

/// What the scripts of a page say, a bar behind each.
std::string scripts_of(std::string_view markup) {
  const Document page = parse(markup);
  std::string out;
  for (NodeIndex n = 0; n < page.size(); ++n) {
    if (page.tag(n) != Tag::kScript) continue;
    if (page.first_child(n) != kNoNode) out += page.text(page.first_child(n));
    out += '|';
  }
  return out;
}

TEST(HtmlDocument, GivesEachScriptItsOwnWords) {
  EXPECT_EQ(scripts_of("<script>a</script><p>x<script>b<c</script><script></script><script>d"), "a|b<c||d|");
  EXPECT_EQ(scripts_of("<script>if (a </b) {}</SCRIPT >x<script type=y>&amp;</script>"),
            "if (a </b) {}|&amp;|");
  EXPECT_EQ(scripts_of("<script><!--<script>a</script>--></script><script>b</script>"),
            "<!--<script>a</script>-->|b|");
  EXPECT_EQ(
      scripts_of("<head><noscript><script>a</script></noscript></head><table><script>b</script></table>"),
      "a|b|");
}

TEST(HtmlDocument, GivesAScriptThatIsNamedByAnotherOnlyOnce) {
  // U+FDD0 and a number stand for what was kept from the parser: a page may write it too.
  const std::string first = "<script>" + std::string(1000, 'a') + "</script>";
  std::string forged =
      "<script>\xEF\xB7\x90"
      "0</script><svg>";
  for (int i = 0; i < 1000; ++i)
    forged +=
        "<script>\xEF\xB7\x90"
        "0</script>";
  EXPECT_LE(scripts_of(first + forged).size(), 1000u + 10 * 1000);
  EXPECT_LE(scripts_of(forged + "</svg>" + first).size(), 1000u + 10 * 1000);
}

TEST(HtmlDocument, DoesNotTakeTheTitleOfADrawingForThePages) {
  const Document page = parse("<body><svg><title>Icon</title></svg>");
  EXPECT_EQ(find(page, Tag::kTitle), kNoNode);
  EXPECT_NE(find(page, Tag::kSvg), kNoNode);
}

TEST(HtmlDocument, KeepsItsViewsWhenItIsMoved) {
  Document small = parse("<a href=x>");
  const Document moved = std::move(small);
  EXPECT_EQ(moved.attribute(find(moved, Tag::kA), "href"), "x");
}

struct CharsetRow {
  const char* name;
  std::string bytes;
  std::optional<std::string_view> http;
  std::string text;
};

TEST(HtmlDocument, IsTheSameWhereverThePageIsCutIntoChunks) {
  // The parser is fed in chunks of 16 kB and more; it once lost all behind an end tag that lay across a
  // border.
  const std::string head = "<html><body><textarea>", tail = "</textarea><!-- c --><p>After</p>";
  for (std::size_t chunk : {16'384UL, 32'768UL}) {
    for (std::size_t length = chunk - tail.size() - head.size(); length < chunk; ++length) {
      const Document page = parse(std::string(head).append(length, 'x').append(tail));
      ASSERT_TRUE(page.inner_text(0).contains("After")) << length;
    }
  }
}

TEST(HtmlDocument, ReadsTheDeclaredCharset) {
  const std::vector<CharsetRow> rows = {
      {"meta charset", "<meta charset=windows-1251><p>\xcc\xee\xf1\xea\xe2\xe0", {}, "Москва"},
      {"http-equiv",
       "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>\xcc\xe8\xf0",
       {},
       "Мир"},
      {"transport before meta", "<meta charset=iso-8859-1><p>\xcc\xe8\xf0", "windows-1251", "Мир"},
      {"not in a comment",
       "<!-- <meta charset=koi8-r> --><meta charset=windows-1251><p>\xcc\xe8\xf0",
       {},
       "Мир"},
      {"after a long script",
       "<script>" + std::string(2000, 'x') + "</script><meta charset=windows-1251><p>\xcc\xe8\xf0",
       {},
       "Мир"},
      {"UTF-8 beats a wrong meta", "<meta charset=iso-8859-1><p>Zürich", {}, "Zürich"},
  };
  for (const CharsetRow& row : rows) {
    const Document page = parse(row.bytes, row.http);
    EXPECT_EQ(page.inner_text(find(page, Tag::kP)), row.text) << row.name;
  }
}

TEST(Document, KeepsRawTextAsItIsWhereverItStandsAmongTheTags) {
  for (int before = 0; before < 300; ++before) {
    std::string page;
    for (int i = 0; i < before; ++i) page += "<meta>";
    const Document read = parse(page + "<title>Ferry</title><style></style><p>aground");
    EXPECT_EQ(read.inner_text(find(read, Tag::kTitle)), "Ferry") << before << " tags before";
    EXPECT_EQ(read.first_child(find(read, Tag::kStyle)), kNoNode) << before << " tags before";
  }
}

/// A text that lost white space in front has less memory than before, and what follows is appended to it.
TEST(Document, JoinsTextsOfWhichTheFirstBeganWithWhiteSpace) {
  for (const std::size_t blanks : {1U, 9U, 118U, 5000U})
    for (const std::size_t rest : {1U, 20U, 117U, 6000U})
      for (const char* before : {"", "<html>", "<head>", "<head></head>", "<table><colgroup>", "<table>"}) {
        const std::string later(rest, 'b');
        const std::string page =
            fmt::format("{0}{1}a</x>{2}</x>{2}", before, std::string(blanks, '\n'), later);
        std::string text = parse(page).inner_text(0);
        std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
        EXPECT_EQ(text, fmt::format("a{0}{0}", later))
            << before << ", " << blanks << " blanks, " << rest << " letters";
      }
}

TEST(Document, LeavesZerosOutAndKeepsTheCharactersBesideThem) {
  using std::string_literals::operator""s;
  const Document page = parse("<p>\xC3\xA0\0\0\xC3\xB0\0ml</p>"s);
  EXPECT_EQ(page.inner_text(0), "\u00E0\u00F0ml");
  EXPECT_THAT(page.notes(), testing::Contains("html-zeros-left-out:3"));
}

}  // namespace
}  // namespace newsloom::html
