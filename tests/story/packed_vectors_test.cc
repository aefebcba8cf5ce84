#include "story/packed_vectors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "story/vector_sum.h"

namespace newsloom::story {
namespace {

ArticleVectors random_vectors(std::mt19937& random, std::size_t most) {
  ArticleVectors v;
  const auto weight = [&] { return static_cast<std::uint16_t>(random() % 3 == 0 ? 0 : random()); };
  TermId term = 0;
  const auto next = [&] { return term += 1 + static_cast<TermId>(random() % 50); };
  for (std::size_t i = random() % (most + 1); i > 0; --i)
    v.text.push_back({next(), weight(), weight(), weight()});
  for (std::size_t i = random() % (most + 1); i > 0; --i) v.names.push_back({next(), weight()});
  for (std::size_t i = random() % (most + 1); i > 0; --i) v.numbers.push_back({next(), weight()});
  v.has_title = random() % 2 == 0;
  v.has_body = !v.text.empty();
  return v;
}

void expect_equal(const ArticleVectors& a, const ArticleVectors& b) {
  EXPECT_TRUE(std::ranges::equal(a.text, b.text, [](const TextTerm& x, const TextTerm& y) {
    return x.term == y.term && x.title == y.title && x.lead == y.lead && x.body == y.body;
  }));
  const auto same = [](const Weighted& x, const Weighted& y) {
    return x.term == y.term && x.weight == y.weight;
  };
  EXPECT_TRUE(std::ranges::equal(a.names, b.names, same));
  EXPECT_TRUE(std::ranges::equal(a.numbers, b.numbers, same));
  EXPECT_EQ(a.has_title, b.has_title);
  EXPECT_EQ(a.has_body, b.has_body);
}

TEST(PackedVectors, GiveBackWhatWasPacked) {
  std::mt19937 random(11);
  ArticleVectors reused;
  for (const std::size_t most : {0, 1, 7, 8, 9, 100, 700}) {
    SCOPED_TRACE(testing::Message() << "at most " << most << " terms");
    const ArticleVectors v = random_vectors(random, most);
    const PackedVectors packed(v);
    expect_equal(packed.unpacked(), v);
    packed.unpack_into(reused);
    expect_equal(reused, v);
    EXPECT_TRUE(std::ranges::equal(packed.names(), v.names, {}, {}, &Weighted::term));
    // What weighs nothing is not there.
    for (const Weighted& name : v.names) EXPECT_EQ(packed.has_name(name.term), name.weight != 0);
    for (const Weighted& number : v.numbers) EXPECT_EQ(packed.has_number(number.term), number.weight != 0);
    EXPECT_FALSE(packed.has_name(0));
    EXPECT_FALSE(packed.has_number(0));
  }
}

TEST(PackedVectors, AreEmptyBeforeAnythingIsPacked) {
  expect_equal(PackedVectors().unpacked(), {});
  EXPECT_FALSE(PackedVectors().has_name(7));
}

/// The sum of products is the product with the sum.
TEST(VectorSum, IsTheSameWhateverCameAndWent) {
  std::mt19937 random(12);
  const ArticleVectors asked = random_vectors(random, 200);
  std::vector<PackedVectors> all;
  for (int i = 0; i < 60; ++i) all.emplace_back(random_vectors(random, 200));
  VectorSum sum;
  std::vector<bool> in(all.size());
  for (int step = 0; step < 400; ++step) {
    const std::size_t i = random() % all.size();
    in[i] ? sum.subtract(all[i]) : sum.add(all[i]);
    in[i] = !in[i];
    Products expected;
    std::size_t with_name = 0;
    const TermId name = asked.names.empty() ? 0 : asked.names.front().term;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (!in[k]) continue;
      const Products one = products(asked, all[k].unpacked());
      expected.title += one.title;
      expected.lead += one.lead;
      expected.body += one.body;
      expected.title_in_body += one.title_in_body;
      expected.body_in_title += one.body_in_title;
      expected.names += one.names;
      expected.numbers += one.numbers;
      const ArticleVectors held = all[k].unpacked();
      with_name +=
          std::ranges::any_of(held.names, [&](const Weighted& w) { return w.term == name && w.weight > 0; });
    }
    const Products found = sum.times(AskedVectors(asked));
    ASSERT_EQ(found.title, expected.title) << "step " << step;
    ASSERT_EQ(found.lead, expected.lead);
    ASSERT_EQ(found.body, expected.body);
    ASSERT_EQ(found.title_in_body, expected.title_in_body);
    ASSERT_EQ(found.body_in_title, expected.body_in_title);
    ASSERT_EQ(found.names, expected.names);
    ASSERT_EQ(found.numbers, expected.numbers);
    if (with_name > 0) {
      ASSERT_TRUE(sum.has_name(name));
    }
  }
}

}  // namespace
}  // namespace newsloom::story
