// An article's names and numbers as printed, in a few hundred bytes while it waits for its second look.
#pragma once

#include <string>
#include <vector>

#include "features/features.h"

namespace newsloom::story {

class ToldFacts {
 public:
  ToldFacts() = default;
  explicit ToldFacts(const features::Features& features);
  bool has_names() const { return has_names_; }
  std::vector<features::Name> names() const;
  std::vector<features::Number> numbers() const;

 private:
  std::string packed_;  ///< names, then numbers: term, length (two bytes), as printed
  std::size_t numbers_at_ = 0;
  bool has_names_ = false;
};

}  // namespace newsloom::story
