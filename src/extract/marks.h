// Elements whose names or kinds promise a field, found in one walk over the page.
#pragma once

#include <vector>

#include "html/document.h"

namespace newsloom::extract {

/// Lists of nodes, each in the page's order and bounded. What an element promises need not hold: the readers
/// of the fields look at what stands in it.
struct Marks {
  std::vector<html::NodeIndex> times;     ///< <time>, and elements with itemprop date…
  std::vector<html::NodeIndex> dated;     ///< class or id that speaks of a date
  std::vector<html::NodeIndex> authored;  ///< class, id, rel, itemprop or link that speaks of an author
  std::vector<html::NodeIndex> pictures;  ///< <img>, <amp-img>
  std::vector<html::NodeIndex> captions;  ///< <figcaption>, and elements named caption or credit
  std::vector<html::NodeIndex> trails;    ///< a name that speaks of crumbs: of breadcrumbs
  bool filed = false;                     ///< a link says rel="tag"
  bool phoned = false;                    ///< a link is a telephone number
  bool discussed = false;                 ///< there is a place for readers' comments
};

Marks mark_nodes(const html::Document& page);

}  // namespace newsloom::extract
