// What the front page shows besides the edition.
#pragma once

#include <string>

namespace newsloom::server {

class PictureFolder;

struct FrontPage {
  std::string name = {};                    ///< of the edition: "Sample news"; may be empty
  const PictureFolder* pictures = nullptr;  ///< those that its reader may see; null for none
  bool feeds = false;                       ///< this site has a page for feeds
  bool fetches = false;                     ///< a page can be had by its address
  bool offers = false;  ///< says how to fill this newsroom: to whoever may, or could after signing in
};

}  // namespace newsloom::server
