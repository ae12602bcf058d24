// The weight gradient of a 3x3 convolution with stride 1 and padding 1 in float32, by the same minimal filtering as
// winograd.h turned round.
//
// The gradient of the transformed weights is a sum over tiles, S[point][in][out] = V[point][tile][in]
// Z[point][tile][out], with V the transformed inputs and Z the transformed 2x2 tiles of dy. It is summed over all
// images, and only then transformed back to nine taps. Meanwhile the memory of the next block of tiles is on its way.
#pragma once

#include <algorithm>

#include "kernels/winograd.h"

#ifdef __AVX2__

namespace resnet {
namespace {

constexpr int64_t tile_sums = lanes == 16 ? 16 : 8;  // vectors of sums in registers at once

inline int64_t winograd_partial(const ConvolutionShape& s) { return winograd_packed(s); }

// A, on gradients of outputs.
[[gnu::always_inline]] inline void transform_output_gradient(const Vector (&dy)[2], Vector (&z)[4]) {
  z[0] = dy[0];
  z[1] = dy[0] + dy[1];
  z[2] = dy[0] - dy[1];
  z[3] = -dy[1];
}

// G transposed, on gradients of transformed weights.
[[gnu::always_inline]] inline void transform_weight_gradient(const Vector (&s)[4], Vector (&g)[3]) {
  const Vector half = 0.5f * (s[1] + s[2]);
  g[0] = s[0] + half;
  g[1] = 0.5f * (s[1] - s[2]);
  g[2] = half + s[3];
}

// Tiles [begin, begin + count) of the output gradients from `dy` on, to Z.
void transform_gradients(const ConvolutionShape& s, const float* dy, int64_t begin, int64_t count, float* z) {
  const TileGrid grid(s);
  const int64_t channels = s.out_channels, pitch = point_size(channels), row_size = s.out_width * channels;
  grid.for_each(begin, count, [&](int64_t t, const OutputTile& tile) {
    const float* from = dy + ((tile.image * s.out_height + tile.y) * s.out_width + tile.x) * channels;
    const bool below = tile.y + 1 < s.out_height, beside = tile.x + 1 < s.out_width;
    for (int64_t c = 0; c < channels; c += lanes) {
      const auto at = [&](bool inside, int64_t offset) { return inside ? load(from + c + offset, Full{}) : Vector{}; };
      const Vector d[2][2] = {{at(true, 0), at(beside, channels)},
                              {at(below, row_size), at(below && beside, row_size + channels)}};
      Vector points_of_tile[4][4];
      on_both_axes<transform_output_gradient>(d, points_of_tile);
      store_points(points_of_tile, z + t * tile_pitch(channels) + c, pitch);
    }
  });
}

// Adds `count` tiles to the sums of some input channels and `vectors` vectors of output channels, at one point.
template <int vectors>
[[gnu::always_inline]] inline void accumulate_tiles(const float* v, int64_t in, const float* z, int64_t out,
                                                    int64_t count, float* sums) {
  constexpr int inputs = tile_sums / vectors;
  Vector s[inputs][vectors];
#pragma GCC unroll 16
  for (int i = 0; i < inputs; ++i)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) s[i][k] = load(sums + (i * vectors + k) * lanes, Full{});
  for (int64_t t = 0; t < count; ++t, v += in, z += out) {
    Vector d[vectors];
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) d[k] = load(z + k * lanes, Full{});
#pragma GCC unroll 16
    for (int i = 0; i < inputs; ++i)
#pragma GCC unroll 2
      for (int k = 0; k < vectors; ++k) s[i][k] += d[k] * v[i];
  }
#pragma GCC unroll 16
  for (int i = 0; i < inputs; ++i)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) store(sums + (i * vectors + k) * lanes, s[i][k], Full{});
}

// How often the products of some images call `next`.
inline int64_t weight_gradient_calls(const ConvolutionShape& s, int64_t images) {
  const int64_t blocks = (images * TileGrid(s).per_image() + tiles_per_block - 1) / tiles_per_block;
  return blocks * winograd_packed(s) / (tile_sums * lanes);
}

// Adds the gradient of the transformed weights from these images to partial: [point][out / block][in][block]; `next` is
// called during the products.
template <class Next>
void add_winograd_weight_gradient(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                                  float* partial, float* scratch, Next next) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s);
  float* v = scratch;
  float* z = v + points * point_size(in);
  float* zeros = z + points * point_size(out);
  std::fill_n(zeros, s.in_width * in, 0.f);
  const int64_t all = images * TileGrid(s).per_image();
  for (int64_t begin = 0; begin < all; begin += tiles_per_block) {
    const int64_t count = std::min(tiles_per_block, all - begin);
    transform_inputs(s, src, zeros, begin, count, v);
    transform_gradients(s, diff_dst, begin, count, z);
    float* sums = partial;
    for (int64_t p = 0; p < points; ++p)
      for (int64_t o = 0; o < out; o += block)
        for (int64_t i = 0; i < in; i += tile_sums * lanes / block, sums += tile_sums * lanes) {
          next();
          const float *vp = v + p * point_size(in) + i, *zp = z + p * point_size(out) + o;
          block == lanes ? accumulate_tiles<1>(vp, tile_pitch(in), zp, tile_pitch(out), count, sums)
                         : accumulate_tiles<2>(vp, tile_pitch(in), zp, tile_pitch(out), count, sums);
        }
  }
}

void winograd_weight_gradient(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                              float* partial, float* scratch) {
  std::fill_n(partial, winograd_partial(s), 0.f);
  const int64_t all = images * TileGrid(s).per_image(), calls = weight_gradient_calls(s, images);
  Prefetch next_src = prefetch_ahead(s, src, src_size(s), all, calls);
  Prefetch next_dst = prefetch_ahead(s, diff_dst, dst_size(s), all, calls);
  add_winograd_weight_gradient(s, src, diff_dst, images, partial, scratch, [&] {
    next_src();
    next_dst();
  });
}

// Adds `count` partial gradients and writes input channels [begin, end) to [out, in, 3, 3].
void gather_winograd_weight_gradient(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin,
                                     int64_t end, float* gradient) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s), size = winograd_partial(s);
  for (int64_t i = begin; i < end; ++i)
    for (int64_t o = 0; o < out; o += lanes) {
      Vector sums[4][4], taps_of_pair[3][3];
      for (int p = 0; p < points; ++p) {
        const float* at = partials + p * in * out + (o / block * in + i) * block + o % block;
        Vector& sum = sums[p / 4][p % 4];
        sum = load(at, Full{});
        for (int64_t t = 1; t < count; ++t) sum += load(at + t * size, Full{});
      }
      on_both_axes<transform_weight_gradient>(sums, taps_of_pair);
      for (int tap = 0; tap < 9; ++tap)
        for (int lane = 0; lane < lanes; ++lane)
          gradient[((o + lane) * in + i) * 9 + tap] = taps_of_pair[tap / 3][tap % 3][lane];
    }
}

constexpr WeightGradientKernels<float> winograd_weight_gradient_table{
    computes_winograd, tiles_scratch, winograd_partial, winograd_weight_gradient, gather_winograd_weight_gradient};

}  // namespace
}  // namespace resnet

#endif
