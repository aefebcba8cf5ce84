#include "intake/byte_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace newsloom::intake {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

/// The bytes of a file descriptor as they are.
class FileBytes final : public ByteSource {
 public:
  FileBytes(int descriptor, std::string name)
      : descriptor_(descriptor), name_(std::move(name)), buffer_(kBuffer) {}
  ~FileBytes() override {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }

  /// The first bytes, which next() will give again.
  Result<std::string_view> peek() {
    auto first = next();
    if (first) peeked_ = *first;
    return first;
  }

  Result<std::string_view> next() override {
    if (!peeked_.empty()) return std::exchange(peeked_, {});
    while (true) {
      const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (got >= 0) {
        offset_ += static_cast<std::size_t>(got);
        return std::string_view(buffer_.data(), static_cast<std::size_t>(got));
      }
      if (errno != EINTR)
        return fail(ErrorCode::kIo, fmt::format("cannot be read: {}", std::strerror(errno)), name_);
    }
  }

  std::size_t offset() const { return offset_; }
  const std::string& name() const { return name_; }

 private:
  int descriptor_;
  std::string name_;
  std::vector<char> buffer_;
  std::string_view peeked_;
  std::size_t offset_ = 0;
};

/// The compressed bytes that a decoder has not yet taken.
class Compressed {
 public:
  explicit Compressed(std::unique_ptr<FileBytes> file) : file_(std::move(file)) {}
  Result<bool> refill() {
    if (ended_) return false;
    if (!rest.empty()) return true;
    auto more = file_->next();
    if (!more) return std::unexpected(more.error());
    rest = *more;
    return !rest.empty();
  }
  std::unexpected<Error> damaged(std::string_view how) const {
    return fail(ErrorCode::kCorruption,
                fmt::format("is damaged near byte {}: {}", file_->offset() - rest.size(), how),
                file_->name());
  }
  /// Nothing that follows can be read.
  void end() { ended_ = true; }
  std::string_view rest;

 private:
  std::unique_ptr<FileBytes> file_;
  bool ended_ = false;
};

/// Members of gzip one after another, as archives write them: one for each record. Behind a damaged one the
/// search for the next goes byte by byte; the library itself tells whether one begins there.
class GzipBytes final : public ByteSource {
 public:
  explicit GzipBytes(std::unique_ptr<FileBytes> file) : in_(std::move(file)), buffer_(kBuffer) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~GzipBytes() override {
    if (ready_) inflateEnd(&stream_);
  }

  Result<std::string_view> next() override {
    if (!ready_) return fail(ErrorCode::kUnavailable, "zlib cannot start");
    while (true) {
      const auto more = in_.refill();
      if (!more) return std::unexpected(more.error());
      if (!*more) {
        const bool cut = inside_ && !seeking_;
        inside_ = false;
        if (cut) return in_.damaged("it ends too early");
        return std::string_view{};
      }
      if (seeking_ && !inside_) {
        in_.rest.remove_prefix(std::min(in_.rest.find(kMemberStart), in_.rest.size()));
        if (in_.rest.empty()) continue;
      }
      const std::string_view start = in_.rest;
      const bool begins = !std::exchange(inside_, true);
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in_.rest.data()));
      stream_.avail_in = static_cast<uInt>(in_.rest.size());
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      const int code = inflate(&stream_, Z_NO_FLUSH);
      in_.rest.remove_prefix(in_.rest.size() - stream_.avail_in);
      const std::size_t got = buffer_.size() - stream_.avail_out;
      if (code == Z_STREAM_END) {
        inside_ = seeking_ = false;
        inflateReset(&stream_);
        // Padding after the last member is customary on tapes.
        while (!in_.rest.empty() && in_.rest.front() == '\0') in_.rest.remove_prefix(1);
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        const char* how = stream_.msg != nullptr ? stream_.msg : "no gzip data";
        const bool told = std::exchange(seeking_, true);
        inside_ = false;
        inflateReset(&stream_);
        if (!told) return in_.damaged(how);
        // What looked like a member was none: the search goes on behind its first byte.
        if (begins) in_.rest = start.substr(1);
        continue;
      }
      if (got > 0) return std::string_view(buffer_.data(), got);
    }
  }

 private:
  Compressed in_;
  std::vector<char> buffer_;
  static constexpr char kMemberStart = '\x1f';
  z_stream stream_{};
  bool ready_ = false;
  bool inside_ = false;   ///< a member has begun and not ended
  bool seeking_ = false;  ///< behind damage: no member has been read to its end since
};

class ZstdBytes final : public ByteSource {
 public:
  explicit ZstdBytes(std::unique_ptr<FileBytes> file)
      : in_(std::move(file)), buffer_(kBuffer), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {}

  Result<std::string_view> next() override {
    while (true) {
      const auto more = in_.refill();
      if (!more) return std::unexpected(more.error());
      if (!*more) {
        if (inside_) {
          inside_ = false;
          return in_.damaged("it ends too early");
        }
        return std::string_view{};
      }
      ZSTD_inBuffer in{in_.rest.data(), in_.rest.size(), 0};
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      const std::size_t code = ZSTD_decompressStream(stream_.get(), &out, &in);
      in_.rest.remove_prefix(in.pos);
      if (ZSTD_isError(code) != 0) {
        inside_ = false;
        in_.end();
        return in_.damaged(ZSTD_getErrorName(code));
      }
      inside_ = code != 0;
      if (out.pos > 0) return std::string_view(buffer_.data(), out.pos);
    }
  }

 private:
  Compressed in_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream_;
  bool inside_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::string& path) {
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                fmt::format("cannot be opened: {}", std::strerror(errno)), path);
  }
  auto file = std::make_unique<FileBytes>(descriptor, path);
  const auto start = file->peek();
  if (!start) return std::unexpected(start.error());
  if (start->starts_with("\x1f\x8b")) return std::make_unique<GzipBytes>(std::move(file));
  if (start->starts_with("\x28\xb5\x2f\xfd")) return std::make_unique<ZstdBytes>(std::move(file));
  return file;
}

Result<bool> ByteSource::read(std::string& out, std::size_t most) {
  if (rest_.empty()) {
    auto more = next();
    if (!more) return std::unexpected(more.error());
    rest_ = *more;
    if (rest_.empty()) return false;
  }
  const std::size_t taken = std::min(most, rest_.size());
  out.append(rest_.substr(0, taken));
  rest_.remove_prefix(taken);
  return true;
}

Result<bool> LineReader::next(std::string_view& line, std::size_t longest) {
  bool too_long = false;
  std::size_t searched = 0;
  while (true) {
    const std::size_t end = buffer_.find('\n', begin_ + searched);
    if (end != std::string::npos || ended_) {
      if (end == std::string::npos && begin_ == buffer_.size() && !too_long) return false;
      const std::size_t stop = std::min(end, buffer_.size());
      line = std::string_view(buffer_).substr(begin_, stop - begin_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      begin_ = std::min(stop + 1, buffer_.size());
      if (too_long || line.size() > longest)
        return fail(ErrorCode::kTooLarge, fmt::format("the line is longer than {} bytes", longest));
      return true;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    if (buffer_.size() > longest) {
      too_long = true;
      buffer_.clear();
    }
    searched = buffer_.size();
    const auto more = source_->read(buffer_, kBuffer);
    if (!more) {
      ended_ = true;
      buffer_.clear();
      return std::unexpected(more.error());
    }
    ended_ = !*more;
  }
}

}  // namespace newsloom::intake
