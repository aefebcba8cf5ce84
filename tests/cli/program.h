// The built program as a user meets it: arguments and input in, exit status and both outputs back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::cli_test {

struct Ended {
  int status = -1;  ///< exit status; 128 + signal if it was killed
  std::string out, err;
};

/// Runs newsloom with `arguments`, `input` on its standard input, and waits for its end.
Ended run_newsloom(const std::vector<std::string>& arguments, std::string_view input = {});

/// A folder of its own for one test, removed with everything in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// The path of `name` in the folder; the file need not exist.
  std::string path(std::string_view name) const;
  /// Writes a file and returns its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::string path_;
};

}  // namespace newsloom::cli_test
