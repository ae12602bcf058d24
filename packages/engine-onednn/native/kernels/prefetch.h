// Asks for memory that is needed soon, a few cache lines at a time: many at once would stall what computes meanwhile.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kernels/kernels.h"

namespace resnet {
namespace {

constexpr int64_t cache_line = 64;

class Prefetch {
 public:
  // Asks for nothing.
  Prefetch() : Prefetch(nullptr, 0, 1) {}
  // All `bytes` from `begin` on, in `calls` calls; there may be none. Addresses beyond what is mapped do no harm.
  Prefetch(const void* begin, int64_t bytes, int64_t calls)
      : at_(static_cast<const char*>(begin)),
        end_(at_ + bytes),
        stride_(calls > 0 ? (bytes + calls - 1) / calls : bytes) {}

  [[gnu::always_inline]] void operator()() {
    const char* until = at_ + stride_ < end_ ? at_ + stride_ : end_;
    for (; at_ < until; at_ += cache_line) __builtin_prefetch(at_, 0, 2);
  }

 private:
  const char *at_, *end_;
  int64_t stride_;
};

// Images or pixels [begin, end) of what a convolution reads and writes, of so many numbers each.
struct Stretch {
  int64_t begin, end, src_size, dst_size;
};

// While the weight gradient of a stretch is computed, in `calls` calls each: what the next stretch reads, and what the
// data gradient of this one will read, unless it is `src`.
template <class T>
inline std::array<Prefetch, 5> prefetch_gradients(const Stretch& s, const Input<T>& src,
                                                  const GradientInputs<T>& dst_gradient, const Epilogue<T>& epilogue,
                                                  int64_t calls) {
  const auto asked_for = [&](const T* array, int64_t first, int64_t size) {
    const int64_t bytes = (s.end - s.begin) * size * static_cast<int64_t>(sizeof(T));
    return array ? Prefetch(array + first * size, bytes, calls) : Prefetch();
  };
  const T* masked = epilogue.masking.src == src.data ? nullptr : epilogue.masking.src;
  return {asked_for(src.data, s.end, s.src_size), asked_for(dst_gradient.gradient, s.end, s.dst_size),
          asked_for(dst_gradient.src, s.end, s.dst_size), asked_for(masked, s.begin, s.src_size),
          asked_for(epilogue.masking.second, s.begin, s.src_size)};
}

}  // namespace
}  // namespace resnet
