// A 3x3 convolution with stride 1 and padding 1 in float32 by Winograd's minimal filtering F(2x2, 3x3) (Lavin & Gray
// 2016): the forward pass, and with its weights turned round the data gradient.
//
// A tile of 2x2 outputs needs 4x4 inputs. Both sides are transformed so that sixteen products, one a point, do the work
// of thirty-six. A block of tiles goes through three steps: inputs to V [point][tile][in], for each point M = V U with
// the weights U [point][in][out], and M [point][tile][out] to outputs. Meanwhile the memory of the next block is on
// its way.
#pragma once

#include <algorithm>

#include "kernels/kernels.h"
#include "kernels/prefetch.h"
#include "kernels/rows.h"
#include "kernels/tile_epilogue.h"

#ifdef __AVX2__

namespace resnet {
namespace {

constexpr int64_t points = 16;
constexpr int64_t tiles_per_block = 48;
// Whose products, by one or two vectors, are in registers at once; divides tiles_per_block.
constexpr int tiles_at_once = lanes == 16 ? 12 : 6;
constexpr int64_t padding_floats = 16;     // keeps the points of a tile out of each other's cache sets
constexpr int64_t made_bytes = 128 << 10;  // of images made on the way, which stay in the second-level cache

inline bool computes_winograd(const ConvolutionShape& s) {
  return s.in_channels % 16 == 0 && s.out_channels % 16 == 0 && s.stride == 1;
}

// From one tile's channels to the next tile's; many rows a large power of two apart would not fit a cache's sets.
inline int64_t tile_pitch(int64_t channels) { return channels < 128 ? channels : channels + padding_floats; }

inline int64_t point_size(int64_t channels) { return tiles_per_block * tile_pitch(channels) + padding_floats; }

inline int64_t src_size(const ConvolutionShape& s) { return s.in_height * s.in_width * s.in_channels; }
inline int64_t dst_size(const ConvolutionShape& s) { return s.out_height * s.out_width * s.out_channels; }

// V, M, and a row of zeros for whichever of the two has the greater one.
inline int64_t tiles_scratch(const ConvolutionShape& s) {
  return points * (point_size(s.in_channels) + point_size(s.out_channels)) +
         s.in_width * std::max(s.in_channels, s.out_channels);
}

// How many images are made at once.
inline int64_t images_at_once(const ConvolutionShape& s) {
  const int64_t bytes = sizeof(float) * std::max(src_size(s), dst_size(s));
  return std::max<int64_t>(1, made_bytes / bytes);
}

inline int64_t winograd_scratch(const ConvolutionShape& s) {
  return tiles_scratch(s) + images_at_once(s) * src_size(s);
}

inline int64_t winograd_packed(const ConvolutionShape& s) { return points * s.in_channels * s.out_channels; }

// Output channels that one product has in registers at once.
inline int64_t out_block(const ConvolutionShape& s) { return s.out_channels % (2 * lanes) == 0 ? 2 * lanes : lanes; }

// A transform of vectors along one axis, done on the columns of a square and then on its rows.
template <auto transform, int from, int to>
[[gnu::always_inline]] inline void on_both_axes(const Vector (&square)[from][from], Vector (&result)[to][to]) {
  Vector columns[to][from];
#pragma GCC unroll 4
  for (int x = 0; x < from; ++x) {
    Vector in[from], out[to];
#pragma GCC unroll 4
    for (int y = 0; y < from; ++y) in[y] = square[y][x];
    transform(in, out);
#pragma GCC unroll 4
    for (int y = 0; y < to; ++y) columns[y][x] = out[y];
  }
#pragma GCC unroll 4
  for (int y = 0; y < to; ++y) transform(columns[y], result[y]);
}

// Stores the sixteen points of a tile, `pitch` apart.
[[gnu::always_inline]] inline void store_points(const Vector (&square)[4][4], float* to, int64_t pitch) {
#pragma GCC unroll 4
  for (int y = 0; y < 4; ++y)
#pragma GCC unroll 4
    for (int x = 0; x < 4; ++x) store(to + (4 * y + x) * pitch, square[y][x], Full{});
}

// Lavin and Gray's G, on weights.
[[gnu::always_inline]] inline void transform_weights(const Vector (&g)[3], Vector (&u)[4]) {
  u[0] = g[0];
  u[1] = 0.5f * (g[0] + g[1] + g[2]);
  u[2] = 0.5f * (g[0] - g[1] + g[2]);
  u[3] = g[2];
}

// B transposed, on inputs.
[[gnu::always_inline]] inline void transform_input(const Vector (&d)[4], Vector (&v)[4]) {
  v[0] = d[0] - d[2];
  v[1] = d[1] + d[2];
  v[2] = d[2] - d[1];
  v[3] = d[1] - d[3];
}

// A transposed, on products.
[[gnu::always_inline]] inline void transform_output(const Vector (&m)[4], Vector (&y)[2]) {
  y[0] = m[0] + m[1] + m[2];
  y[1] = m[1] - m[2] - m[3];
}

// float32 [out, in, 3, 3] to [point][out / block][in][block]; the data gradient has `in` and `out` change places and
// both axes of the kernel reversed. Sixteens of output channels [first, last) are written.
void pack_winograd(const ConvolutionShape& s, const float* weights, bool turned, int64_t first, int64_t last,
                   float* packed) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s);
  const int64_t per_out = turned ? 9 : 9 * in, per_in = turned ? 9 * out : 9;
  for (int64_t o = first * 16; o < last * 16; o += lanes)
    for (int64_t i = 0; i < in; ++i) {
      Vector g[3][3], u[4][4];
      for (int tap = 0; tap < 9; ++tap)
        g[tap / 3][tap % 3] = load_strided(weights + o * per_out + i * per_in + (turned ? 8 - tap : tap), per_out);
      on_both_axes<transform_weights>(g, u);
      store_points(u, packed + (o / block * in + i) * block + o % block, in * out);
    }
}

