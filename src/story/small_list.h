// A list of small plain items for tables of millions of lists, most of which hold one or two: those need no
// memory of their own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

namespace newsloom::story {

/// 16 bytes, and memory for items only beyond the first eight bytes' worth. Views live until the next change.
template <class Item>
class SmallList {
  static constexpr std::size_t kPointer = sizeof(void*);
  static constexpr std::size_t kItem = sizeof(std::array<Item, 1>);  // an item may itself be a pointer
  static_assert(std::is_trivially_copyable_v<Item> && kItem <= kPointer);

 public:
  SmallList() = default;
  SmallList(SmallList&& other) noexcept { swap(other); }
  SmallList& operator=(SmallList&& other) noexcept {
    swap(other);
    return *this;
  }
  SmallList(const SmallList&) = delete;
  SmallList& operator=(const SmallList&) = delete;
  ~SmallList() {
    if (capacity_ > kInside) delete[] many_;
  }

  std::span<const Item> items() const { return {capacity_ > kInside ? many_ : few_, size_}; }
  std::span<Item> items() { return {data(), size_}; }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const Item& back() const { return items().back(); }

  void push_back(Item item) { insert(size_, item); }
  void insert(std::size_t at, Item item) {
    if (size_ == capacity_) grow();
    Item* const items = data();
    std::copy_backward(items + at, items + size_, items + size_ + 1);
    items[at] = item;
    ++size_;
  }
  void erase_at(std::size_t at) {
    Item* const items = data();
    std::copy(items + at + 1, items + size_, items + at);
    --size_;
  }
  /// Leaves the first `size`. REQUIRES: there are so many.
  void shorten(std::size_t size) { size_ = static_cast<std::uint32_t>(size); }
  /// Would one more need new memory?
  bool is_full() const { return size_ == capacity_; }
  /// Gives back the memory of items that are not there, where that is more than a third.
  void fit() {
    if (capacity_ > kInside && size_ < capacity_ / 3 * 2) set_capacity(std::max(size_, kInside + 1));
  }
  /// Out of a rising list, if it is there.
  void erase(Item item) {
    const auto all = items();
    const auto at = std::ranges::lower_bound(all, item);
    if (at != all.end() && *at == item) erase_at(static_cast<std::size_t>(at - all.begin()));
  }

 private:
  static constexpr std::uint32_t kInside = kPointer / kItem;
  Item* data() { return capacity_ > kInside ? many_ : few_; }
  /// By half: of what a million lists have allocated, little stands empty.
  void grow() { set_capacity(capacity_ + std::max(2U, capacity_ / 2)); }
  /// REQUIRES: more than kInside, and room for all.
  void set_capacity(std::uint32_t capacity) {
    auto* const more = new Item[capacity];
    std::copy_n(data(), size_, more);
    if (capacity_ > kInside) delete[] many_;
    many_ = more;
    capacity_ = capacity;
  }
  void swap(SmallList& other) noexcept {
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(many_, other.many_);  // as large as few_
  }

  std::uint32_t size_ = 0, capacity_ = kInside;
  union {
    Item few_[kInside];
    Item* many_ = nullptr;
  };
  static_assert(kInside * kItem == kPointer);
};

}  // namespace newsloom::story
