// A stranger's program against the installed library: standard types in, standard types out.
#include <newsloom/article.h>

#include <iostream>
#include <iterator>

int main() {
  newsloom::Page page;
  page.input = "stdin";
  page.body.assign(std::istreambuf_iterator<char>(std::cin), {});
  std::cout << newsloom::extract_article(page).title.value_or("(no headline)") << "\n";
}
