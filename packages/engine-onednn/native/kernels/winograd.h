// A 3x3 convolution with stride 1 and padding 1 in float32 by Winograd's minimal filtering (winograd_transforms.h): the
// forward pass, and with its weights turned round the data gradient.
//
// A block of tiles goes through three steps: inputs to V [point][tile][in], for each point M = V U with the weights U
// [point][in][out], and M [point][tile][out] to outputs. Meanwhile the memory of the next block is on its way.
#pragma once

#include <algorithm>

#include "kernels/tile_epilogue.h"
#include "kernels/winograd_tiles.h"

namespace resnet {
namespace {

constexpr int64_t made_bytes = 128 << 10;  // of images made on the way, which stay in the second-level cache

// How many images are made at once.
inline int64_t images_at_once(const ConvolutionShape& s) {
  const int64_t bytes = sizeof(float) * std::max(src_size(s), dst_size(s));
  return std::max<int64_t>(1, made_bytes / bytes);
}

inline int64_t winograd_scratch(const ConvolutionShape& s) {
  return tiles_scratch(s) + images_at_once(s) * src_size(s);
}

// float32 [out, in, 3, 3] to [point][out / block][in][block]; the data gradient has `in` and `out` change places and
// both axes of the kernel reversed. Sixteens of output channels [first, last) are written.
template <class Tiles>
void pack_tiles(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, float* packed) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s);
  const int64_t per_out = s.is_turned ? 9 : 9 * in, per_in = s.is_turned ? 9 * out : 9;
  for (int64_t o = first * 16; o < last * 16; o += lanes)
    for (int64_t i = 0; i < in; ++i) {
      const float* from = weights + o * per_out + i * per_in;
      float* to = packed + (o / block * in + i) * block + o % block;
      on_both_axes<Tiles::weights, 3, Tiles::side>(
          [&](int y, int x) { return load_strided(from + (s.is_turned ? 8 - 3 * y - x : 3 * y + x), per_out); },
          [&](int y, int x, Vector v) { store(to + (Tiles::side * y + x) * in * out, v, Full{}); });
    }
}

void pack_winograd(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, float* packed) {
  with_tiles(s, [&](auto tiles) { pack_tiles<decltype(tiles)>(s, weights, first, last, packed); });
}

// How often the products of some tiles call `next`.
inline int64_t product_calls(const ConvolutionShape& s, int64_t tiles) {
  return points(s) * s.out_channels / out_block(s) * count_parts<many_rows, fewer_rows>(tiles);
}

// M = V U of the first `count` tiles of a block; rows beyond them are computed from whatever is there.
template <class Tiles, int vectors, class Channels, class Next>
void multiply_block(const ConvolutionShape& s, Channels in, const float* v, const float* u, float* m, int64_t count,
                    Next next) {
  const int64_t out = s.out_channels;
  for (int64_t p = 0; p < Tiles::points; ++p)
    for (int64_t o = 0; o < out; o += vectors * lanes, u += vectors * lanes * in)
      for_parts<many_rows, fewer_rows>(count, [&](int64_t t, auto tiles) {
        next();
        multiply_rows<tiles, vectors>(v + p * point_size(in) + t * row_pitch(in), row_pitch(in), in, u,
                                      m + p * point_size(out) + t * row_pitch(out) + o, row_pitch(out));
      });
}

// A vector of output channels, from `o` on, of tiles [begin, begin + count) from M to the images from `dst` on.
template <class Tiles, Ending ending>
void transform_outputs(const ConvolutionShape& s, const float* m, int64_t begin, int64_t count, int64_t o, float* dst,
                       const Epilogue<float>& e) {
  Totals totals{};
  const int64_t channels = s.out_channels, pitch = point_size(channels), row_size = s.out_width * channels;
  TileGrid(s, Tiles::outputs).for_each(begin, count, [&](int64_t t, const OutputTile& tile) {
    const float* at = m + t * row_pitch(channels) + o;
    const int64_t i = ((tile.image * s.out_height + tile.y) * s.out_width + tile.x) * channels + o;
    const int64_t height = s.out_height - tile.y, width = s.out_width - tile.x;
    on_both_axes<Tiles::products, Tiles::side, Tiles::outputs>(
        [&](int y, int x) { return load(at + (Tiles::side * y + x) * pitch, Full{}); },
        [&](int y, int x, Vector v) {
          if (y < height && x < width) finish<ending>(e, v, dst, i + y * row_size + x * channels, o, totals);
        });
  });
  add_totals(e, totals, o);
}

