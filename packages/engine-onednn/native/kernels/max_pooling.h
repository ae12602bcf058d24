// Max pooling, position by position, a vector of channels at a time. NaN is greater than any number; of equal maxima
// the first wins.
#pragma once

#include <cstring>

#include "kernels/kernels.h"
#include "kernels/vector.h"

namespace resnet {
namespace {

template <class T>
void maximum(const Tap<T>* taps, int64_t count, int64_t channels, T* maximum, uint16_t* winners) {
  for_channel_blocks(channels, [&](int64_t c, auto width) {
    Vector best = load(taps->data + c, width);
    Bits winner = Bits{} + static_cast<uint32_t>(taps->tap);
    for (const Tap<T>* t = taps + 1; t < taps + count; ++t) {
      const Vector x = load(t->data + c, width);
      const auto greater = ~(x <= best) & (best == best);
      winner = greater ? Bits{} + static_cast<uint32_t>(t->tap) : winner;
      best = greater ? x : best;
    }
    store(maximum + c, best, width);
    const Halves halves = __builtin_convertvector(winner, Halves);
    std::memcpy(winners + c, &halves, static_cast<size_t>(width) * sizeof(uint16_t));
  });
}

template <class T>
void maximum_gradient(const WonTap<T>* taps, int64_t count, int64_t channels, T* gradient) {
  for_channel_blocks(channels, [&](int64_t c, auto width) {
    Vector sum{};
    for (const WonTap<T>* t = taps; t < taps + count; ++t) {
      const Bits winner = __builtin_convertvector(load_raw<Halves>(t->winners + c, width, sizeof(uint16_t)), Bits);
      sum += winner == Bits{} + static_cast<uint32_t>(t->tap) ? load(t->gradient + c, width) : Vector{};
    }
    store(gradient + c, sum, width);
  });
}

template <class T>
constexpr MaxPoolingKernels<T> max_pooling_table() {
  return {maximum<T>, maximum_gradient<T>};
}

}  // namespace
}  // namespace resnet
