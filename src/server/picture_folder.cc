#include "server/picture_folder.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "url/url.h"

namespace newsloom::server {
namespace {

namespace fs = std::filesystem;

// What browsers draw. A drawing with scripts in it runs none of them as a picture, nor under our policy.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPictureTypes = {{
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".gif", "image/gif"},
}};

std::string_view type_of(const fs::path& path) {
  for (const auto& [suffix, type] : kPictureTypes) {
    if (path.extension() == suffix) return type;
  }
  return {};
}

}  // namespace

Result<PictureFolder> PictureFolder::load(const std::string& folder) {
  PictureFolder loaded;
  if (folder.empty()) return loaded;
  std::error_code error;
  std::size_t bytes = 0;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const std::string_view type = type_of(entries->path());
    if (type.empty() || entries->symlink_status().type() != fs::file_type::regular) continue;
    std::ifstream file(entries->path(), std::ios::binary);
    if (!file) return fail(ErrorCode::kNotFound, "cannot read the picture", entries->path().string());
    StaticFile picture{std::string(type), std::string(std::istreambuf_iterator<char>(file), {})};
    bytes += picture.body.size();
    if (bytes > kMaxPictureBytes)
      return fail(ErrorCode::kTooLarge, "too many pictures to keep in memory", folder);
    loaded.pictures_[fs::relative(entries->path(), folder, error).generic_string()] = std::move(picture);
  }
  if (error) return fail(ErrorCode::kNotFound, "cannot read the folder of pictures", folder);
  return loaded;
}

std::string PictureFolder::path_of(const std::optional<std::string>& url) const {
  if (!url || pictures_.empty()) return {};
  const std::size_t host = url->find("://");
  if (host == std::string::npos) return {};
  const std::string key = url->substr(host + 3, url->find_first_of("?#", host) - host - 3);
  return pictures_.contains(key) ? "/picture/" + key : "";
}

const StaticFile* PictureFolder::find(std::string_view host_and_path) const {
  const auto found = pictures_.find(host_and_path);
  return found == pictures_.end() ? nullptr : &found->second;
}

}  // namespace newsloom::server
