// What the process does with memory that is given back to it.
#pragma once

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace newsloom::cli {

/// glibc returns the end of its heap to the kernel whenever a page's tree is freed, and gets it back, zeroed,
/// for the next page: a tenth of the time of extraction. Called first of all, keeps up to 32 MB for what
/// comes next; what a page needs at once is as bounded as before.
inline void keep_freed_memory() {
#if defined(__GLIBC__)
  constexpr int kKept = 32 << 20, kMapped = 4 << 20;  // bytes; a single piece of `kMapped` goes back at once
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kMapped);
#endif
}

}  // namespace newsloom::cli
