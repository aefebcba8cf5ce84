// Features as bytes. Layout (do not reorder): every count and number as LEB128, sorted lists as differences,
// texts as length and bytes.
#include <algorithm>

#include "features/features.h"

namespace newsloom::features {
namespace {

class Writer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void moment(const std::optional<std::int64_t>& value) {
    number(value ? 1 : 0);
    if (value) number(static_cast<std::uint64_t>(*value) << 1 ^ static_cast<std::uint64_t>(*value >> 63));
  }
  void terms(const std::vector<TermCount>& list) {
    number(list.size());
    TermId last = 0;
    for (const TermCount& item : list) {
      number(item.term - last);
      number(item.count);
      last = item.term;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  bool ok() const { return ok_; }
  bool done() const { return at_ == end_; }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  /// A count of items that take at least one byte each: never more than there are bytes.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > static_cast<std::uint64_t>(end_ - at_)) ok_ = false;
    return ok_ ? static_cast<std::size_t>(value) : 0;
  }
  void text(std::string& out) {
    const std::size_t size = count();
    out.assign(at_, size);
    at_ += size;
  }
  std::optional<std::int64_t> moment() {
    if (number() == 0) return std::nullopt;
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  void terms(std::vector<TermCount>& out) {
    out.resize(count());
    TermId last = 0;
    for (TermCount& item : out) {
      last += static_cast<TermId>(number());
      item = {last, static_cast<std::uint16_t>(number())};
    }
  }

 private:
  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace

std::string to_bytes(const Features& f) {
  Writer out;
  out.terms(f.title);
  out.terms(f.body);
  out.terms(f.lead);
  out.number(f.names.size());
  for (const Name& name : f.names) {
    out.number(name.term);
    out.number(name.count);
    out.text(name.surface);
  }
  out.number(f.numbers.size());
  for (const Number& number : f.numbers) {
    out.number(number.term);
    out.text(number.surface);
  }
  out.number(f.shingles.size());
  std::uint32_t last = 0;
  for (const std::uint32_t shingle : f.shingles) {
    out.number(shingle - last);
    last = shingle;
  }
  out.number(f.content_hash);
  out.moment(f.published_utc);
  out.moment(f.arrival_utc);
  out.text(f.source);
  out.text(f.lang);
  out.text(f.headline);
  out.number(f.word_count);
  out.number((f.published_is_day ? 1U : 0U) | (f.teaser ? 2U : 0U) | (f.opinion ? 4U : 0U) |
             (f.round_up ? 8U : 0U) | (f.from_agency ? 16U : 0U));
  out.number(f.series);
  out.number(f.version);
  return out.take();
}

Result<void> read_bytes(std::string_view bytes, Features& f) {
  Reader in(bytes);
  in.terms(f.title);
  in.terms(f.body);
  in.terms(f.lead);
  f.names.resize(in.count());
  for (Name& name : f.names) {
    name.term = static_cast<TermId>(in.number());
    name.count = static_cast<std::uint16_t>(in.number());
    in.text(name.surface);
  }
  f.numbers.resize(in.count());
  for (Number& number : f.numbers) {
    number.term = static_cast<TermId>(in.number());
    in.text(number.surface);
  }
  f.shingles.resize(in.count());
  std::uint32_t last = 0;
  for (std::uint32_t& shingle : f.shingles) shingle = last += static_cast<std::uint32_t>(in.number());
  f.content_hash = in.number();
  f.published_utc = in.moment();
  f.arrival_utc = in.moment();
  in.text(f.source);
  in.text(f.lang);
  in.text(f.headline);
  f.word_count = static_cast<std::uint32_t>(in.number());
  const std::uint64_t flags = in.number();
  f.published_is_day = (flags & 1) != 0;
  f.teaser = (flags & 2) != 0;
  f.opinion = (flags & 4) != 0;
  f.round_up = (flags & 8) != 0;
  f.from_agency = (flags & 16) != 0;
  f.series = static_cast<TermId>(in.number());
  f.version = static_cast<std::uint8_t>(in.number());
  if (!in.ok() || !in.done()) return fail(ErrorCode::kCorruption, "stored features cannot be read");
  return {};
}

Result<Features> from_bytes(std::string_view bytes) {
  Features features;
  if (auto read = read_bytes(bytes, features); !read) return std::unexpected(std::move(read.error()));
  return features;
}

}  // namespace newsloom::features
