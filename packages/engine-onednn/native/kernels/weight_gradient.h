// The weight gradient of a 3x3 convolution with padding 1, for 16, 32, 48, ... channels on both sides.
//
// dW[ky, kx, i, o] is a sum over pixels of x[i] dy[o]. One register holds 16 output channels o; a tile of 24
// accumulators stays in registers over all pixels of a band of rows, or of a few small images; each step multiplies
// vectors of dy by broadcast numbers of x, two neighbouring pixels at once; so both sides are first packed: pairs of
// pixels side by side, with zeros for the padding. Meanwhile the memory of the next band is on its way.
#pragma once

#include <algorithm>

#include "kernels.h"
#include "multiply_add.h"
#include "prefetch.h"
#include "vector.h"

#ifdef __AVX512BF16__

namespace resnet {
namespace {

constexpr int64_t taps = 3;        // of a tile: all ky of one kx at stride 1, all kx of one ky elsewhere
constexpr int64_t tile_pairs = 8;  // of an input channel and a vector of output channels
constexpr int64_t packed_bytes = 128 << 10;

// At stride 1 a broadcast of x meets three rows of dy, one for each ky. Elsewhere it meets two vectors of dy.
inline int64_t tile_vectors(const ConvolutionShape& s) { return s.stride == 1 ? 1 : 2; }
inline int64_t tile_inputs(const ConvolutionShape& s) { return tile_pairs / tile_vectors(s); }
constexpr int64_t tile_floats = taps * tile_pairs * lanes;

inline bool claims_weight_gradient(const ConvolutionShape& s) {
  // Beyond 64 input channels oneDNN is the faster one.
  return s.in_channels % 16 == 0 && s.in_channels <= 64 && s.out_channels % (tile_vectors(s) * lanes) == 0;
}

// How much is packed at once, and where. One side is packed once, the other for each kx: at stride 1 that is dy, where
// kx = 1 takes even pairs (0, 1), (2, 3), ... and the others odd pairs (-1, 0), (1, 2), ...; else x.
struct Packing {
  int64_t steps, rows, images;                   // pairs of a row; output rows of a band; images, if whole
  int64_t src_rows, dst_rows, src_row, dst_row;  // rows packed of an image; elements of a packed row
  int64_t src_size, dst_size;                    // elements of a packed band

  explicit Packing(const ConvolutionShape& s) : steps((s.out_width + 1) / 2), rows(s.out_height), images(1) {
    src_row = (s.stride == 1 ? 1 : taps) * steps * s.in_channels;
    dst_row = (s.stride == 1 ? 2 * steps + 1 : steps) * s.out_channels;
    measure(s);
    for (; rows > 4 && bytes() > packed_bytes; measure(s)) rows = (rows + 1) / 2;
    if (rows == s.out_height) images = std::max<int64_t>(1, packed_bytes / bytes());
  }

  int64_t size() const { return images * (src_size + dst_size); }

