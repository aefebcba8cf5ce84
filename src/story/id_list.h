// Numbers in the order in which they were added. Most lists of postings hold one or two: those need no memory
// of their own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace newsloom::story {

class IdList {
 public:
  IdList() = default;
  IdList(IdList&& other) noexcept { swap(other); }
  IdList& operator=(IdList&& other) noexcept {
    swap(other);
    return *this;
  }
  IdList(const IdList&) = delete;
  IdList& operator=(const IdList&) = delete;
  ~IdList() {
    if (capacity_ > kInside) delete[] many_;
  }

  std::span<const std::int32_t> ids() const { return {capacity_ > kInside ? many_ : few_, size_}; }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::int32_t back() const { return ids().back(); }

  void push_back(std::int32_t id) {
    if (size_ == capacity_) grow();
    data()[size_++] = id;
  }
  /// The list must be rising.
  void erase(std::int32_t id) {
    std::int32_t* const end = data() + size_;
    std::int32_t* const at = std::lower_bound(data(), end, id);
    if (at == end || *at != id) return;
    std::copy(at + 1, end, at);
    --size_;
  }

 private:
  static constexpr std::uint32_t kInside = 2;
  std::int32_t* data() { return capacity_ > kInside ? many_ : few_; }
  void grow() {
    auto* const more = new std::int32_t[std::size_t{2} * capacity_];
    std::copy_n(data(), size_, more);
    if (capacity_ > kInside) delete[] many_;
    many_ = more;
    capacity_ *= 2;
  }
  void swap(IdList& other) noexcept {
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(many_, other.many_);  // as large as few_
  }

  std::uint32_t size_ = 0, capacity_ = kInside;
  union {
    std::int32_t few_[kInside];
    std::int32_t* many_ = nullptr;
  };
  static_assert(sizeof few_ == sizeof many_);
};

}  // namespace newsloom::story
