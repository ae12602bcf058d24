// What a 3x3 convolution in bf16 with padding 1 reads: a band of rows, copied with a border of zeros, so that the inner
// loop knows no edges. Three channels are copied as four.
//
// Where rows are shorter than a tile of the matrix unit, they are joined: the band has three copies, one for each kx,
// each with the pixels that this kx meets in place of those of the output. Then the pixels of all rows follow each
// other.
#pragma once

#include <algorithm>
#include <cstring>

#include "kernels/kernels.h"
#include "kernels/rows.h"

namespace resnet {
namespace {

constexpr int64_t band_bytes = 96 << 10;

// Channels of a copied pixel.
constexpr int64_t copied_channels(int64_t channels) { return channels == 3 ? 4 : channels; }

inline bool joins_rows([[maybe_unused]] const ConvolutionShape& s) {
#ifdef __AMX_BF16__
  return s.stride == 1 && s.in_channels % lanes == 0 && s.out_width > 1 && s.out_width < lanes &&
         lanes % s.out_width == 0;
#else
  return false;
#endif
}

// Numbers from one row of a copy to the next, and how many copies there are.
inline int64_t band_pitch(const ConvolutionShape& s) {
  return (joins_rows(s) ? s.in_width : s.in_width + 2) * copied_channels(s.in_channels);
}
inline int64_t band_copies(const ConvolutionShape& s) { return joins_rows(s) ? 3 : 1; }

inline int64_t copied_rows(const ConvolutionShape& s, int64_t rows) { return (rows - 1) * s.stride + 3; }

// Numbers of a copy for that many output rows.
inline int64_t copy_size(const ConvolutionShape& s, int64_t rows) { return copied_rows(s, rows) * band_pitch(s); }

// Output rows computed from one copied band.
inline int64_t band_rows(const ConvolutionShape& s) {
  const int64_t copied = band_bytes / (band_copies(s) * band_pitch(s) * static_cast<int64_t>(sizeof(bf16)));
  return std::min(s.out_height, std::max<int64_t>(4, ((copied - 2) / s.stride) & ~int64_t{1}));
}

// Numbers of a band for that many output rows.
inline int64_t band_size(const ConvolutionShape& s, int64_t rows) { return band_copies(s) * copy_size(s, rows); }
inline int64_t band_size(const ConvolutionShape& s) { return band_size(s, band_rows(s)); }

// A row as the convolution reads it. The three channels of an image have no scale.
inline void copy_row(const Input<bf16>& row, int64_t width, int64_t channels, bf16* copy) {
  if (row.scale) return normalize<bf16>(row.data, nullptr, copy, width, channels, row.scale, row.shift, true);
  if (channels == 3) {
    for (int64_t x = 0; x < width; ++x) {
      std::memcpy(copy + 4 * x, row.data + 3 * x, 3 * sizeof(bf16));
      copy[4 * x + 3] = bf16{};
    }
    return;
  }
  std::memcpy(copy, row.data, width * channels * sizeof(bf16));
}

// Calls make(pixels) to write a row of a band, the `y`th of `rows`. Unless rows are joined, it lies between borders
// that are zero already.
template <class Make>
inline void make_row(const ConvolutionShape& s, int64_t rows, int64_t y, bf16* band, Make make) {
  const int64_t pixel = copied_channels(s.in_channels), pitch = band_pitch(s), copy = rows * pitch;
  if (!joins_rows(s)) return make(band + y * pitch + pixel);
  bf16* row = band + copy + y * pitch;
  make(row);
  std::fill_n(row - copy, pixel, bf16{});
  std::copy_n(row, pitch - pixel, row - copy + pixel);
  std::copy_n(row + pixel, pitch - pixel, row + copy);
  std::fill_n(row + copy + pitch - pixel, pixel, bf16{});
}

// Rows [first, first + rows) of an image; rows outside the image become zero.
inline void copy_band(const ConvolutionShape& s, const Input<bf16>& image, int64_t first, int64_t rows, bf16* band) {
  for (int64_t y = first; y < first + rows; ++y)
    make_row(s, rows, y - first, band, [&](bf16* pixels) {
      if (y < 0 || y >= s.in_height)
        std::fill_n(pixels, s.in_width * copied_channels(s.in_channels), bf16{});
      else
        copy_row(image.from(y * s.in_width * s.in_channels), s.in_width, s.in_channels, pixels);
    });
}

}  // namespace
}  // namespace resnet
