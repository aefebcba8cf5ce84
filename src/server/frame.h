// What the frame around a page says, whatever the page is.
#pragma once

#include <string>

namespace newsloom::server {

struct Frame {
  /// The session's; empty without a session. Templates have it as {{FORM_TOKEN}}, inside {{#SIGNED_IN}};
  /// every form that posts carries it in a field "form_token".
  std::string form_token = {};
  bool offer_sign_in = false;
  /// The address at which a search engine is to find this page instead: another publisher's. Empty: this one.
  std::string canonical = {};
  bool noindex = false;
};

}  // namespace newsloom::server
