// The tiles of a weight gradient in registers: each step multiplies vectors of dy by broadcast numbers of x, two
// neighbouring pixels at once. A tile is 24 accumulators of 16 output channels.
#pragma once

#include "kernels/weight_gradient_packing.h"

namespace resnet {
namespace {

constexpr int64_t taps = 3;        // of a tile: all ky of one kx at stride 1, all kx of one ky elsewhere
constexpr int64_t tile_pairs = 8;  // of an input channel and a vector of output channels

// At stride 1 a broadcast of x meets three rows of dy, one for each ky. Elsewhere it meets two vectors of dy.
inline int64_t tile_vectors(const ConvolutionShape& s) { return panel_channels(s) / lanes; }
inline int64_t tile_inputs(const ConvolutionShape& s) { return tile_pairs / tile_vectors(s); }
constexpr int64_t tile_floats = taps * tile_pairs * lanes;

inline bool computes_weight_gradient(const ConvolutionShape& s) {
  return s.kernel == 3 && s.in_channels % 16 == 0 && s.stride <= 2 && s.out_channels % (tile_vectors(s) * lanes) == 0;
}

// Registers need no preparation.
inline int accumulation(const ConvolutionShape&, const Packing&, int64_t) { return 0; }

using Tile = __m512[taps][tile_pairs];

// Adds what a row of x brings to three rows of dy.
[[gnu::always_inline]] inline void accumulate_x_shared(Tile& sums, const bf16* x, const bf16* const (&dy)[3],
                                                       int64_t steps, int64_t pitch) {
  for (int64_t step = 0; step < steps; ++step) {
    __m512i d[taps];
#pragma GCC unroll 3
    for (int k = 0; k < taps; ++k) d[k] = _mm512_loadu_si512(dy[k] + step * 2 * lanes);
#pragma GCC unroll 8
    for (int i = 0; i < tile_pairs; ++i) {
      const __m512i broadcast = broadcast_element(x + i * pitch + 2 * step);
#pragma GCC unroll 3
      for (int k = 0; k < taps; ++k) sums[k][i] = multiply_add(sums[k][i], d[k], broadcast);
    }
  }
}

// Adds what three rows of x, one for each kx, bring to a row of dy: pairs of an input channel and one of two vectors.
[[gnu::always_inline]] inline void accumulate_dy_shared(Tile& sums, const bf16* x, const int64_t (&x_taps)[3],
                                                        const bf16* dy, int64_t steps, int64_t pitch) {
  for (int64_t step = 0; step < steps; ++step, dy += 4 * lanes) {
    const __m512i d[2] = {_mm512_loadu_si512(dy), _mm512_loadu_si512(dy + 2 * lanes)};
#pragma GCC unroll 3
    for (int k = 0; k < taps; ++k) {
#pragma GCC unroll 4
      for (int i = 0; i < tile_pairs / 2; ++i) {
        const __m512i broadcast = broadcast_element(x + x_taps[k] + i * pitch + 2 * step);
#pragma GCC unroll 2
        for (int v = 0; v < 2; ++v) sums[k][2 * i + v] = multiply_add(sums[k][2 * i + v], d[v], broadcast);
      }
    }
  }
}

// The tile of one kx (stride 1) or one ky (other strides), over `rows` rows of some packed images; calls `next` once a
// row.
template <class Next>
void accumulate_tile(const ConvolutionShape& s, const Packing& p, int64_t images, int64_t rows, int64_t tap,
                     const bf16* src, const bf16* dst, float* tile, Next& next) {
  Tile sums;
  for (int k = 0; k < taps; ++k)
    for (int i = 0; i < tile_pairs; ++i) sums[k][i] = _mm512_loadu_ps(tile + (k * tile_pairs + i) * lanes);
  for (int64_t n = 0; n < images; ++n, src += p.src_size, dst += p.dst_size) {
    const bf16* x = src + (s.stride == 1 ? p.src_taps[tap] : tap * p.src_row);
    const bf16* dy = dst + (s.stride == 1 ? p.dst_row : 0);
    for (int64_t y = 0; y < rows; ++y, x += s.stride * p.src_row, dy += p.dst_row) {
      next();
      if (s.stride == 1)
        accumulate_x_shared(sums, x, {dy + p.dst_row, dy, dy - p.dst_row}, p.steps, p.pitch);
      else
        accumulate_dy_shared(sums, x, p.src_taps, dy, p.steps, p.pitch);
    }
  }
  for (int k = 0; k < taps; ++k)
    for (int i = 0; i < tile_pairs; ++i) _mm512_storeu_ps(tile + (k * tile_pairs + i) * lanes, sums[k][i]);
}

}  // namespace
}  // namespace resnet
