// Do these two texts mean the same? Asked of a neural model that the owner may install.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/result.h"

namespace newsloom::meaning {

/// A direction of unit length: the nearer two are, the more alike is what their texts mean, whatever their
/// words and languages. Empty: the text says nothing.
using Meaning = std::vector<float>;

/// The cosine of two meanings, -1..1; unrelated texts have some .8. 0 where one says nothing.
double likeness(const Meaning& a, const Meaning& b);

/// Where tools/sentence-model puts it.
std::string default_folder();

/// A sentence encoder (multilingual-e5-small, 118 million weights of four bits: Wang et al., "Multilingual E5
/// Text Embeddings", 2024), run by the engine that comes with it. tools/sentence-model puts both into a
/// folder. Some 1.5 ms of processor a token: for tens of articles a second, not for thousands. Any thread.
class SentenceModel {
 public:
  /// Of a folder that tools/sentence-model has filled. The engine is a program like any other: take no folder
  /// from strangers. Errors: kNotFound, kCorruption.
  static Result<SentenceModel> load(const std::string& folder);

  /// What an article says: the mean of its headline and its first fifty words, or, without a headline, of the
  /// first hundred by fifty.
  Meaning of(std::string_view title, std::string_view text) const;

 private:
  struct Engine;
  explicit SentenceModel(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}
  std::shared_ptr<const Engine> engine_;
};

}  // namespace newsloom::meaning
