// The pages at which the owner signs in, and sets the password for it.
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

struct PasswordPage {
  bool has_password = false;  ///< then the old one is asked for
  std::string trouble;        ///< what went wrong before; empty at first
};

/// Fills `into` for password.tpl.
void fill_password(const PasswordPage& page, ctemplate::TemplateDictionary& into);
/// Fills `into` for sign_in.tpl.
void fill_sign_in(const SignInPage& page, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
