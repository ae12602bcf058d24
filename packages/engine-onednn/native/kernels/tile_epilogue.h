// How a convolution's sums go to memory: a vector of channels of one output pixel at a time.
#pragma once

#include "kernels/kernels.h"
#include "kernels/rows.h"

namespace resnet {
namespace {

// The sums of a vector of channels, and those of squares or products.
using Totals = Vector[2];

// What an epilogue asks for, known to the compiler: sums of what is written, or the one or other change before; of a
// gradient, by its mask.
enum class Ending { sums, folded, gradient, gradient_recomputed, gradient_output };

constexpr Mask mask_of(Ending ending) {
  return ending == Ending::gradient_recomputed ? Mask::recomputed
         : ending == Ending::gradient_output   ? Mask::output
                                               : Mask::none;
}

// Calls f(ending) with a constant.
template <class T, class F>
inline void with_ending(const Epilogue<T>& e, F f) {
  if (e.scale) return f(std::integral_constant<Ending, Ending::folded>{});
  if (!e.masking.src) return f(std::integral_constant<Ending, Ending::sums>{});
  switch (e.masking.mask) {
    case Mask::none: return f(std::integral_constant<Ending, Ending::gradient>{});
    case Mask::recomputed: return f(std::integral_constant<Ending, Ending::gradient_recomputed>{});
    case Mask::output: return f(std::integral_constant<Ending, Ending::gradient_output>{});
  }
}

// Writes a vector of channels of one output pixel; `i` is where they lie in the output, `o` the first of them.
template <Ending ending, class T>
[[gnu::always_inline]] inline void finish(const Epilogue<T>& e, Vector v, T* dst, int64_t i, int64_t o,
                                          Totals& totals) {
  if constexpr (ending == Ending::folded) {
    v = load(e.scale + o, Full{}) * v + load(e.shift + o, Full{});
    if (e.addend) v += load(e.addend + i, Full{});
    if (e.relu) v = relu(v);
  } else if constexpr (ending == Ending::sums) {
    totals[0] += v;
    totals[1] += v * v;
  } else {
    const Vector x = load(e.masking.src + i, Full{});
    if (e.masking.second) v += load(e.masking.second + i, Full{});
    v = masked<mask_of(ending)>(e.masking, i, o, v, x, Full{});
    totals[0] += v;
    totals[1] += v * (x - load(e.masking.mean + o, Full{}));
  }
  store(dst + i, v, Full{});
}

// Adds the totals to those of the channels from `o` on, where they are wanted.
template <class T>
inline void add_totals(const Epilogue<T>& e, const Totals& totals, int64_t o) {
  if (!e.sum) return;
  add_to(e.sum + o, totals[0], Full{});
  add_to(e.products + o, totals[1], Full{});
}

}  // namespace
}  // namespace resnet
