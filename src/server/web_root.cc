#include "server/web_root.h"

#include <dlfcn.h>

#include <filesystem>
#include <system_error>

namespace newsloom::server {
namespace {

namespace fs = std::filesystem;

/// NEWSLOOM_WEB_FROM_LIBRARY is the installed folder as seen from that of libnewsloom.so.
fs::path installed_web_root() {
  static const char here = 0;  // any address inside the library
  Dl_info library{};
  if (dladdr(&here, &library) == 0 || library.dli_fname == nullptr) return {};
  std::error_code error;
  const fs::path file = fs::canonical(library.dli_fname, error);
  return error ? fs::path{} : (file.parent_path() / NEWSLOOM_WEB_FROM_LIBRARY).lexically_normal();
}

bool holds_templates(const fs::path& folder) {
  std::error_code error;
  return !folder.empty() && fs::is_directory(folder / "templates", error);
}

}  // namespace

Result<std::string> find_web_root() {
  const fs::path installed = installed_web_root();
  for (const fs::path& folder : {installed, fs::path(NEWSLOOM_WEB_SOURCE)}) {
    if (holds_templates(folder)) return folder.string();
  }
  return fail(ErrorCode::kNotFound, "no templates there; name the folder with --web-root",
              installed.string() + ", " + NEWSLOOM_WEB_SOURCE);
}

}  // namespace newsloom::server
