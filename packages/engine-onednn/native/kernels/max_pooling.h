// Max pooling, position by position, sixteen channels at a time. NaN is greater than any number; of equal maxima the
// first wins.
#pragma once

#include <algorithm>

#include "kernels/kernels.h"
#include "kernels/vector.h"

namespace resnet {
namespace {

template <class T, class Width>
inline void load_lanes_of(const T* p, Width width, float (&lanes_of)[lanes]) {
  store(lanes_of, load(p, width), Full{});
}

template <class T>
void maximum(const Tap<T>* taps, int64_t count, int64_t channels, T* maximum, uint16_t* winners) {
  for_channel_blocks(channels, [&](int64_t c, auto width) {
    float best[lanes], x[lanes];
    uint16_t winner[lanes];
    load_lanes_of(taps->data + c, width, best);
    std::fill_n(winner, lanes, static_cast<uint16_t>(taps->tap));
    for (const Tap<T>* t = taps + 1; t < taps + count; ++t) {
      load_lanes_of(t->data + c, width, x);
      for (int lane = 0; lane < lanes; ++lane) {
        const bool greater = !(x[lane] <= best[lane]) && best[lane] == best[lane];
        winner[lane] = greater ? static_cast<uint16_t>(t->tap) : winner[lane];
        best[lane] = greater ? x[lane] : best[lane];
      }
    }
    store(maximum + c, load(best, Full{}), width);
    std::copy_n(winner, static_cast<int>(width), winners + c);
  });
}

template <class T>
void maximum_gradient(const WonTap<T>* taps, int64_t count, int64_t channels, T* gradient) {
  for_channel_blocks(channels, [&](int64_t c, auto width) {
    float sum[lanes]{}, g[lanes];
    uint16_t winner[lanes]{};
    for (const WonTap<T>* t = taps; t < taps + count; ++t) {
      load_lanes_of(t->gradient + c, width, g);
      std::copy_n(t->winners + c, static_cast<int>(width), winner);
      for (int lane = 0; lane < lanes; ++lane) sum[lane] += winner[lane] == t->tap ? g[lane] : 0.f;
    }
    store(gradient + c, load(sum, Full{}), width);
  });
}

template <class T>
constexpr MaxPoolingKernels<T> max_pooling_table() {
  return {maximum<T>, maximum_gradient<T>};
}

}  // namespace
}  // namespace resnet
