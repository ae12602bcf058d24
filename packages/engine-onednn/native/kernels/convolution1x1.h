// A 1x1 convolution in bf16: a product of matrices, pixels by input channels and input by output channels.
//
// A tile of six pixels by 64 output channels stays in registers over all input channels, two at a time: four vectors of
// weights meet six broadcast pairs. Pixels that a stride keeps apart, or that a normalization has left unwritten, are
// first copied, a block at a time, to rows whose pitch keeps them out of each other's cache sets.
#pragma once

#include <algorithm>
#include <cstring>

#include "kernels/multiply_add.h"
#include "kernels/prefetch.h"
#include "kernels/tile_epilogue.h"

namespace resnet {
namespace {

namespace convolution1x1 {

constexpr int64_t depth = 2;                // channels multiplied at once
constexpr int64_t block_bytes = 192 << 10;  // of pixels, in the second-level cache beside the weights of a panel
constexpr int tile_rows = 6, tile_vectors = 4;
constexpr int64_t panel = tile_vectors * lanes;

inline int64_t pitch(int64_t channels) { return channels + 2 * lanes; }

// Pixels of a block.
inline int64_t block_rows(int64_t channels) {
  const int64_t rows = block_bytes / (pitch(channels) * static_cast<int64_t>(sizeof(bf16)));
  return std::max<int64_t>(1, rows / tile_rows) * tile_rows;
}

// `rows` pixels by 64 output channels from `o` on; the sums of pixel 0 lie at `i` in the output.
template <Ending ending, int rows>
[[gnu::always_inline]] inline void multiply_tile(const bf16* x, int64_t pitch, int64_t in, const bf16* weights,
                                                 bf16* dst, int64_t i, int64_t out, int64_t o, const Epilogue<bf16>& e,
                                                 Totals (&totals)[tile_vectors]) {
  __m512 sums[rows][tile_vectors];
#pragma GCC unroll 6
  for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < tile_vectors; ++v) sums[r][v] = _mm512_setzero_ps();
#pragma GCC unroll 6
  for (int r = 0; r < rows; ++r) {
    __builtin_prefetch(dst + i + r * out, 1);
    __builtin_prefetch(dst + i + r * out + 2 * lanes, 1);
  }
  for (int64_t k = 0; k < in; k += depth, weights += panel * depth) {
    __m512i w[tile_vectors];
#pragma GCC unroll 4
    for (int v = 0; v < tile_vectors; ++v) w[v] = _mm512_loadu_si512(weights + v * lanes * depth);
#pragma GCC unroll 6
    for (int r = 0; r < rows; ++r) {
      const __m512i broadcast = broadcast_element(x + r * pitch + k);
#pragma GCC unroll 4
      for (int v = 0; v < tile_vectors; ++v) sums[r][v] = multiply_add(sums[r][v], broadcast, w[v]);
    }
  }
#pragma GCC unroll 4
  for (int v = 0; v < tile_vectors; ++v)
#pragma GCC unroll 6
    for (int r = 0; r < rows; ++r)
      finish<ending>(e, reinterpret_cast<Vector>(sums[r][v]), dst, i + r * out + v * lanes, o + v * lanes, totals[v]);
}

// A block of `rows` pixels whose output begins at `i`.
template <Ending ending>
void multiply_block(const bf16* x, int64_t pitch, int64_t rows, int64_t in, const bf16* weights, bf16* dst, int64_t i,
                    int64_t out, const Epilogue<bf16>& e, Prefetch& next) {
  for (int64_t o = 0; o < out; o += panel, weights += panel * in) {
    Totals totals[tile_vectors]{};
    int64_t r = 0;
    const auto tiles = [&](auto tile) {
      constexpr int height = tile;
      for (; r + height <= rows; r += height) {
        next();
        multiply_tile<ending, height>(x + r * pitch, pitch, in, weights, dst, i + r * out + o, out, o, e, totals);
      }
    };
    tiles(std::integral_constant<int, tile_rows>{});
    tiles(std::integral_constant<int, 1>{});
    for (int v = 0; v < tile_vectors; ++v) add_totals(e, totals[v], o + v * lanes);
  }
}

inline bool computes_convolution(const ConvolutionShape& s) {
  return s.is_convolution(1) && s.stride <= 2 && s.in_channels % 64 == 0 && s.out_channels % panel == 0;
}

inline int64_t packed_weights(const ConvolutionShape& s) { return s.in_channels * s.out_channels; }

inline int64_t scratch(const ConvolutionShape& s) { return block_rows(s.in_channels) * pitch(s.in_channels); }

// float32 [out, in] to [out / 64][in / 2][64][2].
void pack_weights(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, bf16* packed) {
  const int64_t in = s.in_channels, out = s.out_channels;
  const int64_t per_out = s.is_turned ? 1 : in, per_in = s.is_turned ? out : 1;
  for (int64_t o = first * lanes; o < last * lanes; o += lanes) {
    bf16* to = packed + o / panel * panel * in + o % panel * depth;
    for (int64_t i = 0; i < in; i += depth, to += panel * depth) {
      float pairs[lanes * depth];
      for (int64_t lane = 0; lane < lanes; ++lane)
        for (int64_t d = 0; d < depth; ++d) pairs[lane * depth + d] = weights[(o + lane) * per_out + (i + d) * per_in];
      from_float(pairs, to, lanes * depth);
    }
  }
}

// Pixels [first, first + rows) of the output's as the convolution reads them.
inline void copy_pixels(const ConvolutionShape& s, const Input<bf16>& src, int64_t first, int64_t rows, bf16* copy) {
  const int64_t in = s.in_channels, pixels = s.out_height * s.out_width;
  for (int64_t r = 0; r < rows; ++r, copy += pitch(in)) {
    int64_t at = first + r;
    if (s.stride != 1) {
      const int64_t image = at / pixels, y = at % pixels / s.out_width, x = at % s.out_width;
      at = (image * s.in_height + y * s.stride) * s.in_width + x * s.stride;
    }
    if (src.scale)
      normalize<bf16>(src.data + at * in, nullptr, copy, 1, in, src.scale, src.shift, true);
    else
      std::memcpy(copy, src.data + at * in, in * sizeof(bf16));
  }
}

void convolve(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t images,
              bf16* copy, const Epilogue<bf16>& epilogue) {
  const int64_t pixels = images * s.out_height * s.out_width, step = block_rows(s.in_channels);
  for (int64_t first = 0; first < pixels; first += step) {
    const int64_t rows = std::min(step, pixels - first);
    const bool copied = src.scale || s.stride != 1;
    if (copied) copy_pixels(s, src, first, rows, copy);
    const int64_t tiles = s.out_channels / panel * (rows + tile_rows - 1) / tile_rows;
    Prefetch next(src.data + (first + rows) * s.in_channels, s.stride == 1 ? rows * s.in_channels * sizeof(bf16) : 0,
                  tiles);
    with_ending(epilogue, [&](auto ending) {
      multiply_block<ending>(copied ? copy : src.data + first * s.in_channels,
                             copied ? pitch(s.in_channels) : s.in_channels, rows, s.in_channels, weights, dst,
                             first * s.out_channels, s.out_channels, epilogue, next);
    });
  }
}

}  // namespace convolution1x1
}  // namespace
}  // namespace resnet
