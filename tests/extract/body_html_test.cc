#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "newsloom/article.h"

namespace newsloom {
namespace {

constexpr std::string_view kBefore =
    "<p>The council of Harrow Bay voted late on Tuesday to keep the old ferry running through the winter, "
    "although the money for it will be gone by spring, its chairwoman said.</p>";
constexpr std::string_view kAfter =
    "<p>Nobody in the hall had expected the vote to be so close, and several members asked for it to be "
    "counted once more before they went home that night.</p>";

/// The sanitised body of a page whose article holds `markup` between two plain paragraphs, without those.
std::string sanitised(std::string_view markup) {
  Page page;
  page.url = "https://harrow-post.example/2026/ferry";
  page.body = "<!doctype html><html><head><title>Ferry</title></head><body><article><h1>Ferry stays</h1>" +
              std::string(kBefore) + std::string(markup) + std::string(kAfter) + "</article></body></html>";
  std::string html = extract_article(page).html.value_or("none");
  const std::string before = std::string(kBefore) + "\n", after = std::string(kAfter) + "\n";
  EXPECT_TRUE(html.starts_with(before)) << html;
  EXPECT_TRUE(html.ends_with(after)) << html;
  if (!html.starts_with(before) || !html.ends_with(after)) return html;
  return html.substr(before.size(), html.size() - before.size() - after.size());
}

constexpr std::string_view kText =
    "The ferry has crossed the bay every day since the bridge fell into the water nine years ago.";

struct Attack {
  std::string_view name, markup, expected;
};

/// `%` stands for kText, which makes a paragraph long enough to belong to the body.
constexpr Attack kAttacks[] = {
    {"script element", "<p>%<script>alert(1)</script></p>", "<p>%</p>\n"},
    {"script between paragraphs", "<script>alert(1)</script><p>%</p>", "<p>%</p>\n"},
    {"script in a link", "<p>%<a href='/x'><script>alert(1)</script></a></p>", "<p>%</p>\n"},
    {"event handler on a paragraph", "<p onclick=alert(1)>%</p>", "<p>%</p>\n"},
    {"event handler on inline markup", "<p><b onmouseover='alert(1)'>%</b></p>", "<p><b>%</b></p>\n"},
    {"style attribute", "<p style='background:url(javascript:alert(1))'>%</p>", "<p>%</p>\n"},
    {"style element", "<p>%<style>p{background:url(//evil.example)}</style></p>", "<p>%</p>\n"},
    {"javascript address", "<p>%<a href='javascript:alert(1)'>more</a></p>", "<p>%more</p>\n"},
    {"javascript in capitals and with tabs", "<p>%<a href='JaVa&#9;Script:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript behind control characters", "<p>%<a href='&#1;javascript:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript written as entities", "<p>%<a href='&#106;&#97;vascript&colon;alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"data address", "<p>%<a href='data:text/html,<script>alert(1)</script>'>more</a></p>", "<p>%more</p>\n"},
    {"vbscript address", "<p>%<a href='vbscript:msgbox(1)'>more</a></p>", "<p>%more</p>\n"},
    {"file address", "<p>%<a href='file:///etc/passwd'>more</a></p>", "<p>%more</p>\n"},
    {"quote that would end the attribute",
     "<p>%<a href='https://a.example/\"onclick=alert(1) x=\"'>more</a></p>",
     "<p>%<a href=\"https://a.example/%22onclick=alert(1)%20x=%22\">more</a></p>\n"},
    {"other attributes of a link", "<p>%<a href='/x' target=_blank ping='//evil.example' id=x>more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/x\">more</a></p>\n"},
    {"image with a handler", "<p>%<img src=x onerror=alert(1)></p>", "<p>%</p>\n"},
    {"svg with a script",
     "<p>%<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg></p>", "<p>%</p>\n"},
    {"math with a link",
     "<p>%<math><maction actiontype='statusline' xlink:href='javascript:alert(1)'></maction>"
     "</math></p>",
     "<p>%</p>\n"},
    {"frame", "<p>%</p><iframe src='javascript:alert(1)'></iframe>", "<p>%</p>\n"},
    {"frame with a document", "<p>%</p><iframe srcdoc='<script>alert(1)</script>'></iframe>", "<p>%</p>\n"},
    {"object and embed", "<p>%</p><object data='x.swf'></object><embed src='x.swf'>", "<p>%</p>\n"},
    {"form with a button", "<p>%</p><form action='javascript:alert(1)'><input type=submit></form>",
     "<p>%</p>\n"},
    {"base and meta in the body",
     "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>"
     "<p>%</p>",
     "<p>%</p>\n"},
    {"template", "<template><script>alert(1)</script></template><p>%</p>", "<p>%</p>\n"},
    {"noscript that a second parse would open",
     "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>"
     "<p>%</p>",
     "<p>%</p>\n"},
    {"text that looks like markup", "<p>%&lt;script&gt;alert(1)&lt;/script&gt;</p>",
     "<p>%&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
    {"text that would be an entity after a second reading", "<p>%&amp;lt;img src=x&amp;gt;</p>",
     "<p>%&amp;lt;img src=x&amp;gt;</p>\n"},
    {"comment", "<p>%<!-- <script>alert(1)</script> --></p>", "<p>%</p>\n"},
    {"unclosed tag", "<p>%<b <script>alert(1)</b></p>", "<p>%<b>alert(1)</b></p>\n"},
    {"unknown element", "<p>%<x-evil onload=alert(1)>far</x-evil></p>", "<p>%far</p>\n"},
};

std::string filled(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool text =
        pattern[i] == '%' && (i + 1 == pattern.size() || pattern[i + 1] == '<' || pattern[i + 1] == '&' ||
                              (pattern[i + 1] >= 'a' && pattern[i + 1] <= 'z'));
    if (text) {
      out += kText;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

TEST(BodyHtml, LetsNoAttackThrough) {
  for (const Attack& attack : kAttacks)
    EXPECT_EQ(sanitised(filled(attack.markup)), filled(attack.expected)) << attack.name;
}

TEST(BodyHtml, KeepsListsQuotationsSubheadsAndEmphasis) {
  const std::string text(kText);
  EXPECT_EQ(sanitised("<h3>What comes next</h3><p>" + text + " <em>Really</em>.</p><blockquote><p>" + text +
                      "</p></blockquote><ol><li>" + text + " Or so.</li><li>" + text + " Or not.</li></ol>"),
            "<h3>What comes next</h3>\n<p>" + text + " <em>Really</em>.</p>\n<blockquote>\n<p>" + text +
                "</p>\n</blockquote>\n<ol>\n<li>" + text + " Or so.</li>\n<li>" + text +
                " Or not.</li>\n</ol>\n");
}

}  // namespace
}  // namespace newsloom
