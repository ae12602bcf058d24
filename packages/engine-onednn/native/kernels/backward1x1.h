// Both gradients of a 1x1 convolution with stride 1 in bf16, where the gradient of its output is that of a batch
// normalization, which is computed a block of pixels at a time and never written to memory.
//
// The weight gradient is a sum over pixels, two at a time: a tile of four input by 64 output channels stays in
// registers over a block; four vectors of pairs of dy meet four broadcast pairs of x. The data gradient is a
// convolution of dy.
#pragma once

#include "kernels/convolution1x1.h"
#include "kernels/weight_gradient_packing.h"

namespace resnet {
namespace {

namespace convolution1x1 {

constexpr int64_t backward_bytes = 512 << 10, tile_inputs = 4;
constexpr int64_t tile_floats = tile_inputs * panel;

inline int64_t row_numbers(const ConvolutionShape& s) { return pitch(s.out_channels) + s.out_channels + s.in_channels; }

// Pixels of a block: whole transpositions.
inline int64_t backward_rows(const ConvolutionShape& s) {
  return std::max<int64_t>(1, backward_bytes / (row_numbers(s) * static_cast<int64_t>(sizeof(bf16))) / lanes) * lanes;
}

// Adds `steps` pairs of pixels to the tile of four rows of x, which are `pitch` apart, and 64 channels of dy.
inline void accumulate_tile(const bf16* x, int64_t pitch, const bf16* dy, int64_t steps, float* tile) {
  __m512 sums[tile_inputs][tile_vectors];
#pragma GCC unroll 4
  for (int i = 0; i < tile_inputs; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < tile_vectors; ++v) sums[i][v] = _mm512_loadu_ps(tile + (i * tile_vectors + v) * lanes);
  for (int64_t step = 0; step < steps; ++step, dy += 2 * panel) {
    __m512i d[tile_vectors];
#pragma GCC unroll 4
    for (int v = 0; v < tile_vectors; ++v) d[v] = _mm512_loadu_si512(dy + v * 2 * lanes);
#pragma GCC unroll 4
    for (int i = 0; i < tile_inputs; ++i) {
      const __m512i broadcast = broadcast_element(x + i * pitch + 2 * step);
#pragma GCC unroll 4
      for (int v = 0; v < tile_vectors; ++v) sums[i][v] = multiply_add(sums[i][v], d[v], broadcast);
    }
  }
#pragma GCC unroll 4
  for (int i = 0; i < tile_inputs; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < tile_vectors; ++v) _mm512_storeu_ps(tile + (i * tile_vectors + v) * lanes, sums[i][v]);
}

// Packs `rows` pixels of x channel by channel, zeros up to whole transpositions.
template <bool normalized>
void pack_pixel_rows(const Input<bf16>& src, int64_t rows, int64_t in, bf16* packed, int64_t pitch) {
  for (int64_t r = 0; r < rows; r += lanes)
    for (int64_t c = 0; c < in; c += lanes) {
      const auto inside = [&](int64_t i) {
        const bf16* x = src.data + (r + i) * in + c;
        return normalized ? load_input(x, src.scale + c, src.shift + c) : load_lanes(x);
      };
      const auto partly = [&](int64_t i) { return r + i < rows ? inside(i) : _mm256_setzero_si256(); };
      bf16* to = packed + c * pitch + r;
      r + lanes <= rows ? pack_pixels(inside, store_lanes, to, pitch) : pack_pixels(partly, store_lanes, to, pitch);
    }
}

// Pairs of neighbouring pixels, whose rows are `pitch` apart, to panels of 64 channels, one after the other; `rows` is
// even.
inline void pack_pairs(const bf16* dy, int64_t rows, int64_t pitch, int64_t out, bf16* packed) {
  for (int64_t r = 0; r < rows; r += 2, dy += 2 * pitch, packed += 2 * panel)
    for (int64_t c = 0; c < out; c += lanes)
      _mm512_storeu_si512(packed + c / panel * rows * panel + c % panel * 2,
                          interleave(load_lanes(dy + c), load_lanes(dy + pitch + c)));
}

inline bool computes_backward(const ConvolutionShape& s) {
  return s.stride == 1 && computes_convolution(s) && computes_convolution(s.turned());
}

inline int64_t backward_scratch(const ConvolutionShape& s) { return backward_rows(s) * row_numbers(s); }

inline int64_t weight_gradient_floats(const ConvolutionShape& s) { return s.in_channels * s.out_channels; }

void convolve_backward(const ConvolutionShape& s, const Input<bf16>& src, const GradientInputs<bf16>& dst_gradient,
                       const GradientFactors& factors, const bf16* weights, bf16* diff_src, int64_t images,
                       float* partial, bf16* scratch, const Epilogue<bf16>& epilogue) {
  const int64_t in = s.in_channels, out = s.out_channels, step = backward_rows(s);
  const int64_t pixels = images * s.out_height * s.out_width;
  bf16* packed_src = scratch;
  bf16* packed_dst = packed_src + step * in;
  bf16* dy = packed_dst + step * out;
  for (int64_t first = 0; first < pixels; first += step) {
    const int64_t rows = std::min(step, pixels - first), even = (rows + 1) / 2 * 2;
    const Input<bf16> x = src.from(first * in);
    x.scale ? pack_pixel_rows<true>(x, rows, in, packed_src, step)
            : pack_pixel_rows<false>(x, rows, in, packed_src, step);
    for (int64_t r = 0; r < rows; ++r)
      normalization_gradient(dst_gradient.from((first + r) * out), factors, dy + r * pitch(out), 1, out);
    if (even > rows) std::fill_n(dy + rows * pitch(out), out, bf16{});
    pack_pairs(dy, even, pitch(out), out, packed_dst);
    auto next = prefetch_gradients({first, first + rows, in, out}, src, dst_gradient, epilogue, in * out / tile_floats);
    float* tile = partial;
    for (int64_t o = 0; o < out; o += panel)
      for (int64_t i = 0; i < in; i += tile_inputs, tile += tile_floats) {
        for (Prefetch& p : next) p();
        accumulate_tile(packed_src + i * step, step, packed_dst + o * even, even / 2, tile);
      }
    Prefetch nothing;
    with_ending(epilogue, [&](auto ending) {
      multiply_block<ending>(dy, pitch(out), rows, out, weights, diff_src, first * in, in, epilogue, nothing);
    });
  }
}

// Adds `count` partial gradients and writes input channels [begin, end) to [out, in].
void gather_weight_gradient(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin, int64_t end,
                            float* gradient) {
  const int64_t in = s.in_channels, out = s.out_channels;
  for (int64_t o = 0; o < out; o += panel)
    for (int64_t i = begin; i < end; ++i)
      for (int64_t v = 0; v < tile_vectors; ++v) {
        const float* p = partials + (o / panel * in + i) * panel + v * lanes;
        __m512 sum = _mm512_loadu_ps(p);
        for (int64_t t = 1; t < count; ++t) sum = _mm512_add_ps(sum, _mm512_loadu_ps(p + t * in * out));
        float sums[lanes];
        _mm512_storeu_ps(sums, sum);
        for (int64_t lane = 0; lane < lanes; ++lane) gradient[(o + v * lanes + lane) * in + i] = sums[lane];
      }
}

constexpr ConvolutionTable<bf16> table{{computes_convolution, scratch, packed_weights, pack_weights, convolve},
                                       {nullptr, nullptr, weight_gradient_floats, nullptr, gather_weight_gradient},
                                       {computes_backward, backward_scratch, convolve_backward}};

}  // namespace convolution1x1
}  // namespace
}  // namespace resnet
