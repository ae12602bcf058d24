// The weight gradient of a 3x3 convolution with padding 1, for 16, 32, 48, ... channels on both sides.
//
// dW[ky, kx, i, o] is a sum over pixels of x[i] dy[o]. One register holds 16 output channels o; 3 taps times 8 input
// channels i make a tile of 24 accumulators that stay in registers over all pixels of a chunk of images; each step
// multiplies vectors of dy by broadcast numbers of x, two neighbouring pixels at once; so both sides are first packed:
// pairs of pixels side by side, x once for each kx, with zeros for the padding.
#pragma once

#include <algorithm>

#include "kernels.h"
#include "vector.h"

#ifdef __AVX512BF16__

namespace resnet {
namespace {

constexpr int64_t tile_channels = 8;
constexpr int64_t tile_size = 3 * tile_channels * lanes;
constexpr int64_t packed_chunk_bytes = 256 << 10;

// What one step multiplies: 32-bit elements, each two bf16 of neighbouring pixels.
constexpr int step_pixels = 2;

// Sixteen channels of two pixels side by side; a null pixel is zero.
inline __m512i pair(const bf16* first, const bf16* second) {
  const auto half = [](const bf16* p) {
    return p ? _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))) : _mm512_setzero_si512();
  };
  return _mm512_or_si512(half(first), _mm512_slli_epi32(half(second), 16));
}

inline __m512 multiply_add(__m512 sum, __m512i a, __m512i b) {
  return _mm512_dpbf16_ps(sum, reinterpret_cast<__m512bh>(a), reinterpret_cast<__m512bh>(b));
}

struct Packing {
  int64_t steps, src_row, src_plane, src_image, dst_row, dst_image, images;

  static Packing of(const WeightGradientShape& s) {
    Packing p;
    p.steps = (s.out_width + step_pixels - 1) / step_pixels;
    p.src_row = p.steps * s.in_channels;
    p.src_plane = p.src_row * s.in_height;  // of one kx
    p.src_image = 3 * p.src_plane;
    p.dst_row = p.steps * s.out_channels;
    p.dst_image = p.dst_row * (s.out_height + 2);  // a row of zeros before and after
    p.images = std::max<int64_t>(1, packed_chunk_bytes / (4 * (p.src_image + p.dst_image)));
    return p;
  }
};

// Packs one row: step p holds pixels first + 2p stride and first + (2p + 1) stride.
void pack_row(const bf16* row, int64_t width, int64_t channels, int64_t first, int64_t stride, int64_t count,
              int64_t steps, int32_t* packed) {
  const auto pixel = [&](int64_t output, int64_t c) -> const bf16* {
    const int64_t x = first + output * stride;
    return output < count && x >= 0 && x < width ? row + x * channels + c : nullptr;
  };
  for (int64_t p = 0; p < steps; ++p) {
    const int64_t output = p * step_pixels;
    for (int64_t c = 0; c < channels; c += lanes)
      _mm512_storeu_si512(packed + p * channels + c, pair(pixel(output, c), pixel(output + 1, c)));
  }
}

// Adds to a tile what `steps` steps bring. Of the three taps of a tile, either x is shared and dy differs (stride 1: a
// row of x meets three rows of dy, one for each ky) or dy is shared and x differs (one x for each kx).
template <bool x_shared>
[[gnu::always_inline]] inline void accumulate_row(__m512 (&sums)[3][tile_channels], const int32_t* const (&src)[3],
                                                  const int32_t* const (&dst)[3], int64_t steps, int64_t in,
                                                  int64_t out) {
  for (int64_t step = 0; step < steps; ++step) {
    __m512i d[3];
#pragma GCC unroll 3
    for (int k = 0; k < (x_shared ? 3 : 1); ++k) d[k] = _mm512_loadu_si512(dst[k] + step * out);
#pragma GCC unroll 3
    for (int k = 0; k < (x_shared ? 1 : 3); ++k) {
      const int32_t* x = src[k] + step * in;
#pragma GCC unroll 8
      for (int i = 0; i < tile_channels; ++i) {
        const __m512i broadcast = _mm512_set1_epi32(x[i]);
        if constexpr (x_shared) {
#pragma GCC unroll 3
          for (int j = 0; j < 3; ++j) sums[j][i] = multiply_add(sums[j][i], d[j], broadcast);
        } else {
          sums[k][i] = multiply_add(sums[k][i], d[0], broadcast);
        }
      }
    }
  }
}

