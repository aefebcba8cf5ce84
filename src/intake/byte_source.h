// A file or standard input as a stream of decompressed bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/result.h"

namespace newsloom::intake {

/// Bytes of one input, gzip (any number of members) and Zstandard (any number of frames) undone as the first
/// bytes tell, whatever the name. Reads ahead by one buffer only. One thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// Opens `path`; "-" is standard input. Errors: kNotFound, kIo.
  static Result<std::unique_ptr<ByteSource>> open(const std::string& path);

  /// Appends up to `most` further bytes to `out`; false at the end. Errors: kIo, kCorruption (damaged
  /// compression; all bytes before the damage were given), naming the input and the place. After kCorruption
  /// the next call goes on with the next gzip member that can be read, if there is one.
  Result<bool> read(std::string& out, std::size_t most);

 protected:
  /// The next bytes, some or none at the end.
  virtual Result<std::string_view> next() = 0;

 private:
  std::string_view rest_;
};

/// Lines of a source. One thread.
class LineReader {
 public:
  explicit LineReader(std::unique_ptr<ByteSource> source, std::string read_ahead = {})
      : source_(std::move(source)), buffer_(std::move(read_ahead)) {}

  /// The next line without its end; false at the end. A line longer than `longest` is kTooLarge, and the next
  /// call goes on after it. The view lives until the next call.
  Result<bool> next(std::string_view& line, std::size_t longest);

 private:
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  bool ended_ = false;
};

}  // namespace newsloom::intake