 private:
  void measure(const ConvolutionShape& s) {
    src_rows = s.stride == 1 ? rows : (rows - 1) * s.stride + 3;
    dst_rows = s.stride == 1 ? rows + 2 : rows;
    src_size = src_rows * src_row;
    dst_size = dst_rows * dst_row;
  }
  int64_t bytes() const { return 4 * (src_size + dst_size); }
};

inline __m256i load_lanes(const bf16* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }

// Sixteen channels of two pixels side by side.
inline __m512i interleave(__m256i first, __m256i second) {
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  return _mm512_permutexvar_epi16(order, _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1));
}

// Packs one row: step p holds pixels first + 2p stride and first + (2p + 1) stride; those outside the row are zero.
void pack_row(const bf16* row, int64_t width, int64_t channels, int64_t first, int64_t stride, int64_t steps,
              int32_t* packed) {
  const auto pixel = [&](int64_t x, int64_t c) {
    return x >= 0 && x < width ? load_lanes(row + x * channels + c) : _mm256_setzero_si256();
  };
  const auto pack = [&](int64_t p, auto load) {
    const int64_t x = first + 2 * p * stride;
    for (int64_t c = 0; c < channels; c += lanes)
      _mm512_storeu_si512(packed + p * channels + c, interleave(load(x, c), load(x + stride, c)));
  };
  const int64_t inner = std::min(steps, (width - 1 - stride - first) / (2 * stride) + 1);
  int64_t p = 0;
  if (first < 0) pack(p++, pixel);
  for (; p < inner; ++p) pack(p, [&](int64_t x, int64_t c) { return load_lanes(row + x * channels + c); });
  for (; p < steps; ++p) pack(p, pixel);
}

// Packs rows [first, first + rows) of an image; those outside it are zero.
template <class PackRow>
void pack_rows(const bf16* image, int64_t height, int64_t row_size, int64_t first, int64_t rows, int32_t* packed,
               int64_t packed_row, PackRow pack_row) {
  for (int64_t y = first; y < first + rows; ++y, packed += packed_row)
    y < 0 || y >= height ? void(std::fill_n(packed, packed_row, 0)) : pack_row(image + y * row_size, packed);
}

// Packs what output rows [first, first + rows) of an image need.
void pack_band(const ConvolutionShape& s, const Packing& p, const bf16* src, const bf16* diff_dst, int64_t first,
               int64_t rows, int32_t* packed_src, int32_t* packed_dst) {
  const int64_t in = s.in_channels, out = s.out_channels;
  const bool x_shared = s.stride == 1;
  pack_rows(src, s.in_height, s.in_width * in, x_shared ? first : first * s.stride - 1,
            x_shared ? rows : (rows - 1) * s.stride + 3, packed_src, p.src_row, [&](const bf16* row, int32_t* packed) {
              if (x_shared) return pack_row(row, s.in_width, in, 0, 1, p.steps, packed);
              for (int64_t kx = 0; kx < 3; ++kx)
                pack_row(row, s.in_width, in, kx - 1, s.stride, p.steps, packed + kx * p.steps * in);
            });
  pack_rows(diff_dst, s.out_height, s.out_width * out, x_shared ? first - 1 : first, x_shared ? rows + 2 : rows,
            packed_dst, p.dst_row, [&](const bf16* row, int32_t* packed) {
              pack_row(row, s.out_width, out, 0, 1, p.steps, packed);
              if (x_shared) pack_row(row, s.out_width, out, -1, 1, p.steps + 1, packed + p.steps * out);
            });
}

using Tile = __m512[taps][tile_pairs];

// Adds what a row of x brings to three rows of dy.
[[gnu::always_inline]] inline void accumulate_x_shared(Tile& sums, const int32_t* x, const int32_t* const (&dy)[3],
                                                       int64_t steps, int64_t in, int64_t out) {
  for (int64_t step = 0; step < steps; ++step) {
    __m512i d[taps];
#pragma GCC unroll 3
    for (int k = 0; k < taps; ++k) d[k] = _mm512_loadu_si512(dy[k] + step * out);
#pragma GCC unroll 8
    for (int i = 0; i < tile_pairs; ++i) {
      const __m512i broadcast = _mm512_set1_epi32(x[step * in + i]);
#pragma GCC unroll 3
      for (int k = 0; k < taps; ++k) sums[k][i] = multiply_add<bf16>(sums[k][i], d[k], broadcast);
    }
  }
}

// Adds what three rows of x, one for each kx, bring to a row of dy: pairs of an input channel and one of two vectors.
[[gnu::always_inline]] inline void accumulate_dy_shared(Tile& sums, const int32_t* x, int64_t plane, const int32_t* dy,
                                                        int64_t steps, int64_t in, int64_t out) {
  for (int64_t step = 0; step < steps; ++step) {
    const __m512i d[2] = {_mm512_loadu_si512(dy + step * out), _mm512_loadu_si512(dy + step * out + lanes)};
#pragma GCC unroll 3
    for (int k = 0; k < taps; ++k) {
#pragma GCC unroll 4
      for (int i = 0; i < tile_pairs / 2; ++i) {
        const __m512i broadcast = _mm512_set1_epi32(x[k * plane + step * in + i]);
#pragma GCC unroll 2
        for (int v = 0; v < 2; ++v) sums[k][2 * i + v] = multiply_add<bf16>(sums[k][2 * i + v], d[v], broadcast);
      }
    }
  }
}

// The tile of one kx (stride 1) or one ky (other strides), over `rows` rows of some packed images.
void accumulate_tile(const ConvolutionShape& s, const Packing& p, int64_t images, int64_t rows, int64_t tap,
                     const int32_t* src, const int32_t* dst, float* tile, Prefetch& next_src, Prefetch& next_dst) {
  Tile sums;
  for (int k = 0; k < taps; ++k)
    for (int i = 0; i < tile_pairs; ++i) sums[k][i] = _mm512_loadu_ps(tile + (k * tile_pairs + i) * lanes);
  const int64_t odd = p.steps * s.out_channels, plane = p.steps * s.in_channels;
  for (int64_t n = 0; n < images; ++n, src += p.src_size, dst += p.dst_size) {
    const int32_t* x = src + (s.stride == 1 ? 0 : tap * p.src_row);
    const int32_t* dy = dst + (s.stride != 1 ? 0 : p.dst_row + (tap == 1 ? 0 : odd + (tap == 0 ? s.out_channels : 0)));
    for (int64_t y = 0; y < rows; ++y, x += s.stride * p.src_row, dy += p.dst_row) {
      next_src();
      next_dst();
      if (s.stride == 1)
        accumulate_x_shared(sums, x, {dy + p.dst_row, dy, dy - p.dst_row}, p.steps, s.in_channels, s.out_channels);
      else
        accumulate_dy_shared(sums, x, plane, dy, p.steps, s.in_channels, s.out_channels);
    }
  }
  for (int k = 0; k < taps; ++k)
    for (int i = 0; i < tile_pairs; ++i) _mm512_storeu_ps(tile + (k * tile_pairs + i) * lanes, sums[k][i]);
}

int64_t weight_gradient_scratch(const ConvolutionShape& s) { return Packing(s).size(); }

// partial: [3][in / tile_inputs][out / 16 tile_vectors] tiles of [3][tile_inputs][tile_vectors][16], the outer tap kx
// at stride 1 and ky elsewhere, becomes the gradient of these images.
void weight_gradient(const ConvolutionShape& s, const bf16* src, const bf16* diff_dst, int64_t images, float* partial,
                     int32_t* scratch) {
  const Packing p(s);
  const int64_t src_row = s.in_width * s.in_channels, src_image = s.in_height * src_row;
  const int64_t dst_row = s.out_width * s.out_channels, dst_image = s.out_height * dst_row;
  const int64_t tiles = 9 * s.in_channels * s.out_channels / tile_floats;
  std::fill(partial, partial + tiles * tile_floats, 0.f);
  int32_t* packed_src = scratch;
  int32_t* packed_dst = scratch + p.images * p.src_size;
  for (int64_t begin = 0; begin < images; begin += p.images) {
    const int64_t count = std::min(p.images, images - begin);
    for (int64_t first = 0; first < s.out_height; first += p.rows) {
      const int64_t rows = std::min(p.rows, s.out_height - first);
      for (int64_t n = 0; n < count; ++n)
        pack_band(s, p, src + (begin + n) * src_image, diff_dst + (begin + n) * dst_image, first, rows,
                  packed_src + n * p.src_size, packed_dst + n * p.dst_size);
      // What follows in memory: the rest of the image, or the next images.
      const int64_t end = begin + count - 1, calls = tiles * count * rows;
      Prefetch next_src(src + end * src_image + (first + rows) * s.stride * src_row,
                        count * rows * s.stride * src_row * sizeof(bf16), calls);
      Prefetch next_dst(diff_dst + end * dst_image + (first + rows) * dst_row, count * rows * dst_row * sizeof(bf16),
                        calls);
      float* tile = partial;
      for (int64_t tap = 0; tap < taps; ++tap)
        for (int64_t i = 0; i < s.in_channels; i += tile_inputs(s))
          for (int64_t o = 0; o < s.out_channels; o += tile_vectors(s) * lanes, tile += tile_floats)
            accumulate_tile(s, p, count, rows, tap, packed_src + i, packed_dst + o, tile, next_src, next_dst);
    }
  }
}

// Adds the partial gradients of all threads and writes input channels [begin, end), multiples of 8, to
// [out, in, 3, 3].
void gather_weight_gradient(const ConvolutionShape& s, const float* partials, int64_t threads, int64_t begin,
                            int64_t end, float* gradient) {
  const int64_t size = 9 * s.in_channels * s.out_channels, inputs = tile_inputs(s), vectors = tile_vectors(s);
  const int64_t tiles_out = s.out_channels / (vectors * lanes), tiles_in = s.in_channels / inputs;
  for (int64_t i = begin; i < end; ++i)
    for (int64_t vector = 0; vector < s.out_channels / lanes; ++vector) {
      float sums[9][lanes];
      for (int64_t k = 0; k < 9; ++k) {
        const int64_t ky = k / 3, kx = k % 3, outer = s.stride == 1 ? kx : ky, inner = s.stride == 1 ? ky : kx;
        const int64_t tile = (outer * tiles_in + i / inputs) * tiles_out + vector / vectors;
        const int64_t pair = i % inputs * vectors + vector % vectors;
        const float* p = partials + tile * tile_floats + (inner * tile_pairs + pair) * lanes;
        __m512 sum = _mm512_loadu_ps(p);
        for (int64_t t = 1; t < threads; ++t) sum = _mm512_add_ps(sum, _mm512_loadu_ps(p + t * size));
        _mm512_storeu_ps(sums[k], sum);
      }
      for (int64_t o = 0; o < lanes; ++o)
        for (int64_t k = 0; k < 9; ++k) gradient[((vector * lanes + o) * s.in_channels + i) * 9 + k] = sums[k][o];
    }
}

}  // namespace
}  // namespace resnet

#endif
