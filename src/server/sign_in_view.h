// The page at which the owner signs in.
#pragma once

#include <string>

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

struct SignInPage {
  bool has_password = false;  ///< without one there is nothing to type
  std::string next = "/";     ///< the page to go on to
  std::string trouble;        ///< what went wrong before; empty at first
};

/// Fills `into` for sign_in.tpl.
void fill_sign_in(const SignInPage& page, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
