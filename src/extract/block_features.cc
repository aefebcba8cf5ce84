#include "extract/block_features.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <unordered_map>
#include <utility>

#include "extract/container.h"
#include "extract/related.h"
#include "extract/stated_text.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Document;
using html::NodeIndex;
using html::Tag;

/// Most counts are small; a row asks for twenty logarithms.
constexpr std::size_t kKnownLogs = 1024;
const std::array<float, kKnownLogs> kLogs = [] {
  std::array<float, kKnownLogs> out{};
  for (std::size_t i = 0; i < kKnownLogs; ++i)
    out[i] = static_cast<float>(std::log2(1.0 + static_cast<double>(i)));
  return out;
}();

float log_of(double count) {
  if (count >= 0 && count < static_cast<double>(kKnownLogs)) {
    const auto whole = static_cast<std::size_t>(count);
    if (static_cast<double>(whole) == count) return kLogs[whole];
  }
  return static_cast<float>(std::log2(1.0 + count));
}
float share_of(double part, double all) { return all > 0 ? static_cast<float>(part / all) : 0.0F; }

/// A stated body of fewer runs is a teaser.
constexpr std::size_t kLeastStatedRuns = 60;

int kind_number(const Block& block) {
  switch (block.tag) {
    case Tag::kP:
      return 0;
    case Tag::kH1:
      return 1;
    case Tag::kH2:
      return 2;
    case Tag::kH3:
      return 3;
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return 4;
    case Tag::kLi:
      return 5;
    case Tag::kBlockquote:
      return 6;
    case Tag::kFigcaption:
    case Tag::kFigure:
      return 7;
    case Tag::kTd:
    case Tag::kTh:
      return 8;
    case Tag::kDt:
    case Tag::kDd:
      return 9;
    case Tag::kPre:
      return 10;
    case Tag::kDiv:
      return 11;
    case Tag::kSection:
    case Tag::kArticle:
    case Tag::kMain:
    case Tag::kBody:
      return 12;
    default:
      return 13;
  }
}

/// 1 small letter, 2 digit, 3 quote or dash, 4 another sign, 0 the usual capital.
int first_kind(const TextShape& shape) {
  const char32_t c = shape.first;
  if (c >= 'a' && c <= 'z') return 1;
  if (c >= '0' && c <= '9') return 2;
  if (c == '"' || c == '\'' || c == '-' || c == 0x201C || c == 0x201E || c == 0x00AB || c == 0x2013 ||
      c == 0x2014 || c == 0x300C)
    return 3;
  if (c < 0xC0 && !(c >= 'A' && c <= 'Z')) return 4;
  return 0;
}

struct Sums {
  double words = 0, linked = 0, running = 0;
};

/// Sums over all blocks before each, so that a range costs two look-ups.
class Prefixes {
 public:
  explicit Prefixes(const std::vector<Block>& blocks) : sums_(blocks.size() + 1) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto words = static_cast<double>(blocks[i].words);
      sums_[i + 1] = sums_[i];
      sums_[i + 1].words += words;
      sums_[i + 1].linked += words * blocks[i].link_share;
      sums_[i + 1].running += is_running(blocks[i]) ? words : 0;
    }
  }
  Sums of(BlockRange range) const {
    const Sums &a = sums_[range.first], &b = sums_[range.last];
    return {b.words - a.words, b.linked - a.linked, b.running - a.running};
  }
  Sums all() const { return sums_.back(); }

 private:
  std::vector<Sums> sums_;
};

/// Blocks that look alike are one run of paragraphs, wherever they stand.
struct Run {
  double words = 0, linked = 0, running = 0;
};

/// The blocks inside an element, for neighbours that mostly ask for the same one.
class LastRange {
 public:
  BlockRange of(const Document& page, const std::vector<Block>& blocks, NodeIndex n) {
    if (n != node_) range_ = blocks_inside(page, blocks, n);
    node_ = n;
    return range_;
  }

 private:
  NodeIndex node_ = html::kNoNode;
  BlockRange range_;
};

class RowWriter {
 public:
  RowWriter(const Document& page, const std::vector<Block>& blocks, NodeIndex container,
            const PageStatements& stated)
      : page_(page),
        blocks_(blocks),
        container_(container),
        sums_(blocks),
        stated_(stated.body),
        description_(stated.description),
        headline_(stated.headline ? text::comparison_key(*stated.headline) : std::string()) {
    for (const Block& block : blocks) {
      Run& run = runs_[block.signature];
      const auto words = static_cast<double>(block.words);
      run.words += words;
      run.linked += words * block.link_share;
      run.running += is_running(block) ? words : 0;
    }
    find_repeated();
    if (container != html::kNoNode) range_ = blocks_inside(page, blocks, container);
    find_running_range();
  }

