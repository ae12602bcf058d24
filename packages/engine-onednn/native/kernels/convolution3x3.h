// A 3x3 convolution in bf16 with padding 1, of 16, 32 or 64 input channels, or of the 3 of an image: the forward pass,
// and at stride 1 with its weights turned round the data gradient, that also of 256 and 512.
//
// A band of rows is copied with a border of zeros, so that the inner loop knows no edges; meanwhile the memory of the
// next band is on its way. One register holds 16 output channels; a tile of 14 or 16 of them stays in registers over
// all taps and input channels. Where it is 16 pixels, each pair of channels of a pixel is broadcast once and multiplied
// by the weights of all kx that it meets, three for as many neighbouring outputs at stride 1. Three channels are copied
// as four.
#pragma once

#include <algorithm>

#include "kernels/kernels.h"
#include "kernels/multiply_add.h"
#include "kernels/prefetch.h"
#include "kernels/rows.h"
#include "kernels/tile_epilogue.h"

#ifdef __AVX512BF16__

namespace resnet {
namespace {

constexpr int64_t band_bytes = 96 << 10;
constexpr int64_t depth = 2;  // input channels multiplied at once
constexpr int64_t max_channels = 512;

// Channels of a copied pixel.
constexpr int64_t copied_channels(int64_t channels) { return channels == 3 ? 4 : channels; }

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
  return whole_tiles && with_constants(s, [](auto, auto) {});
}

inline int64_t band_pitch(const ConvolutionShape& s) { return (s.in_width + 2) * copied_channels(s.in_channels); }

// Output rows computed from one copied band, and its own rows for that many.
inline int64_t band_rows(const ConvolutionShape& s) {
  const int64_t copied = band_bytes / (band_pitch(s) * static_cast<int64_t>(sizeof(bf16)));
  return std::min(s.out_height, std::max<int64_t>(4, ((copied - 2) / s.stride) & ~int64_t{1}));
}
inline int64_t copied_rows(const ConvolutionShape& s, int64_t rows) { return (rows - 1) * s.stride + 3; }

inline int64_t band_size(const ConvolutionShape& s) { return copied_rows(s, band_rows(s)) * band_pitch(s); }

inline int64_t packed_weights(const ConvolutionShape& s) { return 9 * copied_channels(s.in_channels) * s.out_channels; }

// float32 [out, in, 3, 3] to [out / 16][ky][in / depth][kx][16][depth]; the data gradient has `in` and `out` change
// places and both axes of the kernel reversed. Blocks [first, last) of 16 output channels are written.
void pack_weights(const ConvolutionShape& s, const float* weights, bool turned, int64_t first, int64_t last,
                  bf16* packed) {
  const int64_t in = s.in_channels, out = s.out_channels, copied = copied_channels(in);
  const int64_t per_out = turned ? 9 : 9 * in, per_in = turned ? 9 * lanes : 9;
  bf16 rounded[9 * max_channels * lanes];  // of a block, in the order they lie in
  packed += first * 9 * copied * lanes;
  for (int64_t o = first * lanes; o < last * lanes; o += lanes) {
    if (turned)
      for (int64_t i = 0; i < in; ++i) from_float(weights + (i * out + o) * 9, rounded + i * 9 * lanes, 9 * lanes);
    else
      from_float(weights + o * 9 * in, rounded, 9 * in * lanes);
    for (int64_t ky = 0; ky < 3; ++ky)
      for (int64_t i = 0; i < copied; i += depth)
        for (int64_t kx = 0; kx < 3; ++kx, packed += lanes * depth) {
          const bf16* tap = rounded + i * per_in + (turned ? 8 - (3 * ky + kx) : 3 * ky + kx);
          for (int64_t lane = 0; lane < lanes; ++lane)
            for (int64_t d = 0; d < depth; ++d)
              packed[lane * depth + d] = i + d < in ? tap[lane * per_out + d * per_in] : bf16{};
        }
  }
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

// A row as the convolution reads it. The three channels of an image have no scale.
inline void copy_row(const Input<bf16>& row, int64_t width, int64_t channels, bf16* copy) {
  if (row.scale) return normalize<bf16>(row.data, nullptr, copy, width, channels, row.scale, row.shift, true);
  if (channels == 3) {
    for (int64_t x = 0; x < width; ++x) {
      std::memcpy(copy + 4 * x, row.data + 3 * x, 3 * sizeof(bf16));
      copy[4 * x + 3] = bf16{};
    }
    return;
  }
  std::memcpy(copy, row.data, width * channels * sizeof(bf16));
}

// Rows [first, first + rows) of an image, between borders that are zero already; rows outside the image become zero.
inline void copy_band(const ConvolutionShape& s, const Input<bf16>& image, int64_t first, int64_t rows, bf16* band) {
  const int64_t pixel = copied_channels(s.in_channels), pitch = band_pitch(s);
  for (int64_t y = first; y < first + rows; ++y, band += pitch) {
    if (y < 0 || y >= s.in_height)
      std::fill_n(band, pitch, bf16{});
    else
      copy_row(image.from(y * s.in_width * s.in_channels), s.in_width, s.in_channels, band + pixel);
  }
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
void convolve_band(const ConvolutionShape& s, const bf16* band, int64_t first, int64_t rows, const bf16* weights,
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

template <int channels, int stride>
void convolve_image(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t image,
                    bf16* band, const Epilogue<bf16>& e) {
  const int64_t step = band_rows(s), row = s.in_width * s.in_channels;
  for (int64_t first = 0; first < s.out_height; first += step) {
    const int64_t rows = std::min(step, s.out_height - first);
    copy_band(s, src, first * stride - 1, copied_rows(s, rows), band);
    const int64_t tiles = s.out_channels / lanes * rows * s.out_width / 16;
    Prefetch next(src.data + ((first + rows) * stride + 1) * row, rows * stride * row * sizeof(bf16), tiles);
    convolve_band<channels, stride>(s, band, first, rows, weights, dst, image, e, next);
  }
}

// The convolution of `images` images; `band` is scratch of `band_size` numbers.
void convolve(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t images,
              bf16* band, const Epilogue<bf16>& epilogue) {
  const int64_t src_image = s.in_height * s.in_width * s.in_channels;
  std::fill_n(band, band_size(s), bf16{});
  with_constants(s, [&](auto channels, auto stride) {
    for (int64_t n = 0; n < images; ++n)
      convolve_image<channels, stride>(s, src.from(n * src_image), weights, dst, n, band, epilogue);
  });
}

constexpr ConvolutionKernels<bf16> convolution_table{computes_convolution, band_size, packed_weights, pack_weights,
                                                     convolve};

}  // namespace
}  // namespace resnet

#endif
