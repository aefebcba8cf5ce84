#include "cli/password_command.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "cli/report.h"
#include "newsloom/access.h"

namespace newsloom::cli {
namespace {

/// A terminal that shows nothing of what is typed, for as long as this lives.
class Hidden {
 public:
  Hidden() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
  }
  ~Hidden() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

std::optional<std::string> ask(std::string_view prompt) {
  std::string line;
  const bool terminal = isatty(STDIN_FILENO) != 0;
  if (terminal) fmt::print(stderr, "{}: ", prompt);
  const Hidden hidden;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (terminal) fmt::print(stderr, "\n");
  return line;
}

/// Typed twice on a terminal; elsewhere the first line of standard input.
Result<std::string> ask_password() {
  const auto password = ask("New password");
  if (!password) return fail(ErrorCode::kInvalidArgument, "no password was given", "password");
  if (isatty(STDIN_FILENO) != 0 && ask("Once more") != password)
    return fail(ErrorCode::kInvalidArgument, "the two are not the same; nothing was changed", "password");
  return *password;
}

int set_password(const std::string& path) {
  auto access = Access::open(path, {.log = log_to_stderr()});
  if (!access) return report(access.error());
  const auto password = ask_password();
  if (!password) return report(password.error());
  if (auto set = (*access)->set_password(*password); !set) return report(set.error());
  fmt::print("The password is set; every session has ended.\n");
  return kDone;
}

}  // namespace

void add_password_command(CLI::App& app, int& exit_code) {
  auto path = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("password", "Sets the owner's password, also while the newsroom is served.");
  command->footer(
      "Asks on a terminal, else reads a line from standard input. At least 8 characters.\n"
      "Example:\n  newsloom password --db news.db");
  command->add_option("--db", *path, "The database")->required();
  command->callback([path, &exit_code] { exit_code = set_password(*path); });
}

}  // namespace newsloom::cli