  void run(const std::function<void(std::span<const BlockRow>)>& take) {
    std::array<BlockRow, kRowsAtOnce> rows;
    std::size_t made = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      BlockRow& row = rows[made++];
      row.fill(0);
      write_text(i, row);
      write_statements(i, row);
      write_place(i, row);
      write_surroundings(i, row);
      write_bits(blocks_[i], row);
      if (made < kRowsAtOnce && i + 1 < blocks_.size()) continue;
      take(std::span(rows).first(made));
      made = 0;
    }
  }

 private:
  /// Equal texts are numbered in their order: 0 for one without its like, else 1 for the first, 2 for the
  /// rest.
  void find_repeated() {
    std::vector<std::pair<std::uint64_t, std::size_t>> hashes;
    hashes.reserve(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) hashes.emplace_back(text::hash64(blocks_[i].text), i);
    std::ranges::sort(hashes);
    repeated_.assign(blocks_.size(), 0.0F);
    for (std::size_t k = 0; k + 1 < hashes.size(); ++k) {
      if (hashes[k].first != hashes[k + 1].first) continue;
      float& first = repeated_[hashes[k].second];
      if (first == 0.0F) first = 1.0F;
      repeated_[hashes[k + 1].second] = 2.0F;
    }
  }

  void find_running_range() {
    first_running_ = last_running_ = blocks_.size();
    for (std::size_t i = range_.first; i < range_.last; ++i) {
      if (!is_running(blocks_[i]) || blocks_[i].furniture) continue;
      if (first_running_ == blocks_.size()) first_running_ = i;
      last_running_ = i;
    }
    // The elements around the first running block, from the root down: their numbers ascend.
    if (first_running_ < blocks_.size()) {
      for (NodeIndex n = blocks_[first_running_].node; n != html::kNoNode; n = page_.parent(n))
        first_line_.push_back(n);
      std::ranges::reverse(first_line_);
    }
    next_running_.assign(blocks_.size() + 1, blocks_.size() + kFar);
    for (std::size_t i = blocks_.size(); i-- > 0;)
      next_running_[i] = is_running(blocks_[i]) ? i : next_running_[i + 1];
  }

  void write_text(std::size_t i, BlockRow& row) const {
    const Block& block = blocks_[i];
    const TextShape& shape = block.shape;
    const double words = std::max<double>(1, shape.words);
    row[f_words_log] = log_of(shape.words);
    row[f_link_share] = static_cast<float>(block.link_share);
    row[f_bold_share] = static_cast<float>(block.bold_share);
    row[f_sentence_ends] = static_cast<float>(std::min<std::uint32_t>(shape.sentence_ends, 6));
    row[f_ends_sentence] = shape.ends_sentence ? 1.0F
                           : shape.last == ':' ? 2.0F
                           : shape.last == ',' ? 3.0F
                                               : 0.0F;
    row[f_comma_rate] = share_of(shape.commas, words);
    row[f_digit_share] = share_of(shape.digits, shape.letters + shape.digits);
    row[f_capital_share] = share_of(shape.capitals, shape.letters);
    row[f_first_kind] = static_cast<float>(first_kind(shape));
    row[f_word_length] = share_of(shape.letters, words);
    row[f_kind] = static_cast<float>(block.kind);
    row[f_tag] = static_cast<float>(kind_number(block));
    row[f_furniture] = block.furniture ? 1.0F : 0.0F;
    row[f_running] = is_running(block) ? 1.0F : 0.0F;
  }

  void write_place(std::size_t i, BlockRow& row) {
    const Block& block = blocks_[i];
    const bool inside = i >= range_.first && i < range_.last;
    row[f_depth] = static_cast<float>(std::min<std::uint32_t>(block.depth, 40));
    row[f_in_container] = inside ? 1.0F : 0.0F;
    row[f_below_container] = inside ? static_cast<float>(depth_below_container(block.node)) : -1.0F;
    const Sums all = sums_.all(), held = sums_.of(range_);
    row[f_container_share] = share_of(held.running, all.running);
    row[f_page_running_log] = log_of(all.running);
    row[f_position] = share_of(static_cast<double>(i), static_cast<double>(blocks_.size()));
    // Before, inside or behind the stretch from the first to the last running block of the container.
    row[f_in_range] = first_running_ == blocks_.size() ? -2.0F
                      : i < first_running_             ? -log_of(static_cast<double>(first_running_ - i))
                      : i > last_running_ ? 10.0F + log_of(static_cast<double>(i - last_running_))
                                          : 5.0F;
    row[f_words_above_log] =
        log_of(sums_.of({range_.first, std::clamp(i, range_.first, range_.last)}).running);
    row[f_words_below_log] =
        log_of(sums_.of({std::clamp(i + 1, range_.first, range_.last), range_.last}).running);
    row[f_since_running] = log_of(static_cast<double>(std::min(i - std::min(i, last_seen_), kFar)));
    row[f_until_running] = log_of(static_cast<double>(std::min(next_running_[i + 1] - i, kFar)));
    if (is_running(block)) last_seen_ = i;
    if (block.tag == Tag::kH1) h1_seen_ = std::min(h1_seen_ + 1, 3);
    row[f_after_h1] = static_cast<float>(h1_seen_);
    write_article(i, row);
    if (block.kind == BlockKind::kHeading) {
      heading_at_ = i;
      heading_kind_ = is_related_heading(block.text) ? 3 : (block.shape.says != 0 ? 2 : 1);
    }
    row[f_heading_kind] = static_cast<float>(heading_kind_);
    row[f_heading_distance] = log_of(static_cast<double>(std::min(i - heading_at_, kFar)));
  }

  /// How far up from `n` the first running block's own line of elements is met, and how far down that is from
  /// its top: text of one article stands close together.
  std::pair<int, int> way_to_first(NodeIndex n) const {
    if (first_line_.empty()) return {kFarSteps, kFarSteps};
    const NodeIndex first = first_line_.back();
    for (int steps = 0; n != html::kNoNode && steps < kFarSteps; ++steps, n = page_.parent(n)) {
      if (n > first || first >= page_.end(n)) continue;  // not around it
      const auto found = std::ranges::lower_bound(first_line_, n);
      return {steps, static_cast<int>(first_line_.end() - found) - 1};
    }
    return {kFarSteps, kFarSteps};
  }

  /// Pages that go on scrolling hold several articles: which of them is this, and how much of the text is it?
  void write_article(std::size_t i, BlockRow& row) {
    const Block& block = blocks_[i];
    if (block.begin >= article_end_ && (block.tags & kInArticle) != 0) {
      for (NodeIndex n = block.node; n != html::kNoNode; n = page_.parent(n)) {
        if (page_.tag(n) == Tag::kArticle) article_ = n;
      }
      article_end_ = page_.end(article_);
      const Sums inside = sums_.of(blocks_inside(page_, blocks_, article_));
      article_share_ = share_of(inside.running, sums_.all().running);
      // Teasers stand in <article> too; they have hardly any running text.
      if (inside.running > kTeaserWords) articles_ = std::min(articles_ + 1, 4);
    }
    const bool inside = block.begin < article_end_;
    row[f_article_index] = inside ? static_cast<float>(articles_) : -1.0F;
    row[f_article_share] = inside ? article_share_ : -1.0F;
    if (row[f_is_headline] >= 2.0F) headline_at_ = i;
    const auto [steps, depth] = way_to_first(block.node);
    row[f_steps_to_first] = static_cast<float>(steps);
    row[f_first_depth] = static_cast<float>(depth);
    row[f_since_headline] = headline_at_ ? log_of(static_cast<double>(i - *headline_at_)) : -1.0F;
  }

  void write_surroundings(std::size_t i, BlockRow& row) {
    const Block& block = blocks_[i];
    const Run& run = runs_.at(block.signature);
    row[f_run_share] = share_of(run.running, sums_.all().running);
    row[f_run_words_log] = log_of(run.words);
    row[f_run_links] = share_of(run.linked, run.words);
    const NodeIndex parent = page_.parent(block.node);
    const NodeIndex grand = parent == html::kNoNode ? parent : page_.parent(parent);
    if (parent != html::kNoNode) {
      const BlockRange range = parents_.of(page_, blocks_, parent);
      const Sums sums = sums_.of(range);
      row[f_parent_words_log] = log_of(sums.words);
      row[f_parent_links] = share_of(sums.linked, sums.words);
      row[f_parent_blocks_log] = log_of(static_cast<double>(range.last - range.first));
    }
    if (grand != html::kNoNode) {
      const BlockRange range = grandparents_.of(page_, blocks_, grand);
      const Sums sums = sums_.of(range);
      row[f_grand_words_log] = log_of(sums.words);
      row[f_grand_links] = share_of(sums.linked, sums.words);
      row[f_grand_blocks_log] = log_of(static_cast<double>(range.last - range.first));
      row[f_grand_running] = share_of(sums.running, sums.words);
    }
    const Block* before = i > 0 ? &blocks_[i - 1] : nullptr;
    const Block* after = i + 1 < blocks_.size() ? &blocks_[i + 1] : nullptr;
    row[f_previous_words_log] = before ? log_of(before->shape.words) : -1.0F;
    row[f_previous_links] = before ? static_cast<float>(before->link_share) : -1.0F;
    row[f_next_words_log] = after ? log_of(after->shape.words) : -1.0F;
    row[f_next_links] = after ? static_cast<float>(after->link_share) : -1.0F;
    row[f_same_tag_neighbours] = (before && before->signature == block.signature ? 1.0F : 0.0F) +
                                 (after && after->signature == block.signature ? 2.0F : 0.0F);
  }

  void write_statements(std::size_t i, BlockRow& row) const {
    const Block& block = blocks_[i];
    row[f_stated] = stated_.size() < kLeastStatedRuns ? -1.0F
                    : block.words < 3                 ? 0.5F
                                                      : stated_.share(block.text);
    row[f_in_description] = description_.empty() || block.words < 5 ? -1.0F : description_.share(block.text);
    row[f_is_headline] = 0;
    if (!headline_.empty() && block.words < kHeadlineWords && text::may_begin_like(block.text, headline_)) {
      const std::string key = text::comparison_key(block.text);
      if (key == headline_) {
        row[f_is_headline] = 2.0F;
      } else if (headline_.starts_with(key) || key.starts_with(headline_)) {
        row[f_is_headline] = 1.0F;
      }
    }
    row[f_repeated] = repeated_[i];
  }

  static void write_bits(const Block& block, BlockRow& row) {
    // The row is all zeros, and few bits are set.
    const auto spread = [&](std::uint32_t bits, int from, int count) {
      for (bits &= (1u << count) - 1; bits != 0; bits &= bits - 1)
        row[static_cast<std::size_t>(from) + static_cast<std::size_t>(std::countr_zero(bits))] = 1.0F;
    };
    spread(block.tags, kTagFeatures, kAroundTags);
    spread(block.own, kOwnFeatures, kClassWordGroups);
    spread(block.near, kNearFeatures, kClassWordGroups);
    spread(block.around, kAroundFeatures, kClassWordGroups);
    spread(block.shape.says, kSaysFeatures, kLineWordGroups);
  }

  /// Elements between the block's element and the container, up to a bound.
  int depth_below_container(NodeIndex n) const {
    int depth = 0;
    while (n != container_ && n != html::kNoNode && depth < 12) {
      n = page_.parent(n);
      ++depth;
    }
    return depth;
  }

  static constexpr std::size_t kFar = 255;
  static constexpr int kFarSteps = 20;
  static constexpr std::size_t kHeadlineWords = 40;
  static constexpr double kTeaserWords = 80;

  const Document& page_;
  const std::vector<Block>& blocks_;
  NodeIndex container_;
  Prefixes sums_;
  StatedText stated_, description_;
  std::string headline_;
  std::unordered_map<std::uint32_t, Run> runs_;
  std::vector<float> repeated_;
  LastRange parents_, grandparents_;
  BlockRange range_;
  std::size_t first_running_ = 0, last_running_ = 0;
  std::vector<NodeIndex> first_line_;
  std::vector<std::size_t> next_running_;
  std::size_t last_seen_ = 0, heading_at_ = 0;
  int heading_kind_ = 0;
  float article_share_ = 0;
  int h1_seen_ = 0, articles_ = 0;
  NodeIndex article_ = html::kNoNode, article_end_ = 0;  ///< the outermost <article> that is open
  std::optional<std::size_t> headline_at_;
};

}  // namespace

std::string feature_name(int feature) {
  static constexpr std::array<std::string_view, kBlockNumbers> kNames = {
#define X(name) #name,
      NEWSLOOM_BLOCK_FEATURES(X)
#undef X
  };
  if (feature < kTagFeatures) return std::string(kNames[static_cast<std::size_t>(feature)]);
  if (feature < kOwnFeatures) return "tag:" + std::to_string(feature - kTagFeatures);
  if (feature < kNearFeatures) return "own:" + std::to_string(feature - kOwnFeatures);
  if (feature < kAroundFeatures) return "near:" + std::to_string(feature - kNearFeatures);
  if (feature < kSaysFeatures) return "around:" + std::to_string(feature - kAroundFeatures);
  return "says:" + std::to_string(feature - kSaysFeatures);
}

void each_block_row(const Document& page, const std::vector<Block>& blocks, NodeIndex container,
                    const PageStatements& stated,
                    const std::function<void(std::span<const BlockRow>)>& take) {
  RowWriter(page, blocks, container, stated).run(take);
}

}  // namespace newsloom::extract
