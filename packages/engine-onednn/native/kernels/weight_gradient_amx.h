// The tiles of a weight gradient in the matrix unit: channels of x by neighbouring pixels, times these pixels by
// channels of dy. A tile is three sums of 16 input by 16 output channels.
#pragma once

#include "kernels/amx.h"
#include "kernels/weight_gradient_packing.h"

namespace resnet {
namespace {

constexpr int64_t taps = 3;                // of a tile: all ky of one kx at stride 1, all kx of one ky elsewhere
constexpr int64_t tile_pairs = tile_rows;  // of an input channel and a vector of output channels

inline int64_t tile_vectors(const ConvolutionShape&) { return 1; }
inline int64_t tile_inputs(const ConvolutionShape&) { return tile_rows; }
constexpr int64_t tile_floats = taps * tile_pairs * lanes;

inline bool computes_weight_gradient(const ConvolutionShape& s) {
  return s.in_channels % tile_rows == 0 && s.stride <= 2 && s.out_channels % tile_columns == 0;
}

// Steps of two pixels that are multiplied at once, all of one row.
inline int64_t steps_at_once(const Packing& p) { return divisor_up_to(tile_depth / 2, p.steps); }

// A row of x meets three rows of dy, one for each ky, at stride 1; elsewhere three rows of x, one for each kx, meet one
// of dy.
template <bool x_shared>
[[gnu::always_inline]] inline void accumulate_row(const Packing& p, int64_t at_once, const bf16* x, const bf16* dy) {
  for (int64_t step = 0; step < p.steps; step += at_once, x += 2 * at_once, dy += 2 * lanes * at_once)
    unrolled<taps>([&](auto k) {
      constexpr int left = x_shared ? 0 : k % left_tiles, right = x_shared ? k % right_tiles : 0;
      if (!x_shared || k == 0) load_left<left>(x + (x_shared ? 0 : p.src_taps[k]), p.pitch);
      if (x_shared || k == 0) load_right<right>(dy + (x_shared ? (1 - k) * p.dst_row : 0));
      multiply_tiles<k, left, right>();
    });
}

// The tile of one kx (stride 1) or one ky (other strides), over `rows` rows of some packed images; calls `next` once a
// row.
template <class Next>
void accumulate_tile(const ConvolutionShape& s, const Packing& p, int64_t images, int64_t rows, int64_t tap,
                     const bf16* src, const bf16* dst, float* tile, Next& next) {
  const int64_t at_once = steps_at_once(p);
  const TileConfiguration tiles(tile_rows, 2 * at_once);
  unrolled<taps>([&](auto k) { load_sums<k>(tile + k * tile_pairs * lanes); });
  for (int64_t n = 0; n < images; ++n, src += p.src_size, dst += p.dst_size) {
    const bf16* x = src + (s.stride == 1 ? p.src_taps[tap] : tap * p.src_row);
    const bf16* dy = dst + (s.stride == 1 ? p.dst_row : 0);
    for (int64_t y = 0; y < rows; ++y, x += s.stride * p.src_row, dy += p.dst_row) {
      next();
      s.stride == 1 ? accumulate_row<true>(p, at_once, x, dy) : accumulate_row<false>(p, at_once, x, dy);
    }
  }
  unrolled<taps>([&](auto k) { store_sums<k>(tile + k * tile_pairs * lanes); });
}

}  // namespace
}  // namespace resnet
