#include "newsroom/relay.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace newsloom {
namespace {

TEST(Relay, GivesEveryReaderEveryBatchInOrder) {
  constexpr int kBatches = 500, kItems = 7;
  Relay<std::vector<int>, 2> relay;
  std::vector<int> seen[2];
  {
    std::vector<std::jthread> readers;
    for (std::size_t reader = 0; reader < 2; ++reader)
      readers.emplace_back([&, reader] {
        relay.read(reader, [&](const std::vector<int>& batch) {
          seen[reader].insert(seen[reader].end(), batch.begin(), batch.end());
          if (reader == 0 && batch.front() % 100 == 0) std::this_thread::yield();
        });
      });
    for (int i = 0; i <= kBatches; ++i) {
      std::vector<int>& batch = relay.next();
      batch.assign(i < kBatches ? kItems : 0, i);
      relay.give();
    }
  }
  std::vector<int> all;
  for (int i = 0; i < kBatches; ++i) all.insert(all.end(), kItems, i);
  EXPECT_EQ(seen[0], all);
  EXPECT_EQ(seen[1], all);
}

}  // namespace
}  // namespace newsloom
