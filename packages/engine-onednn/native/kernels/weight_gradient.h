// The weight gradient of a 3x3 convolution in bf16 with padding 1, for 16, 32, 48, ... channels on both sides.
//
// dW[ky, kx, i, o] is a sum over pixels of x[i] dy[o]. A tile of these sums stays in registers, or in the matrix unit
// where there is one, over all pixels of a band of rows, or of a few small images. Each step multiplies two
// neighbouring pixels at once, so both sides are first packed, with zeros for the padding. Meanwhile the memory of the
// next band is on its way.
#pragma once

#include <algorithm>

#include "kernels/kernels.h"
#include "kernels/prefetch.h"
#include "kernels/weight_gradient_packing.h"

#ifdef __AMX_BF16__
#include "kernels/weight_gradient_amx.h"
#else
#include "kernels/weight_gradient_registers.h"
#endif

namespace resnet {
namespace {

inline int64_t tiles_of(const ConvolutionShape& s) { return 9 * s.in_channels * s.out_channels / tile_floats; }

// Adds `rows` rows of some packed images to all tiles: `next` is called at least tiles * images * lines times.
template <class Next>
void accumulate(const ConvolutionShape& s, const Packing& p, int64_t images, int64_t rows, const bf16* packed_src,
                const bf16* packed_dst, float* tile, Next next) {
  [[maybe_unused]] const auto& prepared = accumulation(s, p, rows);
  for (int64_t tap = 0; tap < taps; ++tap)
    for (int64_t panel = 0; panel < s.out_channels / panel_channels(s); ++panel)
      for (int64_t i = 0; i < s.in_channels; i += tile_inputs(s), tile += tile_floats)
        accumulate_tile(s, p, images, rows, tap, packed_src + i * p.pitch, packed_dst + panel * p.dst_panel, tile,
                        next);
}

inline int64_t weight_gradient_floats(const ConvolutionShape& s) { return 9 * s.in_channels * s.out_channels; }

inline int64_t weight_gradient_scratch(const ConvolutionShape& s) { return Packing(s).size(); }

// partial: [3][out / 16 tile_vectors][in / tile_inputs] tiles of [3][tile_inputs][tile_vectors][16], the outer tap kx
// at stride 1 and ky elsewhere: the gradient of these images is added.
void weight_gradient(const ConvolutionShape& s, const bf16* src, const bf16* diff_dst, int64_t images, float* partial,
                     bf16* scratch) {
  const Packing p(s);
  const int64_t src_row = s.in_width * s.in_channels, src_image = s.in_height * src_row;
  const int64_t dst_row = s.out_width * s.out_channels, dst_image = s.out_height * dst_row;
  std::fill_n(scratch, p.size(), bf16{});
  bf16* packed_dst = scratch;
  bf16* packed_src = packed_dst + p.images * p.dst_size;
  for (int64_t begin = 0; begin < images; begin += p.images) {
    const int64_t count = std::min(p.images, images - begin);
    for (int64_t first = 0; first < s.out_height; first += p.rows) {
      const int64_t rows = std::min(p.rows, s.out_height - first);
      for (int64_t n = 0; n < count; ++n)
        pack_band(s, p, src + (begin + n) * src_image, diff_dst + (begin + n) * dst_image, first, rows,
                  packed_src + n * p.src_size, packed_dst + n * p.dst_size);
      // What follows in memory: the rest of the image, or the next images.
      const int64_t end = begin + count - 1, calls = tiles_of(s) * count * p.lines(rows);
      Prefetch next_src(src + end * src_image + (first + rows) * s.stride * src_row,
                        count * rows * s.stride * src_row * sizeof(bf16), calls);
      Prefetch next_dst(diff_dst + end * dst_image + (first + rows) * dst_row, count * rows * dst_row * sizeof(bf16),
                        calls);
      accumulate(s, p, count, rows, packed_src, packed_dst, partial, [&] {
        next_src();
        next_dst();
      });
    }
  }
}

// Adds `count` partial gradients and writes input channels [begin, end), multiples of 8, to
// [out, in, 3, 3].
void gather_weight_gradient(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin, int64_t end,
                            float* gradient) {
  const int64_t size = 9 * s.in_channels * s.out_channels, inputs = tile_inputs(s), vectors = tile_vectors(s);
  const int64_t tiles_out = s.out_channels / (vectors * lanes), tiles_in = s.in_channels / inputs;
  for (int64_t i = begin; i < end; ++i)
    for (int64_t vector = 0; vector < s.out_channels / lanes; ++vector) {
      float sums[9][lanes];
      for (int64_t k = 0; k < 9; ++k) {
        const int64_t ky = k / 3, kx = k % 3, outer = s.stride == 1 ? kx : ky, inner = s.stride == 1 ? ky : kx;
        const int64_t tile = (outer * tiles_out + vector / vectors) * tiles_in + i / inputs;
        const int64_t pair = i % inputs * vectors + vector % vectors;
        const float* p = partials + tile * tile_floats + (inner * tile_pairs + pair) * lanes;
        __m512 sum = _mm512_loadu_ps(p);
        for (int64_t t = 1; t < count; ++t) sum = _mm512_add_ps(sum, _mm512_loadu_ps(p + t * size));
        _mm512_storeu_ps(sums[k], sum);
      }
      for (int64_t o = 0; o < lanes; ++o)
        for (int64_t k = 0; k < 9; ++k) gradient[((vector * lanes + o) * s.in_channels + i) * 9 + k] = sums[k][o];
    }
}

constexpr WeightGradientKernels<bf16> weight_gradient_table{
    computes_weight_gradient, weight_gradient_scratch, weight_gradient_floats, weight_gradient, gather_weight_gradient};

}  // namespace
}  // namespace resnet
