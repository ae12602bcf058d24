// The weight gradient of a 3x3 convolution with stride 1 and padding 1 in float32, by the same minimal filtering as
// winograd.h turned round.
//
// The gradient of the transformed weights is a sum over tiles, S[point][in][out] = V[point][tile][in]
// Z[point][tile][out], with V the transformed inputs and Z the transformed tiles of dy. It is summed over all
// images, and only then transformed back to nine taps. Meanwhile the memory of the next block of tiles is on its way.
#pragma once

#include <algorithm>

#include "kernels/winograd_tiles.h"

namespace resnet {
namespace {

// Adds a block of tiles to all sums; `next` is called meanwhile. Sixteens of input channels are parts without a rest.
template <class Tiles, int vectors, class Next>
void accumulate_block(const ConvolutionShape& s, const float* v, const float* z, int64_t count, float* sums,
                      Next& next) {
  const int64_t in = s.in_channels, out = s.out_channels;
  for (int64_t p = 0; p < Tiles::points; ++p)
    for (int64_t o = 0; o < out; o += vectors * lanes, sums += in * vectors * lanes)
      for_parts<many_sums / vectors, fewer_sums / vectors>(in, [&](int64_t i, auto inputs) {
        next();
        accumulate_rows<inputs, vectors>(v + p * point_size(in) + i, row_pitch(in), z + p * point_size(out) + o,
                                         row_pitch(out), count, sums + i * vectors * lanes);
      });
}

// How often the products of some images call `next`.
inline int64_t weight_gradient_calls(const ConvolutionShape& s, int64_t images) {
  const int64_t blocks = (images * grid_of(s).per_image() + tiles_per_block - 1) / tiles_per_block;
  const int64_t parts = out_block(s) == lanes ? count_parts<many_sums, fewer_sums>(s.in_channels)
                                              : count_parts<many_sums / 2, fewer_sums / 2>(s.in_channels);
  return blocks * points(s) * s.out_channels / out_block(s) * parts;
}

// Adds the gradient of the transformed weights from these images to partial: [point][out / block][in][block]; `next` is
// called during the products.
template <class Tiles, class Next>
void add_weight_gradient_in(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                            float* partial, float* scratch, Next next) {
  const TileGrid grid(s, Tiles::outputs);
  const int64_t in = s.in_channels, out = s.out_channels;
  float* v = scratch;
  float* z = v + Tiles::points * point_size(in);
  float* zeros = z + Tiles::points * point_size(out);
  std::fill_n(zeros, s.in_width * std::max(in, out), 0.f);
  const int64_t all = images * grid.per_image();
  for (int64_t begin = 0; begin < all; begin += tiles_per_block) {
    const int64_t count = std::min(tiles_per_block, all - begin);
    transform_tiles<Tiles::inputs, Tiles::side, Tiles::side, 1>(grid, {src, s.in_height, s.in_width, in}, zeros, begin,
                                                                count, v);
    transform_tiles<Tiles::output_gradients, Tiles::outputs, Tiles::side, 0>(
        grid, {diff_dst, s.out_height, s.out_width, out}, zeros, begin, count, z);
    out_block(s) == lanes ? accumulate_block<Tiles, 1>(s, v, z, count, partial, next)
                          : accumulate_block<Tiles, 2>(s, v, z, count, partial, next);
  }
}

template <class Next>
void add_winograd_weight_gradient(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                                  float* partial, float* scratch, Next next) {
  with_tiles(s, [&](auto tiles) {
    add_weight_gradient_in<decltype(tiles)>(s, src, diff_dst, images, partial, scratch, next);
  });
}

void winograd_weight_gradient(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                              float* partial, float* scratch) {
  const int64_t all = images * grid_of(s).per_image(), calls = weight_gradient_calls(s, images);
  Prefetch next_src = prefetch_ahead(s, src, src_size(s), all, calls);
  Prefetch next_dst = prefetch_ahead(s, diff_dst, dst_size(s), all, calls);
  add_winograd_weight_gradient(s, src, diff_dst, images, partial, scratch, [&] {
    next_src();
    next_dst();
  });
}

// Adds `count` partial gradients and writes input channels [begin, end) to [out, in, 3, 3].
template <class Tiles>
void gather_weight_gradient_of(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin,
                               int64_t end, float* gradient) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s), size = matrices_size(s);
  for (int64_t i = begin; i < end; ++i)
    for (int64_t o = 0; o < out; o += lanes) {
      const float* at = partials + (o / block * in + i) * block + o % block;
      on_both_axes<Tiles::weight_gradients, Tiles::side, 3>(
          [&](int y, int x) {
            const float* of_point = at + (Tiles::side * y + x) * in * out;
            Vector sum = load(of_point, Full{});
            for (int64_t t = 1; t < count; ++t) sum += load(of_point + t * size, Full{});
            return sum;
          },
          [&](int y, int x, Vector taps) {
            for (int lane = 0; lane < lanes; ++lane) gradient[((o + lane) * in + i) * 9 + 3 * y + x] = taps[lane];
          });
    }
}

void gather_winograd_weight_gradient(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin,
                                     int64_t end, float* gradient) {
  with_tiles(s,
             [&](auto tiles) { gather_weight_gradient_of<decltype(tiles)>(s, partials, count, begin, end, gradient); });
}

constexpr WeightGradientKernels<float> winograd_weight_gradient_table{
    computes_winograd, tiles_scratch, matrices_size, winograd_weight_gradient, gather_winograd_weight_gradient};

}  // namespace
}  // namespace resnet
