// Text goes to the tokenizer as "<language> US <text>" (US: the unit separator, U+001F, which no text of ours
// holds): FTS5 has no way to tell a tokenizer the language of a row. Ready words go as "RS <word> <word>…",
// and a query consists of ready words only: the search room cut them already.
//
// newsloom_rank(search, weights) scores a row by its hits alone. Not bm25(): that counts all rows of every
// word first (a second for a frequent one at a million articles) and looks up the length of each row. In news
// the place of a word says more than the length of the text: what an article is about stands in its title and
// at its top. weights: a blob of PhraseWeight.
#include "store/search_tokenizer.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <vector>

#include "store/search_index.h"
#include "text/index_words.h"

namespace newsloom::store {
namespace {

constexpr char kUnit = '\x1f', kReady = '\x1e';
constexpr int kTitleColumn = 0;

/// A hit in the title is worth that many first hits in the body.
constexpr double kTitleWorth = 2.0;
/// And one among the first words, where news tells the event.
constexpr double kLeadWorth = 0.6;
constexpr int kLeadWords = 60;
/// Repetition counts less and less: n hits are worth n / (n + this).
constexpr double kSaturation = 1.5;

using TokenSink = int (*)(void*, int, const char*, int, int, int);

struct Tokenizer {
  text::IndexWords words;
};

int create_tokenizer(void*, const char**, int, Fts5Tokenizer** out) {
  *out = reinterpret_cast<Fts5Tokenizer*>(new (std::nothrow) Tokenizer);
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<Tokenizer*>(tokenizer); }

int hand_over_ready(std::string_view words, void* context, TokenSink sink) {
  for (std::size_t pos = 0; pos < words.size();) {
    const std::size_t end = std::min(words.find(' ', pos), words.size());
    if (end > pos) {
      const int code = sink(context, 0, words.data() + pos, static_cast<int>(end - pos),
                            static_cast<int>(pos), static_cast<int>(end));
      if (code != SQLITE_OK) return code;
    }
    pos = end + 1;
  }
  return SQLITE_OK;
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* bytes, int size,
             TokenSink sink) {
  std::string_view text(bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(size));
  if ((flags & FTS5_TOKENIZE_QUERY) != 0) return hand_over_ready(text, context, sink);
  if (text.starts_with(kReady)) return hand_over_ready(text.substr(1), context, sink);
  const std::size_t unit = text.find(kUnit);
  const std::string_view language =
      unit == std::string_view::npos ? std::string_view{} : text.substr(0, unit);
  if (unit != std::string_view::npos) text.remove_prefix(unit + 1);
  int code = SQLITE_OK;
  reinterpret_cast<Tokenizer*>(tokenizer)->words.cut(
      text, language, text::IndexWordsOf::kArticle, [&](const text::IndexWord& word) {
        if (code != SQLITE_OK) return;
        code = sink(context, word.same_place ? FTS5_TOKEN_COLOCATED : 0, word.word.data(),
                    static_cast<int>(word.word.size()), static_cast<int>(word.begin),
                    static_cast<int>(word.end));
      });
  return code;
}

/// What one thing asked for has in one row.
struct GroupHits {
  double weight = 0;
  bool title = false;
  int body = 0;
  int first = std::numeric_limits<int>::max();
};

struct RankState {
  std::vector<PhraseWeight> weights;
  std::vector<GroupHits> groups;
};

RankState* rank_state(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_value* blob) {
  if (void* known = api->xGetAuxdata(fts, 0)) return static_cast<RankState*>(known);
  auto state = std::make_unique<RankState>();
  const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(blob));
  state->weights.resize(bytes / sizeof(PhraseWeight));
  if (!state->weights.empty())
    std::memcpy(state->weights.data(), sqlite3_value_blob(blob),
                state->weights.size() * sizeof(PhraseWeight));
  std::int64_t groups = 0;
  for (const PhraseWeight& phrase : state->weights) groups = std::max(groups, phrase.group + 1);
  state->groups.resize(static_cast<std::size_t>(groups));
  RankState* made = state.get();
  // FTS5 owns it from here on, also when it fails.
  const int code =
      api->xSetAuxdata(fts, state.release(), [](void* old) { delete static_cast<RankState*>(old); });
  return code == SQLITE_OK ? made : nullptr;
}

int count_hits(const Fts5ExtensionApi* api, Fts5Context* fts, int phrase, GroupHits& group) {
  Fts5PhraseIter hit;
  int column = -1, offset = -1;
  const int code = api->xPhraseFirst(fts, phrase, &hit, &column, &offset);
  if (code != SQLITE_OK) return code;
  for (; column >= 0; api->xPhraseNext(fts, &hit, &column, &offset)) {
    if (column == kTitleColumn) {
      group.title = true;
    } else {
      ++group.body;
      group.first = std::min(group.first, offset);
    }
  }
  return SQLITE_OK;
}

void rank_row(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int count,
              sqlite3_value** values) {
  RankState* state = count == 1 ? rank_state(api, fts, values[0]) : nullptr;
  if (state == nullptr) return sqlite3_result_error(context, "newsloom_rank: wrong call", -1);
  std::ranges::fill(state->groups, GroupHits{});
  const int phrases = std::min(api->xPhraseCount(fts), static_cast<int>(state->weights.size()));
  for (int phrase = 0; phrase < phrases; ++phrase) {
    const PhraseWeight& weight = state->weights[static_cast<std::size_t>(phrase)];
    if (weight.weight <= 0) continue;
    GroupHits& group = state->groups[static_cast<std::size_t>(weight.group)];
    group.weight = weight.weight;
    if (const int code = count_hits(api, fts, phrase, group); code != SQLITE_OK)
      return sqlite3_result_error_code(context, code);
  }
  double score = 0;
  for (const GroupHits& group : state->groups) {
    const double body = static_cast<double>(group.body);
    score += group.weight * ((group.title ? kTitleWorth : 0) + (group.first < kLeadWords ? kLeadWorth : 0) +
                             body / (body + kSaturation));
  }
  sqlite3_result_double(context, score);
}

fts5_api* api_of(sqlite3* handle) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

std::string text_for_index(std::string_view text, std::string_view language) {
  std::string out = text::base_language(language) + kUnit;
  out += text;
  return out;
}

std::string words_for_index(std::string_view words) { return kReady + std::string(words); }

int register_fts5(sqlite3* handle) {
  fts5_api* api = api_of(handle);
  if (api == nullptr) return SQLITE_ERROR;
  fts5_tokenizer tokenizer{.xCreate = create_tokenizer, .xDelete = delete_tokenizer, .xTokenize = tokenize};
  const int code = api->xCreateTokenizer(api, "newsloom", nullptr, &tokenizer, nullptr);
  if (code != SQLITE_OK) return code;
  return api->xCreateFunction(api, "newsloom_rank", nullptr, rank_row, nullptr);
}

}  // namespace newsloom::store
