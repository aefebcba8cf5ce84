// Pictures that lie on this machine, by the address they were published at.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/result.h"
#include "server/static_files.h"

namespace newsloom::server {

/// A folder of pictures, HOST/PATH each, read once at start. A reader's browser asks nobody but this server,
/// so pictures that are not here are not shown. All const methods: any thread.
class PictureFolder {
 public:
  /// The pictures below `folder`; none if it is empty. Files that are no pictures are left out. Errors:
  /// kNotFound (no such folder, or a file that cannot be read), kTooLarge (more than kMaxPictureBytes).
  static Result<PictureFolder> load(const std::string& folder);

  /// The page of this site that shows the picture published at `url`; empty if it is not here.
  std::string path_of(const std::optional<std::string>& url) const;
  /// What lies at the rest of such a path; null if nothing does.
  const StaticFile* find(std::string_view host_and_path) const;

 private:
  std::map<std::string, StaticFile, std::less<>> pictures_;
};

/// All of a folder, kept in memory: some hundreds of pictures. A sample has a dozen.
inline constexpr std::size_t kMaxPictureBytes = std::size_t{64} << 20;

}  // namespace newsloom::server