// Where a tile lies: its image and its first output pixel.
struct OutputTile {
  int64_t image, y, x;
};

struct TileGrid {
  int64_t down, across;  // of an image
  explicit TileGrid(const ConvolutionShape& s) : down((s.out_height + 1) / 2), across((s.out_width + 1) / 2) {}
  int64_t per_image() const { return down * across; }
  OutputTile at(int64_t index) const {
    const int64_t in_image = index % per_image();
    return {index / per_image(), in_image / across * 2, in_image % across * 2};
  }
  // Calls f(t, tile) for t in [0, count), tile `begin` being the first: without divisions, which take as long as a
  // transform.
  template <class F>
  void for_each(int64_t begin, int64_t count, F f) const {
    OutputTile tile = at(begin);
    for (int64_t t = 0; t < count; ++t) {
      f(t, tile);
      if ((tile.x += 2) < 2 * across) continue;
      tile.x = 0;
      if ((tile.y += 2) < 2 * down) continue;
      tile.y = 0;
      ++tile.image;
    }
  }
};

// A vector of channels of one tile to the sixteen points. Columns [first, last) of its inputs lie in the image.
template <int first, int last>
[[gnu::always_inline]] inline void transform_tile(const float* const (&rows)[4], int64_t channels, float* v,
                                                  int64_t pitch) {
  Vector d[4][4], points_of_tile[4][4];
#pragma GCC unroll 4
  for (int y = 0; y < 4; ++y)
#pragma GCC unroll 4
    for (int x = 0; x < 4; ++x) d[y][x] = x >= first && x < last ? load(rows[y] + x * channels, Full{}) : Vector{};
  on_both_axes<transform_input>(d, points_of_tile);
  store_points(points_of_tile, v, pitch);
}

// Tiles [begin, begin + count) of the images from `src` on, to V.
void transform_inputs(const ConvolutionShape& s, const float* src, const float* zeros, int64_t begin, int64_t count,
                      float* v) {
  const TileGrid grid(s);
  const int64_t channels = s.in_channels, row_size = s.in_width * channels, pitch = point_size(channels);
  grid.for_each(begin, count, [&](int64_t t, const OutputTile& tile) {
    const float* image = src + tile.image * s.in_height * row_size;
    const float* rows[4];
    for (int64_t r = 0; r < 4; ++r) {
      const int64_t y = tile.y - 1 + r;
      rows[r] = (y >= 0 && y < s.in_height ? image + y * row_size : zeros) + (tile.x - 1) * channels;
    }
    const auto transform = [&](auto first, auto last) {
      for (int64_t c = 0; c < channels; c += lanes) {
        const float* const at[4] = {rows[0] + c, rows[1] + c, rows[2] + c, rows[3] + c};
        transform_tile<first.value, last.value>(at, channels, v + t * tile_pitch(channels) + c, pitch);
      }
    };
    const auto with_last = [&](auto first) {
      const int64_t last = s.in_width - (tile.x - 1);
      if (last >= 4) return transform(first, std::integral_constant<int, 4>{});
      last == 3 ? transform(first, std::integral_constant<int, 3>{})
                : transform(first, std::integral_constant<int, 2>{});
    };
    tile.x == 0 ? with_last(std::integral_constant<int, 1>{}) : with_last(std::integral_constant<int, 0>{});
  });
}

// M of `tiles_at_once` tiles and `vectors` vectors of output channels, at one point. A number of channels that the
// compiler knows spares registers for addresses; within the loops around it there would be none left.
template <int vectors, class Channels>
[[gnu::noinline]] void multiply_tiles(const float* v, Channels channels, const float* u, float* m, int64_t m_pitch) {
  Vector sums[tiles_at_once][vectors]{};
  for (int64_t c = 0; c < channels; ++c, u += vectors * lanes) {
    Vector w[vectors];
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) w[k] = load(u + k * lanes, Full{});
#pragma GCC unroll 12
    for (int r = 0; r < tiles_at_once; ++r)
#pragma GCC unroll 2
      for (int k = 0; k < vectors; ++k) sums[r][k] += w[k] * v[r * tile_pitch(channels) + c];
  }
#pragma GCC unroll 12
  for (int r = 0; r < tiles_at_once; ++r)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) store(m + r * m_pitch + k * lanes, sums[r][k], Full{});
}

