// Running text is long and hardly linked (the shallow features of Kohlschütter, Fankhauser and Nejdl 2010),
// and it stands together (the container scoring that Readability made common).
#include "extract/container.h"

#include <cstddef>

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

constexpr std::size_t kRunningWords = 12;
constexpr double kRunningLinks = 0.4;
/// The walk goes down into a child that holds this share of the votes.
constexpr double kDominant = 0.66;

bool is_text_itself(Tag tag) { return tag == Tag::kP || tag == Tag::kLi || tag == Tag::kBlockquote; }

}  // namespace

bool is_running(const Block& block) {
  return block.kind != BlockKind::kHeading && block.kind != BlockKind::kCaption &&
         block.words >= kRunningWords && block.link_share < kRunningLinks;
}

NodeIndex find_container(const Document& page, const std::vector<Block>& blocks) {
  std::vector<double> before(blocks.size() + 1, 0);  // votes of the blocks before each
  for (const bool furniture_too : {false, true}) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const bool votes = is_running(blocks[i]) && (furniture_too || !blocks[i].furniture);
      before[i + 1] = before[i] + (votes ? static_cast<double>(blocks[i].words) : 0);
    }
    if (before.back() > 0) break;
  }
  if (before.back() <= 0) return html::kNoNode;
  const auto votes_inside = [&](NodeIndex n) {
    const BlockRange range = blocks_inside(page, blocks, n);
    return before[range.last] - before[range.first];
  };
  NodeIndex at = 0;
  double held = before.back();
  while (true) {
    NodeIndex best = html::kNoNode;
    double most = 0;
    for (NodeIndex c = page.first_child(at); c != html::kNoNode; c = page.next_sibling(c)) {
      if (page.is_text(c)) continue;
      if (const double votes = votes_inside(c); votes > most) {
        most = votes;
        best = c;
      }
    }
    if (best == html::kNoNode || most < kDominant * held || is_text_itself(page.tag(best))) return at;
    at = best;
    held = most;
  }
}

}  // namespace newsloom::extract
