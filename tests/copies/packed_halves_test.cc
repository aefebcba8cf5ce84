#include "copies/packed_halves.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace newsloom::copies {
namespace {

std::vector<Half> packed_and_unpacked(const std::vector<Half>& values, std::size_t& bytes) {
  std::vector<std::uint8_t> packed;
  pack(values, packed);
  std::vector<Half> out;
  const std::uint8_t* const end = unpack(packed.data(), values.size(), out);
  EXPECT_EQ(end, packed.data() + packed.size());
  bytes = packed.size();
  return out;
}

TEST(PackedHalves, ComeBackWhateverTheyAre) {
  std::mt19937 random(41);
  for (const std::size_t count : {0U, 1U, 2U, 7U, 60U, 500U, 4000U, 65536U}) {
    std::set<Half> values;
    while (values.size() < count) values.insert(static_cast<Half>(random()));
    const std::vector<Half> list(values.begin(), values.end());
    std::size_t bytes = 0;
    EXPECT_EQ(packed_and_unpacked(list, bytes), list) << count;
    EXPECT_LE(bytes, count * 2 + 1) << "never more than they are";
  }
  for (const std::vector<Half>& list : {std::vector<Half>{0}, std::vector<Half>{65535},
                                        std::vector<Half>{0, 65535}, std::vector<Half>{65534, 65535}}) {
    std::size_t bytes = 0;
    EXPECT_EQ(packed_and_unpacked(list, bytes), list);
  }
}

TEST(PackedHalves, OfADamagedDatabaseNeitherRiseNorDoHarm) {
  std::mt19937 random(43);
  for (const std::size_t count : {2U, 60U, 500U, 4000U}) {
    std::vector<Half> list;
    while (list.size() < count) list.push_back(static_cast<Half>(random()));
    std::size_t bytes = 0;
    EXPECT_EQ(packed_and_unpacked(list, bytes), list) << count;
  }
}

TEST(PackedHalves, OfATextTakeLittleMoreThanAByteEach) {
  std::mt19937 random(42);
  std::set<Half> values;
  while (values.size() < 500) values.insert(static_cast<Half>(random()));
  std::size_t bytes = 0;
  packed_and_unpacked({values.begin(), values.end()}, bytes);
  EXPECT_LT(bytes, 580U);
}

}  // namespace
}  // namespace newsloom::copies
