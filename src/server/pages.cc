#include "server/pages.h"

#include <fmt/format.h>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <array>
#include <functional>
#include <utility>

#include "server/article_view.h"
#include "server/dictionary.h"
#include "server/edition_view.h"
#include "server/fragment_view.h"
#include "server/static_files.h"
#include "server/status.h"
#include "server/story_view.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

constexpr std::array kTemplates = {"layout.tpl", "headline.tpl", "edition.tpl", "story.tpl",   "article.tpl",
                                   "search.tpl", "sources.tpl",  "feeds.tpl",   "status.tpl",  "sign_in.tpl",
                                   "offers.tpl", "fragment.tpl", "hand.tpl",    "password.tpl"};

void fill_frame(const Frame& frame, TemplateDictionary& layout) {
  if (frame.noindex) layout.ShowSection("NOINDEX");
  show_if_any("CANONICAL", frame.canonical, layout);
  if (frame.offer_sign_in) layout.ShowSection("SIGN_IN");
  if (frame.form_token.empty()) return;
  // For the forms of every template within.
  layout.SetTemplateGlobalValue("FORM_TOKEN", frame.form_token);
  layout.ShowTemplateGlobalSection("SIGNED_IN");
}

}  // namespace

struct Pages::Impl {
  ctemplate::TemplateCache templates;

  /// A page in its frame: `title` for the window, `file` for the middle, which `fill` fills. `feed`: the path
  /// of the page's feed without ".atom" or ".json", then the query of both, if there is a feed.
  std::string render(const std::string& title, const char* file, const Frame& frame,
                     const std::function<void(TemplateDictionary&)>& fill,
                     const std::pair<std::string, std::string>& feed = {}) const {
    TemplateDictionary layout("layout");
    layout.SetValue("WINDOW_TITLE", title);
    fill_frame(frame, layout);
    if (!feed.first.empty()) {
      auto& section = *layout.AddSectionDictionary("FEED");
      section.SetValue("ATOM", feed.first + ".atom" + feed.second);
      section.SetValue("JSON_FEED", feed.first + ".json" + feed.second);
    }
    // The search page has its own, larger one.
    if (std::string_view(file) != "search.tpl") layout.ShowSection("SEARCH_BOX");
    TemplateDictionary& content = *layout.AddIncludeDictionary("CONTENT");
    content.SetFilename(file);
    fill(content);
    std::string page;
    templates.ExpandNoLoad("layout.tpl", ctemplate::STRIP_BLANK_LINES, &layout, nullptr, &page);
    return page;
  }
};

Pages::Pages(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

Result<Pages> Pages::load(const std::string& folder) {
  auto impl = std::make_unique<Impl>();
  for (const char* name : kTemplates) {
    const std::string path = folder + "/" + name;
    auto text = read_text_file(path);
    if (!text) return std::unexpected(text.error());
    // Without the pragma a template would print foreign text as it is.
    if (!text->starts_with("{{%AUTOESCAPE context=\"HTML\"}}")) {
      return fail(ErrorCode::kCorruption, "the template does not start with {{%AUTOESCAPE context=\"HTML\"}}",
                  path);
    }
    if (!impl->templates.StringToTemplateCache(name, *text, ctemplate::STRIP_BLANK_LINES)) {
      return fail(ErrorCode::kCorruption, "mistake in the template", path);
    }
  }
  impl->templates.Freeze();
  return Pages(std::move(impl));
}

std::string Pages::article(const ArticlePage& page, const Frame& frame, const std::string& picture,
                           const HandOffer& hand) const {
  const std::string title = page.article.title.value_or("Without a headline") + " · Newsloom";
  return impl_->render(title, "article.tpl", frame, [&](TemplateDictionary& into) {
    fill_article(page, picture, into);
    fill_hand_offer(page, hand, into);
  });
}

std::string Pages::story(const Story& story, const Frame& frame) const {
  return impl_->render(story.title + " · Newsloom", "story.tpl", frame,
                       [&](TemplateDictionary& into) { fill_story(story, into); }, {path_of(story.id), ""});
}

std::string Pages::edition(const Edition& edition, const Frame& frame, const FrontPage& front) const {
  return impl_->render("Newsloom", "edition.tpl", frame,
                       [&](TemplateDictionary& into) { fill_edition(edition, frame, front, into); },
                       {"/edition", ""});
}

std::string Pages::search(const SearchForm& form, const SearchResults& results,
                          const std::vector<std::string>& languages, const Frame& frame) const {
  const std::string title = (form.words.empty() ? "Search" : form.words + " · Search") + " · Newsloom";
  return impl_->render(title, "search.tpl", frame,
                       [&](TemplateDictionary& into) { fill_search(form, results, languages, into); },
                       {form.asks_nothing() ? "" : "/search", fmt::format("?{}", form.address())});
}

std::string Pages::sources(const std::vector<Source>& sources, const Frame& frame) const {
  return impl_->render("Sources · Newsloom", "sources.tpl", frame,
                       [&](TemplateDictionary& into) { fill_sources(sources, into); });
}

std::string Pages::feeds(const FeedsPage& page, const Frame& frame) const {
  return impl_->render("Feeds · Newsloom", "feeds.tpl", frame,
                       [&](TemplateDictionary& into) { fill_feeds(page, into); });
}

std::string Pages::hand(const HandPage& page, const Frame& frame) const {
  return impl_->render("Your hand · Newsloom", "hand.tpl", frame,
                       [&](TemplateDictionary& into) { fill_hand(page, into); });
}

std::string Pages::sign_in(const SignInPage& page) const {
  return impl_->render("Sign in · Newsloom", "sign_in.tpl", {.noindex = true},
                       [&](TemplateDictionary& into) { fill_sign_in(page, into); });
}

std::string Pages::password(const PasswordPage& page, const Frame& frame) const {
  return impl_->render("Password · Newsloom", "password.tpl", frame,
                       [&](TemplateDictionary& into) { fill_password(page, into); });
}

std::string Pages::fragment(const ReadNext& next, const std::string& site) const {
  TemplateDictionary list("fragment");
  fill_fragment(next, site, list);
  std::string html;
  impl_->templates.ExpandNoLoad("fragment.tpl", ctemplate::STRIP_BLANK_LINES, &list, nullptr, &html);
  return html;
}

std::string Pages::status(int code) const {
  const StatusWords words = words_of(code);
  return told({.code = code,
               .heading = std::string(words.heading),
               .sentence = std::string(words.sentence),
               .link = {}});
}

std::string Pages::told(const Told& told) const {
  return impl_->render(told.heading + " · Newsloom", "status.tpl", {}, [&](TemplateDictionary& into) {
    into.SetIntValue("CODE", told.code);
    into.SetValue("HEADING", told.heading);
    into.SetValue("SENTENCE", told.sentence);
    show_if_any("LINK", outward_link(told.link), into);
  });
}

}  // namespace newsloom::server
