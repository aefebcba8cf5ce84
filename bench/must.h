// What benchmarks do with an error: they end.
#pragma once

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "newsloom/result.h"

namespace newsloom::bench {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().where + ": " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace newsloom::bench
