// Tiles of images: in which of the tiles of winograd_transforms.h a shape is computed, where they lie, and their pixels
// taken to points. A block of tiles is computed at once.
#pragma once

#include <algorithm>

#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "kernels/prefetch.h"
#include "kernels/winograd_transforms.h"

namespace resnet {
namespace {

constexpr int64_t tiles_per_block = 48;
// Measured on AVX2. The weights of more channels outgrow the caches at thirty-six points.
constexpr int64_t most_in_tiles_of_4 = lanes == 16 ? 0 : 128 * 128;

// Calls f with the tiles that a shape is computed in.
template <class F>
inline auto with_tiles(const ConvolutionShape& s, F f) {
  if constexpr (most_in_tiles_of_4 > 0)
    if (s.in_channels * s.out_channels <= most_in_tiles_of_4) return f(TilesOf4{});
  return f(TilesOf2{});
}

inline bool computes_winograd(const ConvolutionShape& s) {
  return s.kernel == 3 && s.stride == 1 && s.in_channels % 16 == 0 && s.out_channels % 16 == 0;
}

inline int64_t point_size(int64_t channels) { return tiles_per_block * row_pitch(channels) + padding_floats; }

inline int64_t src_size(const ConvolutionShape& s) { return s.in_height * s.in_width * s.in_channels; }
inline int64_t dst_size(const ConvolutionShape& s) { return s.out_height * s.out_width * s.out_channels; }

inline int64_t points(const ConvolutionShape& s) {
  return with_tiles(s, [](auto tiles) { return tiles.points; });
}

// Numbers of a matrix [in][out] for each point.
inline int64_t matrices_size(const ConvolutionShape& s) { return points(s) * s.in_channels * s.out_channels; }

// V, M, and a row of zeros for whichever of the two has the greater one.
inline int64_t tiles_scratch(const ConvolutionShape& s) {
  return points(s) * (point_size(s.in_channels) + point_size(s.out_channels)) +
         s.in_width * std::max(s.in_channels, s.out_channels);
}

// Where a tile lies: its image and its first output pixel.
struct OutputTile {
  int64_t image, y, x;
};

// The tiles of images, `side` outputs on each axis.
struct TileGrid {
  int64_t side, down, across;  // tiles of an image
  TileGrid(const ConvolutionShape& s, int64_t side)
      : side(side), down((s.out_height + side - 1) / side), across((s.out_width + side - 1) / side) {}
  int64_t per_image() const { return down * across; }
  OutputTile at(int64_t index) const {
    const int64_t in_image = index % per_image();
    return {index / per_image(), in_image / across * side, in_image % across * side};
  }
  // Calls f(t, tile) for t in [0, count), tile `begin` being the first: without divisions, which take as long as a
  // transform.
  template <class F>
  void for_each(int64_t begin, int64_t count, F f) const {
    OutputTile tile = at(begin);
    for (int64_t t = 0; t < count; ++t) {
      f(t, tile);
      if ((tile.x += side) < side * across) continue;
      tile.x = 0;
      if ((tile.y += side) < side * down) continue;
      tile.y = 0;
      ++tile.image;
    }
  }
};

// The tiles that `s` is computed in.
inline TileGrid grid_of(const ConvolutionShape& s) {
  return {s, with_tiles(s, [](auto tiles) { return tiles.outputs; })};
}

// Images of `channels` channels that tiles are taken from.
struct TiledImages {
  const float* data;
  int64_t height, width, channels;
};

// Calls f with `value` as a constant from `low` to `high`, or the nearest of these.
template <int low, int high, class F>
inline void with_constant(int64_t value, F f) {
  if constexpr (low == high) {
    f(std::integral_constant<int, low>{});
  } else {
    value <= low ? f(std::integral_constant<int, low>{}) : with_constant<low + 1, high>(value, f);
  }
}

// Squares of `from` by `from` pixels, which begin `before` pixels above and left of tiles [begin, begin + count), to
// [point][tile][channel]. Pixels outside of an image are zero; `zeros` is a row of them.
template <auto transform, int from, int to, int before>
void transform_tiles(const TileGrid& grid, const TiledImages& images, const float* zeros, int64_t begin, int64_t count,
                     float* v) {
  const int64_t channels = images.channels, row_size = images.width * channels, pitch = point_size(channels);
  grid.for_each(begin, count, [&](int64_t t, const OutputTile& tile) {
    const float* rows[from];
    for (int r = 0; r < from; ++r) {
      const int64_t y = tile.y - before + r;
      const bool inside = y >= 0 && y < images.height;
      rows[r] = inside ? images.data + (tile.image * images.height + y) * row_size : zeros;
      rows[r] += (tile.x - before) * channels;
    }
    float* to_points = v + t * row_pitch(channels);
    // Columns [first, last) lie in the image.
    with_constant<0, before>(before - tile.x, [&](auto first) {
      with_constant<1, from>(images.width + before - tile.x, [&](auto last) {
        for (int64_t c = 0; c < channels; c += lanes)
          on_both_axes<transform, from, to>(
              [&](int y, int x) {
                return x >= first && x < last ? load(rows[y] + x * channels + c, Full{}) : Vector{};
              },
              [&](int y, int x, Vector p) { store(to_points + c + (to * y + x) * pitch, p, Full{}); });
      });
    });
  });
}

// Asks for the memory of tiles [begin, end) of an array of images, in `calls` calls; for nothing where it is null.
inline Prefetch prefetch_tiles(const ConvolutionShape& s, const float* images, int64_t image_size, int64_t begin,
                               int64_t end, int64_t calls) {
  const auto at = [&](int64_t tile) { return images ? tile * image_size / grid_of(s).per_image() : 0; };
  return {images + at(begin), (at(end) - at(begin)) * static_cast<int64_t>(sizeof(float)), calls};
}

// The same of tiles beyond the first block of `all`.
inline Prefetch prefetch_ahead(const ConvolutionShape& s, const float* images, int64_t image_size, int64_t all,
                               int64_t calls) {
  return prefetch_tiles(s, images, image_size, std::min(tiles_per_block, all), all, calls);
}

}  // namespace
}  // namespace resnet
