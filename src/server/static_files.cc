#include "server/static_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace newsloom::server {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kContentTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
}};

std::string_view content_type_of(const fs::path& path) {
  for (const auto& [suffix, type] : kContentTypes) {
    if (path.extension() == suffix) return type;
  }
  return {};
}

}  // namespace

Result<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::kNotFound, "cannot read the file", path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) return fail(ErrorCode::kNotFound, "cannot read the folder of static files", folder);
  StaticFiles loaded;
  for (const fs::directory_entry& entry : entries) {
    const std::string_view type = content_type_of(entry.path());
    if (type.empty() || entry.symlink_status(error).type() != fs::file_type::regular) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    if (!file) return fail(ErrorCode::kNotFound, "cannot read the static file", entry.path().string());
    loaded.files_[entry.path().filename().string()] = {std::string(type),
                                                       std::string(std::istreambuf_iterator<char>(file), {})};
  }
  return loaded;
}

const StaticFile* StaticFiles::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace newsloom::server
