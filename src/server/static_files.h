// The files under /static/: read once at start, so that no request ever names a path of the disk.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "newsloom/result.h"

namespace newsloom::server {

/// A file of the web root, whole. Errors: kNotFound.
Result<std::string> read_text_file(const std::string& path);

/// A file as it is served.
struct StaticFile {
  std::string content_type;
  std::string body;
};

/// Immutable after load; any thread.
class StaticFiles {
 public:
  /// Reads the regular files directly in `folder` whose suffix has a known content type; symbolic links are
  /// not followed. Errors: kNotFound.
  static Result<StaticFiles> load(const std::string& folder);

  /// The file of exactly that name, or nullptr. Owned by this object.
  const StaticFile* find(std::string_view name) const;

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
};

}  // namespace newsloom::server
