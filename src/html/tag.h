// The elements of HTML that any room asks for by name.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::html {

enum class Tag : std::uint16_t {
  kDocument, kText, kUnknown,
  kA, kAbbr, kAddress, kArticle, kAside, kAudio, kB, kBase, kBlockquote, kBody, kBr, kButton, kCaption, kCenter, kCite,
  kCode, kDd, kDel, kDetails, kDialog, kDiv, kDl, kDt, kEm, kEmbed, kFieldset, kFigcaption, kFigure, kFont, kFooter, kForm,
  kFrame, kFrameset, kH1, kH2, kH3, kH4, kH5, kH6, kHead, kHeader, kHr, kHtml, kI, kIframe, kImg, kInput, kIns, kLabel,
  kLegend, kLi, kLink, kMain, kMark, kMenu, kMeta, kNav, kNoscript, kObject, kOl, kOption, kP, kPicture, kPre, kQ, kS,
  kScript, kSection, kSelect, kSmall, kSource, kSpan, kStrong, kStyle, kSub, kSummary, kSup, kSvg, kTable, kTbody, kTd,
  kTemplate, kTextarea, kTfoot, kTh, kThead, kTime, kTitle, kTr, kU, kUl, kVideo, kWbr,
  kCount  ///< how many there are; not a tag
};

/// "h1"; "" for kDocument, kText and kUnknown.
std::string_view name_of(Tag tag);
/// kUnknown for names not in the list. `name` in lower case.
Tag tag_from(std::string_view name);

}  // namespace newsloom::html