// How often the products of some tiles call `next`.
inline int64_t product_calls(const ConvolutionShape& s, int64_t tiles) {
  return points * s.out_channels / out_block(s) * ((tiles + tiles_at_once - 1) / tiles_at_once);
}

// M = V U of the first `count` tiles of a block; rows beyond them are computed from whatever is there.
template <int vectors, class Channels, class Next>
void multiply_block(const ConvolutionShape& s, Channels in, const float* v, const float* u, float* m, int64_t count,
                    Next next) {
  const int64_t out = s.out_channels;
  for (int64_t p = 0; p < points; ++p)
    for (int64_t o = 0; o < out; o += vectors * lanes, u += vectors * lanes * in)
      for (int64_t t = 0; t < count; t += tiles_at_once) {
        next();
        multiply_tiles<vectors>(v + p * point_size(in) + t * tile_pitch(in), in, u,
                                m + p * point_size(out) + t * tile_pitch(out) + o, tile_pitch(out));
      }
}

// A vector of output channels, from `o` on, of tiles [begin, begin + count) from M to the images from `dst` on.
template <Ending ending>
void transform_outputs(const ConvolutionShape& s, const float* m, int64_t begin, int64_t count, int64_t o, float* dst,
                       const Epilogue<float>& e) {
  const TileGrid grid(s);
  Totals totals{};
  const int64_t channels = s.out_channels, pitch = point_size(channels), row_size = s.out_width * channels;
  grid.for_each(begin, count, [&](int64_t t, const OutputTile& tile) {
    const float* at = m + t * tile_pitch(channels) + o;
    Vector products[4][4], y[2][2];
#pragma GCC unroll 16
    for (int p = 0; p < points; ++p) products[p / 4][p % 4] = load(at + p * pitch, Full{});
    on_both_axes<transform_output>(products, y);
    const int64_t i = ((tile.image * s.out_height + tile.y) * s.out_width + tile.x) * channels + o;
#pragma GCC unroll 2
    for (int r = 0; r < 2; ++r) {
      if (tile.y + r >= s.out_height) break;
      finish<ending>(e, y[r][0], dst, i + r * row_size, o, totals);
      if (tile.x + 1 < s.out_width) finish<ending>(e, y[r][1], dst, i + r * row_size + channels, o, totals);
    }
  });
  add_totals(e, totals, o);
}

// Asks for the memory of tiles [begin, end) of an array of images, in `calls` calls; for nothing where it is null.
inline Prefetch prefetch_tiles(const ConvolutionShape& s, const float* images, int64_t image_size, int64_t begin,
                               int64_t end, int64_t calls) {
  const auto at = [&](int64_t tile) { return images ? tile * image_size / TileGrid(s).per_image() : 0; };
  return {images + at(begin), (at(end) - at(begin)) * static_cast<int64_t>(sizeof(float)), calls};
}

// The same of tiles beyond the first block of `all`.
inline Prefetch prefetch_ahead(const ConvolutionShape& s, const float* images, int64_t image_size, int64_t all,
                               int64_t calls) {
  return prefetch_tiles(s, images, image_size, std::min(tiles_per_block, all), all, calls);
}

// The convolution of `images` images; `next` is called during the products.
template <class Next>
void convolve_tiles(const ConvolutionShape& s, const float* src, const float* packed, float* dst, int64_t images,
                    float* scratch, const Epilogue<float>& epilogue, Next next) {
  float* v = scratch;
  float* m = v + points * point_size(s.in_channels);
  float* zeros = m + points * point_size(s.out_channels);
  std::fill_n(zeros, s.in_width * s.in_channels, 0.f);
  const int64_t all = images * TileGrid(s).per_image();
  for (int64_t begin = 0; begin < all; begin += tiles_per_block) {
    const int64_t count = std::min(tiles_per_block, all - begin);
    transform_inputs(s, src, zeros, begin, count, v);
    Prefetch outputs = prefetch_tiles(s, dst, dst_size(s), begin, begin + count, product_calls(s, count));
    const auto multiply = [&](auto channels) {
      const auto asks = [&] {
        next();
        outputs();
      };
      out_block(s) == lanes ? multiply_block<1>(s, channels, v, packed, m, count, asks)
                            : multiply_block<2>(s, channels, v, packed, m, count, asks);
    };
    s.in_channels == 16 ? multiply(std::integral_constant<int64_t, 16>{}) : multiply(s.in_channels);
    with_ending(epilogue, [&](auto ending) {
      for (int64_t o = 0; o < s.out_channels; o += lanes)
        transform_outputs<ending>(s, m, begin, count, o, dst, epilogue);
    });
  }
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
    const int64_t tiles = count * TileGrid(s).per_image();
    Prefetch next = prefetch_ahead(s, src, src_size(s), tiles, product_calls(s, tiles));
    convolve_tiles(s, src, packed, dst + begin * dst_size(s), count, scratch, epilogue.from(begin * dst_size(s)), next);
  }
}

constexpr ConvolutionKernels<float> winograd_table{computes_winograd, winograd_scratch, winograd_packed, pack_winograd,
                                                   convolve_winograd};

}  // namespace
}  // namespace resnet

#endif
