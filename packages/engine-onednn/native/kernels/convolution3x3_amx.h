// A 3x3 convolution in bf16 by the matrix unit: of 3 input channels, or of any multiple of 16.
//
// A row of the left factor is an output pixel: the three input pixels that a row of the kernel meets lie side by side,
// or in three copies where rows are joined. The right factor is 16 output channels of that row of the kernel. Blocks of
// four tiles of sums, four of pixels by one of channels or two by two, stay in the unit over all rows of the kernel and
// input channels.
#pragma once

#include "kernels/amx.h"
#include "kernels/band3x3.h"
#include "kernels/packed_weights3x3.h"
#include "kernels/prefetch.h"
#include "kernels/tile_epilogue.h"

namespace resnet {
namespace {

// Numbers of a row of the kernel, how many of them lie side by side, and how many are multiplied at once.
inline int64_t kernel_row(const ConvolutionShape& s) { return 3 * copied_channels(s.in_channels); }
inline int64_t row_part(const ConvolutionShape& s) { return kernel_row(s) / band_copies(s); }
inline int64_t step_depth(const ConvolutionShape& s) { return 2 * divisor_up_to(tile_depth / 2, row_part(s) / 2); }

// Pixels that follow each other in a band of that many output rows, and those of a tile.
inline int64_t line_pixels(const ConvolutionShape& s, int64_t rows) {
  return joins_rows(s) ? rows * s.out_width : s.out_width;
}
inline int64_t tile_pixels(const ConvolutionShape& s, int64_t rows) {
  return divisor_up_to(tile_rows, line_pixels(s, rows));
}

inline bool computes_convolution(const ConvolutionShape& s) {
  return s.is_convolution(3) && s.stride <= 2 && s.out_channels % tile_columns == 0 &&
         (s.in_channels == 3 || (s.in_channels % 16 == 0 && s.in_channels <= max_channels));
}

// To [out / 16][ky][kx][in / depth][16][depth].
void pack_weights(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, bf16* packed) {
  const int64_t pairs = copied_channels(s.in_channels) / depth;
  pack_weights_in_order(s, weights, first, last, packed,
                        [=](int64_t ky, int64_t kx, int64_t pair) { return (3 * ky + kx) * pairs + pair; });
}

// A band of output rows, and how it is cut into tiles.
struct Cut {
  const bf16* band;
  int64_t rows, copy, line, columns;  // output rows; numbers of a copy; pixels of a line, and of a tile
  Cut(const ConvolutionShape& s, const bf16* band, int64_t rows)
      : band(band), rows(rows), copy(copy_size(s, rows)), line(line_pixels(s, rows)), columns(tile_pixels(s, rows)) {}
};

// Tiles of pixels by tiles of output channels, from `o` on: the first pixel's input (of ky = 0, kx = 0) of each tile is
// at `x`, its output at number `i`.
template <Ending ending, int pixels, int vectors>
void convolve_block(const ConvolutionShape& s, const Cut& cut, const bf16* const (&x)[pixels],
                    const int64_t (&i)[pixels], const bf16* weights, bf16* dst, int64_t o,
                    const Epilogue<bf16>& epilogue, Totals (&totals)[vectors]) {
  const int64_t row = kernel_row(s), part = row_part(s), step = step_depth(s), pitch = band_pitch(s);
  const int64_t apart = s.stride * copied_channels(s.in_channels), columns = cut.columns;
  alignas(64) float sums[pixels][vectors][tile_rows][tile_columns];
  unrolled<pixels * vectors>([&](auto tile) { clear_sums<tile>(); });
  for (int64_t ky = 0; ky < 3; ++ky)
    for (int64_t begin = ky * pitch, done = 0; done < row; done += part, begin += cut.copy)
      for (int64_t k = begin; k < begin + part; k += step, weights += step * tile_columns) {
        unrolled<vectors>([&](auto v) { load_right<v>(weights + v * 3 * row * tile_columns); });
        unrolled<pixels>([&](auto p) {
          load_left<p % left_tiles>(x[p] + k, apart);
          unrolled<vectors>([&](auto v) { multiply_tiles<p * vectors + v, p % left_tiles, v>(); });
        });
      }
  unrolled<pixels>([&](auto p) { unrolled<vectors>([&](auto v) { store_sums<p * vectors + v>(sums[p][v][0]); }); });
  const Epilogue<bf16> e = epilogue;
  // In registers: through memory, the totals of a pixel would wait for those of the one before.
  Totals kept[vectors];
  unrolled<vectors>([&](auto v) { unrolled<2>([&](auto t) { kept[v][t] = totals[v][t]; }); });
  for (int p = 0; p < pixels; ++p)
    for (int64_t c = 0; c < columns; ++c)
      unrolled<vectors>([&](auto v) {
        finish<ending>(e, load(sums[p][v][c], Full{}), dst, i[p] + c * s.out_channels + v * lanes, o + v * lanes,
                       kept[v]);
      });
  unrolled<vectors>([&](auto v) { unrolled<2>([&](auto t) { totals[v][t] = kept[v][t]; }); });
}

// Output channels from `o` on, one tile or two, of a band; `i` is where they lie in the output.
template <Ending ending, int vectors>
void convolve_rows(const ConvolutionShape& s, const Cut& cut, const bf16* weights, bf16* dst, int64_t i, int64_t o,
                   const Epilogue<bf16>& e, Totals (&totals)[vectors], Prefetch& next) {
  constexpr int most = sum_tiles / vectors;
  const int64_t in_a_line = cut.line / cut.columns, tiles = cut.rows * s.out_width / cut.columns;
  const int64_t apart = s.stride * copied_channels(s.in_channels), line_pitch = s.stride * band_pitch(s);
  int64_t tile = 0;
  const auto blocks = [&](auto pixels) {
    for (; tile + pixels <= tiles; tile += pixels) {
      const bf16* x[pixels];
      int64_t at[pixels];
      for (int p = 0; p < pixels; ++p) {
        const int64_t line = (tile + p) / in_a_line, column = (tile + p) % in_a_line * cut.columns;
        x[p] = cut.band + line * line_pitch + column * apart;
        at[p] = i + (line * cut.line + column) * s.out_channels;
        for (int v = 0; v < vectors; ++v) next();
      }
      convolve_block<ending, pixels, vectors>(s, cut, x, at, weights, dst, o, e, totals);
    }
  };
  blocks(std::integral_constant<int, most>{});
  blocks(std::integral_constant<int, 1>{});
}

// Output rows [first, first + rows) of an image from a copied band; `dst` is where the first image lies.
void convolve_band(const ConvolutionShape& s, const bf16* band, int64_t first, int64_t rows, const bf16* weights,
                   bf16* dst, int64_t image, const Epilogue<bf16>& e, Prefetch& next) {
  const Cut cut(s, band, rows);
  const TileConfiguration tiles(cut.columns, step_depth(s));
  const int64_t begin = (image * s.out_height + first) * s.out_width * s.out_channels;
  with_ending(e, [&](auto ending) {
    int64_t o = 0;
    const auto all = [&](auto vectors) {
      for (; o + vectors * lanes <= s.out_channels; o += vectors * lanes) {
        Totals totals[vectors]{};
        convolve_rows<ending, vectors>(s, cut, weights + o * 3 * kernel_row(s), dst, begin + o, o, e, totals, next);
        for (int v = 0; v < vectors; ++v) add_totals(e, totals[v], o + v * lanes);
      }
    };
    all(std::integral_constant<int, 2>{});
    all(std::integral_constant<int, 1>{});
  });
}

}  // namespace
}  // namespace resnet
