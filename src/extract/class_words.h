// The words that page authors put into class, id, role and itemprop, as hints on what an element is for.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "html/document.h"

namespace newsloom::extract {

/// General words of the trade in groups. One bit each; the order is that of the learned table
/// (body_model.inc): do not renumber.
enum ClassWord : std::uint32_t {
  kNavigation = 1u << 0,  ///< nav, menu, breadcrumb
  kShare = 1u << 1,       ///< share, social
  kComments = 1u << 2,
  kRelated = 1u << 3,     ///< related, recommended, readmore
  kNewsletter = 1u << 4,  ///< newsletter, subscribe, signup
  kAdvert = 1u << 5,
  kConsent = 1u << 6,  ///< cookie, gdpr
  kBylines = 1u << 7,  ///< byline, author, bio
  kStamp = 1u << 8,    ///< date, time, meta
  kPicture = 1u << 9,  ///< caption, figure, gallery, video
  kTopics = 1u << 10,  ///< tags, category
  kFooter = 1u << 11,  ///< footer, copyright, disclaimer
  kHeader = 1u << 12,
  kTitle = 1u << 13,
  kSummary = 1u << 14,  ///< summary, lead, standfirst
  kSide = 1u << 15,     ///< sidebar, widget, rail
  kTeaser = 1u << 16,   ///< card, teaser, grid, item
  kContent = 1u << 17,  ///< content, body, text
  kStory = 1u << 18,    ///< article, post, entry, story
  kParagraph = 1u << 19,
  kGate = 1u << 20,  ///< login, paywall, premium
  kEmbed = 1u << 21,
  kPopup = 1u << 22,     ///< modal, overlay, tooltip, hidden
  kContents = 1u << 23,  ///< toc
  kList = 1u << 24,      ///< list, feed, archive, latest, popular
  kBox = 1u << 25,       ///< box, infobox, factbox, aside
};
inline constexpr int kClassWordGroups = 26;

/// The groups whose words stand in class, id, role, itemprop or data-testid of the element: whole or as parts
/// joined by signs or camelCase.
std::uint32_t class_words_of(const html::Document& page, html::NodeIndex n);

/// Does the element say one of these words ("byline", "caption") there? At most 16 words.
bool is_named(const html::Document& page, html::NodeIndex n, std::initializer_list<std::string_view> words);

}  // namespace newsloom::extract
