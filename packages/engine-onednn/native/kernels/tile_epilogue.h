// How a convolution's sums go to memory: one output pixel of sixteen channels at a time.
#pragma once

#include "kernels.h"
#include "rows.h"

namespace resnet {
namespace {

// The sums and sums of squares of sixteen channels.
using Totals = Vector[2];

// Writes sixteen channels of one output pixel; `i` is where they lie in the output, `o` the first of them.
template <class T>
[[gnu::always_inline]] inline void finish(const Epilogue<T>& e, Vector v, T* dst, int64_t i, int64_t o,
                                          Totals& totals) {
  if (e.scale) {
    v = load(e.scale + o, Full{}) * v + load(e.shift + o, Full{});
    if (e.addend) v += load(e.addend + i, Full{});
    if (e.relu) v = relu(v);
  } else {
    totals[0] += v;
    totals[1] += v * v;
  }
  store(dst + i, v, Full{});
}

// Adds the totals to those of channels `o` to `o` + 15, where they are wanted.
template <class T>
inline void add_totals(const Epilogue<T>& e, const Totals& totals, int64_t o) {
  if (!e.sum) return;
  add_to(e.sum + o, totals[0], Full{});
  add_to(e.squares + o, totals[1], Full{});
}

}  // namespace
}  // namespace resnet
