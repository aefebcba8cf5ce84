#include <fmt/format.h>
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
    // Schemes in disguise
    {"javascript behind spaces and line ends", "<p>%<a href=' \n\tjavascript:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript cut by line ends", "<p>%<a href='java\nscript\r:alert(1)'>more</a></p>", "<p>%more</p>\n"},
    {"javascript in hexadecimal entities without semicolons",
     "<p>%<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript in padded decimal entities", "<p>%<a href='&#0000106avascript:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript with a named tab", "<p>%<a href='jav&Tab;ascript:alert(1)'>more</a></p>", "<p>%more</p>\n"},
    {"javascript with a named line end", "<p>%<a href='java&NewLine;script&colon;alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript behind a zero byte's entity", "<p>%<a href='java&#0;script:alert(1)'>more</a></p>",
     "<p>%more</p>\n"},
    {"javascript in an unquoted value", "<p>%<a href=javascript:alert(1)>more</a></p>", "<p>%more</p>\n"},
    {"javascript that looks like an address",
     "<p>%<a href='javascript://tribune.example/%0Aalert(1)'>more</a></p>", "<p>%more</p>\n"},
    {"data address of a picture", "<p>%<a href='data:image/svg+xml;base64,PHN2Zz4='>more</a></p>",
     "<p>%more</p>\n"},
    {"blob address", "<p>%<a href='blob:https://tribune.example/1'>more</a></p>", "<p>%more</p>\n"},
    {"view-source address", "<p>%<a href='view-source:https://tribune.example/'>more</a></p>",
     "<p>%more</p>\n"},
    {"mail address", "<p>%<a href='mailto:ann@tribune.example'>more</a></p>", "<p>%more</p>\n"},
    {"intent address", "<p>%<a href='intent://x#Intent;scheme=http;end'>more</a></p>", "<p>%more</p>\n"},
    {"two addresses, the second hostile", "<p>%<a href='/x' href='javascript:alert(1)'>more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/x\">more</a></p>\n"},
    {"two addresses, the first hostile", "<p>%<a href='javascript:alert(1)' href='/x'>more</a></p>",
     "<p>%more</p>\n"},
    {"address in another case of letters", "<p>%<A HREF='JAVASCRIPT:alert(1)'>more</A></p>",
     "<p>%more</p>\n"},
    {"markup inside an address", "<p>%<a href='/x?a=<script>alert(1)</script>'>more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/x?a=%3Cscript%3Ealert(1)%3C/script%3E\">more</a></p>\n"},
    {"apostrophe inside an address", "<p>%<a href=\"/x?'onclick=alert(1)'\">more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/x?&#39;onclick=alert(1)&#39;\">more</a></p>\n"},
    {"ampersand inside an address", "<p>%<a href='/x?a=1&amp;b=2'>more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/x?a=1&amp;b=2\">more</a></p>\n"},
    {"address of another host without a scheme", "<p>%<a href='//evil.example/x'>more</a></p>",
     "<p>%<a href=\"https://evil.example/x\">more</a></p>\n"},
    // Pictures and media
    {"srcset with a script", "<p>%<img srcset='javascript:alert(1) 1x' src=x></p>", "<p>%</p>\n"},
    {"picture with sources", "<p>%<picture><source srcset='x' onerror=alert(1)><img src=x></picture></p>",
     "<p>%</p>\n"},
    {"video with a handler", "<p>%<video src=x onloadstart=alert(1)><source onerror=alert(1)></video></p>",
     "<p>%</p>\n"},
    {"audio with a handler", "<p>%<audio src=x oncanplay=alert(1)></audio></p>", "<p>%</p>\n"},
    {"image by its old name", "<p>%<image src=x onerror=alert(1)></p>", "<p>%</p>\n"},
    // Drawings, formulas and the borders between languages
    {"svg with a handler", "<p>%<svg onload=alert(1)></svg></p>", "<p>%</p>\n"},
    {"svg that animates an address",
     "<p>%<svg><a><animate attributeName=href values='javascript:alert(1)'/><text>x</text></a></svg></p>",
     "<p>%</p>\n"},
    {"svg with foreign content",
     "<p>%<svg><foreignObject><p>x<script>alert(1)</script></p></foreignObject></svg></p>", "<p>%</p>\n"},
    {"svg use of a data address", "<p>%<svg><use href='data:image/svg+xml,x#x'/></svg></p>", "<p>%</p>\n"},
    {"svg with a style that hides an end tag",
     "<p>%<svg><style><a title='</style><img src=x onerror=alert(1)>'></style></svg></p>", "<p>%</p>\n"},
    {"CDATA inside svg", "<p>%<svg><![CDATA[<script>alert(1)</script>]]></svg></p>", "<p>%</p>\n"},
    {"CDATA in text", "<p>%<![CDATA[<b>x</b>]]></p>", "<p>%x]]&gt;</p>\n"},
    {"math that turns a comment",
     "<p>%<math><mi><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>"
     "</table></mi></math></p>",
     "<p>%</p>\n"},
    {"form in a form in math",
     "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)></style></form>"
     "<p>%</p>",
     "<p>%</p>\n"},
    // Comments and declarations
    {"comment that ends at once", "<p>%<!--><img src=x onerror=alert(1)>--></p>", "<p>%--&gt;</p>\n"},
    {"comment that ends after a dash", "<p>%<!---><img src=x onerror=alert(1)>--></p>", "<p>%--&gt;</p>\n"},
    {"comment with a wrong end", "<p>%<!-- --!><img src=x onerror=alert(1)>--></p>", "<p>%--&gt;</p>\n"},
    {"comment for old browsers", "<p>%<!--[if IE]><script>alert(1)</script><![endif]--></p>", "<p>%</p>\n"},
    {"processing instruction", "<p>%<?xml-stylesheet href='javascript:alert(1)'?></p>", "<p>%</p>\n"},
    {"declaration", "<p>%<!ENTITY x 'y'></p>", "<p>%</p>\n"},
    // Raw text and its borders
    {"textarea", "<p>%<textarea><img src=x onerror=alert(1)></textarea></p>", "<p>%</p>\n"},
    {"title in the body", "<p>%<title><img src=x onerror=alert(1)></title></p>", "<p>%</p>\n"},
    {"xmp", "<xmp><img src=x onerror=alert(1)></xmp><p>%</p>", "<p>%</p>\n"},
    {"noembed and noframes",
     "<noembed><img src=x onerror=alert(1)></noembed><noframes><p>x</noframes><p>%</p>", "<p>%</p>\n"},
    {"script with a comment that opens another", "<p>%<script><!--<script>alert(1)</script>--></script></p>",
     "<p>%</p>\n"},
    {"script in another case of letters", "<p>%<ScRiPt>alert(1)</sCrIpT></p>", "<p>%</p>\n"},
    {"script with a stroke for a space", "<p>%<script/src=//evil.example/x.js></script></p>", "<p>%</p>\n"},
    {"script cut into two", "<p>%<scr<script>ipt>alert(1)</script></p>", "<p>%ipt&gt;alert(1)</p>\n"},
    {"script of a module", "<p>%<script type=module>import '//evil.example/x.js'</script></p>", "<p>%</p>\n"},
    // Forms
    {"button with an action", "<p>%<button formaction='javascript:alert(1)'>x</button></p>", "<p>%</p>\n"},
    {"input of a picture", "<p>%<input type=image src=x onerror=alert(1) autofocus onfocus=alert(1)></p>",
     "<p>%</p>\n"},
    {"select with markup", "<p>%<select><option><script>alert(1)</script></select></p>", "<p>%</p>\n"},
    {"nested forms", "<form action=/a><form action='javascript:alert(1)'><p>%</p></form></form>",
     "<p>%</p>\n"},
    // What is left of old times, and what is new
    {"marquee with handlers", "<p>%<marquee onstart=alert(1)>x</marquee></p>", "<p>%x</p>\n"},
    {"frameset", "<frameset onload=alert(1)><frame src='javascript:alert(1)'></frameset><p>%</p>",
     "<p>%</p>\n"},
    {"applet", "<p>%<applet code=x archive=x></applet></p>", "<p>%</p>\n"},
    {"link that imports", "<link rel=import href='//evil.example/x'><p>%</p>", "<p>%</p>\n"},
    {"base that moves addresses", "<p>%<a href='x'>more</a></p><base href='javascript:alert(1)//'>",
     "<p>%<a href=\"https://harrow-post.example/2026/x\">more</a></p>\n"},
    {"details that toggles", "<p>%<details open ontoggle=alert(1)>x</details></p>", "<p>%</p>\n"},
    {"element that calls itself a script",
     "<p>%<b is=x-script slot=x popovertarget=y onbeforetoggle=alert(1)>far</b></p>", "<p>%<b>far</b></p>\n"},
    {"shadow tree in a template",
     "<p>%<template shadowrootmode=open><script>alert(1)</script></template></p>", "<p>%</p>\n"},
    // Bytes
    {"control bytes in text",
     "<p>%e\x01\x02n\x7f"
     "d</p>",
     "<p>%end</p>\n"},
    {"broken bytes before a quote", "<p>%<a href=\"/\xC3\"onclick=alert(1)>more</a></p>",
     "<p>%<a href=\"https://harrow-post.example/%C3%83\">more</a></p>\n"},
    {"full-width brackets", "<p>%\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E</p>",
     "<p>%\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E</p>\n"},
    {"entities that lack their semicolons", "<p>%&ltscript&gtalert(1)&lt/script&gt</p>",
     "<p>%&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
    {"attribute that ends a tag in a value", "<p>%<b title='</b><script>alert(1)</script>'>far</b></p>",
     "<p>%<b>far</b></p>\n"},
    {"grave accents for quotes", "<p>%<a href=`javascript:alert(1)`>more</a></p>", "<p>%more</p>\n"},
};

std::string filled(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    // A sign of percent before a digit or a capital belongs to an address.
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : ' ';
    const bool text = pattern[i] == '%' && !(next >= '0' && next <= '9') && !(next >= 'A' && next <= 'Z');
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

TEST(BodyHtml, LinksAsManyAddressesAsThePageIsLongAndKeepsTheTextOfAllOthers) {
  constexpr int kLinks = 1200;
  std::string markup = "<p>" + std::string(kText);
  for (int i = 0; i < kLinks; ++i) {
    markup += fmt::format(" Ferry <a href=/{0}>number {0}</a> crosses the bay.", i);
  }
  const std::string html = sanitised(markup + "</p>");
  std::size_t links = 0;
  for (std::size_t at = 0; (at = html.find("<a href=", at)) != std::string::npos; ++at) ++links;
  EXPECT_GT(links, 250U) << "of 61 kB";
  EXPECT_LT(links, 350U);
  EXPECT_TRUE(html.contains("Ferry number 1199 crosses the bay."));
}

}  // namespace
}  // namespace newsloom
