// What convolutions of any shape are made of where nothing faster computes them: products of a row of numbers with a
// matrix whose rows are padded with zeros to whole vectors. Sums are float32.
#pragma once

#include "kernels/kernels.h"
#include "kernels/vector.h"

namespace resnet {
namespace {

// sums[o] += x[i] weights[i][o].
template <class T>
void add_products(const T* x, int64_t in, const T* weights, int64_t padded_out, float* sums) {
  for (int64_t o = 0; o < padded_out; o += lanes) {
    Vector sum = load(sums + o, Full{});
    for (int64_t i = 0; i < in; ++i) sum += to_float(x[i]) * load(weights + i * padded_out + o, Full{});
    store(sums + o, sum, Full{});
  }
}

// sums[i][o] += x[p][i] dy[p][o], pixels p of x being `pitch` apart.
template <class T>
void add_pixel_products(const T* x, int64_t pitch, int64_t in, const float* dy, int64_t padded_out, int64_t pixels,
                        float* sums) {
  for (int64_t o = 0; o < padded_out; o += lanes)
    for (int64_t i = 0; i < in; ++i) {
      Vector sum = load(sums + i * padded_out + o, Full{});
      for (int64_t p = 0; p < pixels; ++p) sum += to_float(x[p * pitch + i]) * load(dy + p * padded_out + o, Full{});
      store(sums + i * padded_out + o, sum, Full{});
    }
}

// Rows of `channels` numbers to float32 rows padded with zeros.
template <class T>
void pad_rows(const T* x, int64_t rows, int64_t channels, int64_t padded, float* to) {
  for (int64_t r = 0; r < rows; ++r, x += channels, to += padded)
    for_channel_blocks(channels, [&](int64_t c, auto width) { store(to + c, load(x + c, width), Full{}); });
}

template <class T>
constexpr PlainKernels<T> plain_table() {
  return {lanes, add_products<T>, add_pixel_products<T>, pad_rows<T>};
}

}  // namespace
}  // namespace resnet
