#include "server/article_view.h"

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/dictionary.h"
#include "server/folded_copies.h"
#include "server/headline_view.h"
#include "server/lead_in.h"
#include "server/moment_text.h"
#include "server/origin_view.h"
#include "server/view.h"
#include "url/url.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

/// Reports of its own story under an article: two rows of three. What else to read must stay within reach
/// under the article of a large story, whose page has them all.
constexpr std::size_t kMostCovered = 6;

void fill_byline(const Article& article, TemplateDictionary& into) {
  if (article.authors.empty()) return;
  into.ShowSection("BYLINE");
  // In another language the English word would stand before a name like a foreign body.
  if (!article.lang || article.lang->starts_with("en")) into.ShowSection("BY");
  for (std::size_t i = 0; i < article.authors.size(); ++i) {
    const bool last = i + 1 == article.authors.size();
    auto& author = *into.AddSectionDictionary("AUTHOR");
    author.SetValue("JOIN", i == 0 ? "" : last ? " and " : ", ");
    author.SetValue("NAME", display_name(article.authors[i].name));
    author.SetValue("PRINTED", article.authors[i].name);
  }
}

void fill_figure(const Image& image, const std::string& picture, TemplateDictionary& into) {
  const std::string link = outward_link(image.url);
  const auto text = [](const std::optional<std::string>& part) { return part.value_or(""); };
  if (link.empty() && text(image.caption).empty() && text(image.credit).empty() &&
      text(image.provider).empty())
    return;
  auto& figure = *into.AddSectionDictionary("FIGURE");
  show_if_any("CAPTION", text(image.caption), figure);
  show_if_any("CREDIT", text(image.credit), figure);
  show_if_any("PROVIDER", text(image.provider), figure);
  show_if_any("PICTURE", picture, figure);
  if (!picture.empty()) return;
  show_if_any("PICTURE_LINK", link, figure);
  if (!link.empty()) figure.SetValue("PICTURE_HOST", url::host_of(link).value_or(""));
}

void fill_teaser(const Article& article, TemplateDictionary& into) {
  into.ShowSection("NO_BODY");
  if (!article.summary || article.summary->empty()) return;
  const LeadIn split = split_lead_in(*article.summary, article);
  show_if_any("STANDFIRST", std::string(split.rest), into);
  show_if_any("STANDFIRST_LEAD_IN", split.lead_in, into);
}

void fill_body(const Article& article, TemplateDictionary& into) {
  std::string_view rest = article.text;
  bool first = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find("\n\n");
    const std::string_view paragraph = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 2);
    if (paragraph.empty()) continue;
    auto& section = *into.AddSectionDictionary("PARAGRAPH");
    const LeadIn split = first ? split_lead_in(paragraph, article) : LeadIn{"", paragraph};
    show_if_any("LEAD_IN", std::string(split.lead_in), section);
    section.SetValue("TEXT", std::string(split.rest));
    first = false;
  }
  if (first) fill_teaser(article, into);
}

void fill_links(const Article& article, TemplateDictionary& into) {
  if (article.section) show_if_any("SECTION", *article.section, into);
  if (!article.tags.empty()) into.ShowSection("TAGS");
  for (const std::string& tag : article.tags) into.AddSectionDictionary("TAG")->SetValue("TAG_NAME", tag);
  std::string original = outward_link(article.canonical_url);
  if (original.empty()) original = outward_link(article.url);
  if (original.empty()) return;
  auto& section = *into.AddSectionDictionary("ORIGINAL");
  section.SetValue("ORIGINAL_LINK", original);
  const std::string publisher = publisher_of(article.site_name, article.source);
  section.SetValue("ORIGINAL_NAME", publisher.empty() ? url::host_of(original).value_or("") : publisher);
}

void fill_coverage(const ArticlePage& page, TemplateDictionary& into) {
  if (page.coverage.empty()) return into.ShowSection("ALONE");
  auto& section = *into.AddSectionDictionary("COVERAGE");
  section.SetValue("STORY_LINK", path_of(page.story));
  std::vector<Report> reports = fold_copies(page.coverage);
  if (reports.size() > kMostCovered) {
    std::int64_t left = 0;
    for (const Report& report : std::span(reports).subspan(kMostCovered))
      left += 1 + static_cast<std::int64_t>(report.copies.size());
    show_if_any("MORE", fmt::format("{} more", left), section);
    reports.resize(kMostCovered);
  }
  for (const Report& report : reports)
    fill_copies(report, add_headline(*report.shown, {.level = HeadingLevel::kThird, .why = report.shown->why},
                                     "ENTRY", *section.AddSectionDictionary("COVERED")));
}

void fill_entry(const RecommendedStory& story, TemplateDictionary& lane) {
  auto& entry = *lane.AddSectionDictionary("RECOMMENDED_STORY");
  auto& headline =
      add_headline(story.headline, {.level = HeadingLevel::kFourth, .why = story.why}, "ENTRY", entry);
  if (story.also.empty()) return;
  auto& also = *headline.AddSectionDictionary("ALSO");
  also.SetIntValue("ALSO_COUNT", static_cast<long>(story.also.size()));
  also.SetValue("ALSO_WORDS", story.also.size() == 1 ? "more article on this" : "more articles on this");
  for (const Headline& other : story.also) {
    add_headline(other, {.level = HeadingLevel::kNone, .why = other.why}, "ALSO_ENTRY",
                 *also.AddSectionDictionary("ALSO_ITEM"));
  }
}

void fill_recommended(const ArticlePage& page, TemplateDictionary& into) {
  if (page.recommended.empty()) return;
  into.ShowSection("RECOMMENDED");
  for (const Lane lane :
       {Lane::kMoreOnThis, Lane::kWhatCameAfter, Lane::kSamePeopleAndPlaces, Lane::kAlsoToday}) {
    TemplateDictionary* section = nullptr;
    for (const RecommendedStory& story : page.recommended) {
      if (story.lane != lane) continue;
      if (section == nullptr) {
        section = into.AddSectionDictionary("LANE");
        section->SetValue("LANE_TITLE", std::string(title_of(lane)));
        section->SetValue("LANE_NAME", std::string(name_of(lane)));
      }
      fill_entry(story, *section);
    }
  }
}

}  // namespace

void fill_article(const ArticlePage& page, const std::string& picture, TemplateDictionary& into) {
  const Article& article = page.article;
  into.SetValue("TITLE", article.title.value_or("Without a headline"));
  fill_language(article.lang, article.right_to_left, into);
  if (article.opinion) into.ShowSection("OPINION");
  if (article.published) fill_moment(*article.published, moment_in_words(*article.published), into);
  if (article.modified) {
    auto& modified = *into.AddSectionDictionary("MODIFIED");
    modified.SetValue("MODIFIED_DATETIME", to_iso(*article.modified));
    modified.SetValue("MODIFIED_WHEN", moment_in_words(*article.modified));
  }
  const std::string publisher = publisher_of(article.site_name, article.source);
  show_if_any("PUBLISHER", publisher, into);
  if (article.agency && *article.agency != publisher) show_if_any("AGENCY", *article.agency, into);
  if (article.reading_minutes) show_if_any("READING", reading_time(*article.reading_minutes), into);
  fill_byline(article, into);
  if (article.lead_image) fill_figure(*article.lead_image, picture, into);
  fill_body(article, into);
  if (page.why_no_text) show_if_any("WHY_NO_TEXT", *page.why_no_text, into);
  fill_links(article, into);
  fill_origin(page, into);
  fill_coverage(page, into);
  fill_recommended(page, into);
}

}  // namespace newsloom::server
