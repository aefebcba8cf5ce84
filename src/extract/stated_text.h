// How much of a block the page states elsewhere: in its JSON-LD, in its description.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// All runs of three words of a stated text, as hashes in a table of open addressing. Linear in the text.
class StatedText {
 public:
  explicit StatedText(const std::optional<std::string>& text);
  bool empty() const { return size_ == 0; }
  /// Different runs.
  std::size_t size() const { return size_; }
  /// Of the runs of `text`, the share that stands here too; of text without any run 0.
  float share(std::string_view text) const;

 private:
  /// Where `run` stands, or would stand.
  std::size_t slot_of(std::uint64_t run) const;

  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1, 0);
  std::size_t size_ = 0;
};

}  // namespace newsloom::extract
