#include "server/sign_in_view.h"

#include "server/dictionary.h"
#include "server/view.h"

namespace newsloom::server {

void fill_password(const PasswordPage& page, ctemplate::TemplateDictionary& into) {
  show_if_any("TROUBLE", page.trouble, into);
  into.ShowSection(page.has_password ? "CHANGE" : "FIRST");
}

void fill_sign_in(const SignInPage& page, ctemplate::TemplateDictionary& into) {
  show_if_any("TROUBLE", page.trouble, into);
  if (!page.has_password) return into.ShowSection("NO_PASSWORD");
  into.AddSectionDictionary("FORM")->SetValue("NEXT", page.next);
}

}  // namespace newsloom::server
