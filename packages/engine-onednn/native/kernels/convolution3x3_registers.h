// A 3x3 convolution in bf16 by tiles of registers: of 3, 16, 32, 64, 256 or 512 input channels.
//
// One register holds 16 output channels; a tile of 14 or 16 of them stays in registers over all taps and input
// channels. Where it is 16 pixels, each pair of channels of a pixel is broadcast once and multiplied by the weights of
// all kx that it meets, three for as many neighbouring outputs at stride 1.
#pragma once

#include "kernels/band3x3.h"
#include "kernels/multiply_add.h"
#include "kernels/packed_weights3x3.h"
#include "kernels/prefetch.h"
#include "kernels/tile_epilogue.h"

namespace resnet {
namespace {

// Rows of ImageNet's sizes, 7 to 112, are cut into tiles of seven pixels by two vectors of output channels; others into
// tiles of sixteen pixels, of one row or two, by one vector.
inline bool in_sevenths(const ConvolutionShape& s) { return s.out_width % 7 == 0; }

// Calls f with the channels of a copied pixel and the stride as constants, where the kernel is compiled for them;
// returns whether it is.
template <class F>
inline bool with_constants(const ConvolutionShape& s, F f) {
  const auto call = [&](auto channels) {
    if (s.stride == 1) return f(channels, std::integral_constant<int, 1>{}), true;
    if constexpr (channels == 16 || channels == 32)
      if (s.stride == 2) return f(channels, std::integral_constant<int, 2>{}), true;
    return false;
  };
  switch (s.in_channels) {
    case 3: return call(std::integral_constant<int, 4>{});
    case 16: return call(std::integral_constant<int, 16>{});
    case 32: return call(std::integral_constant<int, 32>{});
    case 64: return call(std::integral_constant<int, 64>{});
    case 256: return call(std::integral_constant<int, 256>{});
    case 512: return call(std::integral_constant<int, 512>{});
    default: return false;
  }
}

inline bool computes_convolution(const ConvolutionShape& s) {
  const bool whole_tiles = in_sevenths(s) ? s.out_channels % (2 * lanes) == 0
                                          : s.out_channels % lanes == 0 && (s.out_width == 8 || s.out_width % 16 == 0);
  return s.is_convolution(3) && whole_tiles && with_constants(s, [](auto, auto) {});
}

// To [out / 16][ky][in / depth][kx][16][depth].
void pack_weights(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, bf16* packed) {
  const int64_t pairs = copied_channels(s.in_channels) / depth;
  pack_weights_in_order(s, weights, first, last, packed,
                        [=](int64_t ky, int64_t kx, int64_t pair) { return (ky * pairs + pair) * 3 + kx; });
}

// One step: the weights of three kx of an element, on all pixels that `columns` outputs of each row meet.
template <int channels, int stride, int rows, int columns>
[[gnu::always_inline]] inline void multiply_taps(__m512 (&sums)[rows][columns], const bf16* x, int64_t pitch,
                                                 const bf16* weights) {
  __m512i w[3];
#pragma GCC unroll 3
  for (int kx = 0; kx < 3; ++kx) w[kx] = _mm512_loadu_si512(weights + kx * lanes * depth);
#pragma GCC unroll 2
  for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 33
    for (int column = 0; column < (columns - 1) * stride + 3; ++column) {
      const __m512i broadcast = broadcast_element(x + r * stride * pitch + column * channels);
#pragma GCC unroll 3
      for (int kx = 0; kx < 3; ++kx) {
        const int output = (column - kx) / stride;
        if (column >= kx && (column - kx) % stride == 0 && output < columns)
          sums[r][output] = multiply_add(sums[r][output], broadcast, w[kx]);
      }
    }
  }
}

// The same for two vectors of output channels, whose weights are `apart`, one kx after the other: with fewer pixels in
// a tile, the sums of one pixel would follow each other too soon.
template <int channels, int stride, int rows, int columns>
[[gnu::always_inline]] inline void multiply_taps(__m512 (&sums)[2][rows][columns], const bf16* x, int64_t pitch,
                                                 const bf16* weights, int64_t apart) {
#pragma GCC unroll 3
  for (int kx = 0; kx < 3; ++kx, weights += lanes * depth) {
    const __m512i w[2] = {_mm512_loadu_si512(weights), _mm512_loadu_si512(weights + apart)};
#pragma GCC unroll 2
    for (int r = 0; r < rows; ++r)
#pragma GCC unroll 14
      for (int c = 0; c < columns; ++c) {
        const __m512i broadcast = broadcast_element(x + r * stride * pitch + (c * stride + kx) * channels);
        sums[0][r][c] = multiply_add(sums[0][r][c], broadcast, w[0]);
        sums[1][r][c] = multiply_add(sums[1][r][c], broadcast, w[1]);
      }
  }
}

// The tile whose first input pixel (of ky = 0, kx = 0) is at `x`; `weights` are those of its 16 output channels from
// `o` on, which lie at `i` in the output.
template <Ending ending, int channels, int stride, int vectors, int rows, int columns>
[[gnu::always_inline]] inline void convolve_tile(const ConvolutionShape& s, const bf16* x, const bf16* weights,
                                                 bf16* dst, int64_t i, int64_t o, const Epilogue<bf16>& e,
                                                 Totals (&totals)[vectors]) {
  const int64_t pitch = band_pitch(s), dst_pitch = s.out_width * s.out_channels;
  __m512 sums[vectors][rows][columns];
#pragma GCC unroll 2
  for (int r = 0; r < rows; ++r)
#pragma GCC unroll 16
    for (int c = 0; c < columns; ++c) {
#pragma GCC unroll 2
      for (int v = 0; v < vectors; ++v) sums[v][r][c] = _mm512_setzero_ps();
      __builtin_prefetch(dst + i + r * dst_pitch + c * s.out_channels, 1);  // written in thousands of cycles from now
    }
  for (int ky = 0; ky < 3; ++ky)
    for (int in = 0; in < channels; in += depth, weights += 3 * lanes * depth) {
      if constexpr (vectors == 1)
        multiply_taps<channels, stride, rows, columns>(sums[0], x + ky * pitch + in, pitch, weights);
      else
        multiply_taps<channels, stride, rows, columns>(sums, x + ky * pitch + in, pitch, weights, 9 * channels * lanes);
    }
#pragma GCC unroll 2
  for (int v = 0; v < vectors; ++v)
#pragma GCC unroll 2
    for (int r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (int c = 0; c < columns; ++c)
        finish<ending>(e, reinterpret_cast<Vector>(sums[v][r][c]), dst,
                       i + r * dst_pitch + c * s.out_channels + v * lanes, o + v * lanes, totals[v]);
}

// Output channels from `o` on, one vector or two, of `rows` rows, in tiles as wide as the rows allow; `i` is where they
// lie in the output.
template <Ending ending, int channels, int stride, int vectors>
void convolve_rows(const ConvolutionShape& s, const bf16* band, int64_t rows, const bf16* weights, bf16* dst, int64_t i,
                   int64_t o, const Epilogue<bf16>& e, Totals (&totals)[vectors], Prefetch& next) {
  const int64_t pitch = band_pitch(s), dst_pitch = s.out_width * s.out_channels;
  int64_t r = 0;
  const auto tiles = [&](auto tile_rows, auto tile_columns) {
    constexpr int tr = tile_rows, tc = tile_columns;
    for (; r + tr <= rows; r += tr)
      for (int64_t c = 0; c < s.out_width; c += tc) {
        next();
        convolve_tile<ending, channels, stride, vectors, tr, tc>(s, band + r * stride * pitch + c * stride * channels,
                                                                 weights, dst, i + r * dst_pitch + c * s.out_channels,
                                                                 o, e, totals);
      }
  };
  using One = std::integral_constant<int, 1>;
  if constexpr (vectors == 2) {
    tiles(One{}, std::integral_constant<int, 7>{});
  } else if (s.out_width % 16 == 0) {
    tiles(One{}, std::integral_constant<int, 16>{});
  } else {
    tiles(std::integral_constant<int, 2>{}, std::integral_constant<int, 8>{});
    tiles(One{}, std::integral_constant<int, 8>{});
  }
}

// Output rows [first, first + rows) of an image from a copied band; `dst` is where the first image lies.
template <int channels, int stride>
void convolve_band_as(const ConvolutionShape& s, const bf16* band, int64_t first, int64_t rows, const bf16* weights,
                      bf16* dst, int64_t image, const Epilogue<bf16>& e, Prefetch& next) {
  const int64_t begin = (image * s.out_height + first) * s.out_width * s.out_channels;
  with_ending(e, [&](auto ending) {
    const auto all = [&](auto vectors) {
      for (int64_t o = 0; o < s.out_channels; o += vectors * lanes) {
        Totals totals[vectors]{};
        convolve_rows<ending, channels, stride, vectors>(s, band, rows, weights + o * 9 * channels, dst, begin + o, o,
                                                         e, totals, next);
        for (int v = 0; v < vectors; ++v) add_totals(e, totals[v], o + v * lanes);
      }
    };
    in_sevenths(s) ? all(std::integral_constant<int, 2>{}) : all(std::integral_constant<int, 1>{});
  });
}

void convolve_band(const ConvolutionShape& s, const bf16* band, int64_t first, int64_t rows, const bf16* weights,
                   bf16* dst, int64_t image, const Epilogue<bf16>& e, Prefetch& next) {
  with_constants(s, [&](auto channels, auto stride) {
    convolve_band_as<channels, stride>(s, band, first, rows, weights, dst, image, e, next);
  });
}

}  // namespace
}  // namespace resnet