// The convolution of `images` images; `next` is called during the products.
template <class Tiles, class Next>
void convolve_in(const ConvolutionShape& s, const float* src, const float* packed, float* dst, int64_t images,
                 float* scratch, const Epilogue<float>& epilogue, Next next) {
  const TileGrid grid(s, Tiles::outputs);
  float* v = scratch;
  float* m = v + Tiles::points * point_size(s.in_channels);
  float* zeros = m + Tiles::points * point_size(s.out_channels);
  std::fill_n(zeros, s.in_width * s.in_channels, 0.f);
  const int64_t all = images * grid.per_image();
  for (int64_t begin = 0; begin < all; begin += tiles_per_block) {
    const int64_t count = std::min(tiles_per_block, all - begin);
    transform_tiles<Tiles::inputs, Tiles::side, Tiles::side, 1>(grid, {src, s.in_height, s.in_width, s.in_channels},
                                                                zeros, begin, count, v);
    Prefetch outputs = prefetch_tiles(s, dst, dst_size(s), begin, begin + count, product_calls(s, count));
    const auto multiply = [&](auto channels) {
      const auto asks = [&] {
        next();
        outputs();
      };
      out_block(s) == lanes ? multiply_block<Tiles, 1>(s, channels, v, packed, m, count, asks)
                            : multiply_block<Tiles, 2>(s, channels, v, packed, m, count, asks);
    };
    s.in_channels == 16 ? multiply(std::integral_constant<int64_t, 16>{}) : multiply(s.in_channels);
    with_ending(epilogue, [&](auto ending) {
      for (int64_t o = 0; o < s.out_channels; o += lanes)
        transform_outputs<Tiles, ending>(s, m, begin, count, o, dst, epilogue);
    });
  }
}

template <class Next>
void convolve_tiles(const ConvolutionShape& s, const float* src, const float* packed, float* dst, int64_t images,
                    float* scratch, const Epilogue<float>& epilogue, Next next) {
  with_tiles(s,
             [&](auto tiles) { convolve_in<decltype(tiles)>(s, src, packed, dst, images, scratch, epilogue, next); });
}

// What a few images' convolution reads: where it is already, or made from a normalization's input.
inline const float* make_input(const ConvolutionShape& s, const Input<float>& input, int64_t images, float* made) {
  if (!input.scale) return input.data;
  const int64_t rows = images * s.in_height * s.in_width;
  normalize<float>(input.data, nullptr, made, rows, s.in_channels, input.scale, input.shift, true);
  return made;
}

void convolve_winograd(const ConvolutionShape& s, const Input<float>& input, const float* packed, float* dst,
                       int64_t images, float* scratch, const Epilogue<float>& epilogue) {
  const int64_t step = input.scale ? images_at_once(s) : images;
  for (int64_t begin = 0; begin < images; begin += step) {
    const int64_t count = std::min(step, images - begin);
    const float* src = make_input(s, input.from(begin * src_size(s)), count, scratch + tiles_scratch(s));
    const int64_t tiles = count * grid_of(s).per_image();
    Prefetch next = prefetch_ahead(s, src, src_size(s), tiles, product_calls(s, tiles));
    convolve_tiles(s, src, packed, dst + begin * dst_size(s), count, scratch, epilogue.from(begin * dst_size(s)), next);
  }
}

constexpr ConvolutionKernels<float> winograd_table{computes_winograd, winograd_scratch, matrices_size, pack_winograd,
                                                   convolve_winograd};

}  // namespace
}  // namespace resnet
