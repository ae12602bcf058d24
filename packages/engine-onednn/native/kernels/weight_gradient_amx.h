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
  return s.kernel == 3 && s.in_channels % tile_rows == 0 && s.stride <= 2 && s.out_channels % tile_columns == 0;
}

// Steps of two pixels that are multiplied at once, all of one line.
inline int64_t steps_at_once(const Packing& p, int64_t rows) {
  return divisor_up_to(tile_depth / 2, p.line_steps(rows));
}

// What accumulates tiles over `rows` rows lives as long as this. At stride 1 three tiles hold rows of dy.
inline TileConfiguration accumulation(const ConvolutionShape& s, const Packing& p, int64_t rows) {
  return {tile_rows, 2 * steps_at_once(p, rows), s.stride == 1 ? 1 : left_tiles};
}

// Rows of x meet three rows of dy each, one for each ky, of which the next row of x meets two again: they stay.
template <class Next>
void accumulate_rows(const Packing& p, int64_t rows, const bf16* x, const bf16* dy, Next& next) {
  load_right<0>(dy - p.dst_row);
  load_right<1>(dy);
  for (int64_t y = 0; y < rows;)
    unrolled<taps>([&](auto turn) {
      if (y++ >= rows) return;
      next();
      dy += p.dst_row;
      load_left<0>(x, p.pitch);
      x += p.src_row;
      load_right<(turn + 2) % taps>(dy);
      unrolled<taps>([&](auto k) { multiply_tiles<k, 0, (turn + 2 - k) % taps>(); });
    });
}

// Rows that are joined meet three times as many of dy.
void accumulate_joined(const Packing& p, int64_t steps, int64_t at_once, const bf16* x, const bf16* dy) {
  for (int64_t step = 0; step < steps; step += at_once, x += 2 * at_once, dy += 2 * lanes * at_once) {
    load_left<0>(x, p.pitch);
    unrolled<taps>([&](auto k) {
      load_right<k>(dy + (1 - k) * p.dst_row);
      multiply_tiles<k, 0, k>();
    });
  }
}

// Three rows of x, one for each kx, meet a row of dy.
void accumulate_strided(const Packing& p, int64_t at_once, const bf16* x, const bf16* dy) {
  for (int64_t step = 0; step < p.steps; step += at_once, x += 2 * at_once, dy += 2 * lanes * at_once) {
    load_right<0>(dy);
    unrolled<taps>([&](auto k) {
      load_left<k % left_tiles>(x + p.src_taps[k], p.pitch);
      multiply_tiles<k, k % left_tiles, 0>();
    });
  }
}

// The tile of one kx (stride 1) or one ky (other strides), over `rows` rows of some packed images; calls `next` at
// least once a line.
template <class Next>
void accumulate_tile(const ConvolutionShape& s, const Packing& p, int64_t images, int64_t rows, int64_t tap,
                     const bf16* src, const bf16* dst, float* tile, Next& next) {
  const int64_t steps = p.line_steps(rows), at_once = steps_at_once(p, rows);
  unrolled<taps>([&](auto k) { load_sums<k>(tile + k * tile_pairs * lanes); });
  for (int64_t n = 0; n < images; ++n, src += p.src_size, dst += p.dst_size) {
    const bf16* x = src + (s.stride == 1 ? p.src_taps[tap] : tap * p.src_row);
    if (p.joined) {
      next();
      accumulate_joined(p, steps, at_once, x, dst + p.dst_row);
    } else if (s.stride == 1) {
      for (int64_t step = 0; step < steps; step += at_once)
        accumulate_rows(p, rows, x + 2 * step, dst + p.dst_row + 2 * lanes * step, next);
    } else {
      for (int64_t y = 0; y < rows; ++y) {
        next();
        accumulate_strided(p, at_once, x + y * s.stride * p.src_row, dst + y * p.dst_row);
      }
    }
  }
  unrolled<taps>([&](auto k) { store_sums<k>(tile + k * tile_pairs * lanes); });
}

}  // namespace
}  // namespace resnet