// The tile of one kx (stride 1) or one ky (other strides), over all rows of some packed images.
void accumulate_tile(const WeightGradientShape& s, const Packing& p, int64_t images, int64_t tap, const int32_t* src,
                     const int32_t* dst, float* tile) {
  __m512 sums[3][tile_channels];
  for (int k = 0; k < 3; ++k)
    for (int i = 0; i < tile_channels; ++i) sums[k][i] = _mm512_loadu_ps(tile + (k * tile_channels + i) * lanes);
  for (int64_t n = 0; n < images; ++n) {
    const int32_t* x = src + n * p.src_image;
    const int32_t* dy = dst + n * p.dst_image + p.dst_row;  // after the row of zeros
    if (s.stride == 1) {
      x += tap * p.src_plane;
      for (int64_t y = 0; y < s.in_height; ++y, x += p.src_row, dy += p.dst_row)
        accumulate_row<true>(sums, {x, x, x}, {dy + p.dst_row, dy, dy - p.dst_row}, p.steps, s.in_channels,
                             s.out_channels);
      continue;
    }
    for (int64_t y = 0; y < s.out_height; ++y, dy += p.dst_row) {
      const int64_t in_y = y * s.stride + tap - 1;
      if (in_y < 0 || in_y >= s.in_height) continue;
      const int32_t* row = x + in_y * p.src_row;
      accumulate_row<false>(sums, {row, row + p.src_plane, row + 2 * p.src_plane}, {dy, dy, dy}, p.steps, s.in_channels,
                            s.out_channels);
    }
  }
  for (int k = 0; k < 3; ++k)
    for (int i = 0; i < tile_channels; ++i) _mm512_storeu_ps(tile + (k * tile_channels + i) * lanes, sums[k][i]);
}

int64_t weight_gradient_scratch(const WeightGradientShape& s) {
  const Packing p = Packing::of(s);
  return p.images * (p.src_image + p.dst_image);
}

// partial: [3][in / 8][out / 16] tiles of [3][8][16], the outer tap kx at stride 1 and ky elsewhere, becomes the
// gradient of these images.
void weight_gradient(const WeightGradientShape& s, const bf16* src, const bf16* diff_dst, int64_t images,
                     float* partial, int32_t* scratch) {
  const Packing p = Packing::of(s);
  std::fill(partial, partial + 9 * s.in_channels * s.out_channels, 0.f);
  int32_t* packed_src = scratch;
  int32_t* packed_dst = scratch + p.images * p.src_image;
  for (int64_t begin = 0; begin < images; begin += p.images) {
    const int64_t count = std::min(p.images, images - begin);
    for (int64_t n = 0; n < count; ++n) {
      for (int64_t y = 0; y < s.in_height; ++y) {
        const bf16* row = src + ((begin + n) * s.in_height + y) * s.in_width * s.in_channels;
        for (int64_t kx = 0; kx < 3; ++kx)
          pack_row(row, s.in_width, s.in_channels, kx - 1, s.stride, s.out_width, p.steps,
                   packed_src + n * p.src_image + kx * p.src_plane + y * p.src_row);
      }
      int32_t* dst_rows = packed_dst + n * p.dst_image;
      std::fill_n(dst_rows, p.dst_row, 0);
      std::fill_n(dst_rows + p.dst_image - p.dst_row, p.dst_row, 0);
      for (int64_t y = 0; y < s.out_height; ++y)
        pack_row(diff_dst + ((begin + n) * s.out_height + y) * s.out_width * s.out_channels, s.out_width,
                 s.out_channels, 0, 1, s.out_width, p.steps, dst_rows + (y + 1) * p.dst_row);
    }
    float* tile = partial;
    for (int64_t tap = 0; tap < 3; ++tap)
      for (int64_t i = 0; i < s.in_channels; i += tile_channels)
        for (int64_t o = 0; o < s.out_channels; o += lanes, tile += tile_size)
          accumulate_tile(s, p, count, tap, packed_src + i, packed_dst + o, tile);
  }
}

// Adds the partial gradients of all threads and writes input channels [begin, end), multiples of 8, to
// [out, in, 3, 3].
void gather_weight_gradient(const WeightGradientShape& s, const float* partials, int64_t threads, int64_t begin,
                            int64_t end, float* gradient) {
  const int64_t size = 9 * s.in_channels * s.out_channels;
  const int64_t tiles_out = s.out_channels / lanes, tiles_in = s.in_channels / tile_channels;
  for (int64_t i = begin; i < end; ++i)
    for (int64_t tile_out = 0; tile_out < tiles_out; ++tile_out) {
      float taps[9][lanes];
      for (int64_t k = 0; k < 9; ++k) {
        const int64_t ky = k / 3, kx = k % 3, tap = s.stride == 1 ? kx : ky, inner = s.stride == 1 ? ky : kx;
        const int64_t tile = (tap * tiles_in + i / tile_channels) * tiles_out + tile_out;
        const float* p = partials + tile * tile_size + (inner * tile_channels + i % tile_channels) * lanes;
        __m512 sum = _mm512_loadu_ps(p);
        for (int64_t t = 1; t < threads; ++t) sum = _mm512_add_ps(sum, _mm512_loadu_ps(p + t * size));
        _mm512_storeu_ps(taps[k], sum);
      }
      for (int64_t o = 0; o < lanes; ++o)
        for (int64_t k = 0; k < 9; ++k) gradient[((tile_out * lanes + o) * s.in_channels + i) * 9 + k] = taps[k][o];
    }
}

}  // namespace
}  // namespace resnet

#endif
