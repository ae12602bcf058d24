// What a 3x3 convolution in bf16 with padding 1 reads: a band of rows, copied with a border of zeros, so that the inner
// loop knows no edges. Three channels are copied as four.
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

inline int64_t band_pitch(const ConvolutionShape& s) { return (s.in_width + 2) * copied_channels(s.in_channels); }

// Output rows computed from one copied band, and its own rows for that many.
inline int64_t band_rows(const ConvolutionShape& s) {
  const int64_t copied = band_bytes / (band_pitch(s) * static_cast<int64_t>(sizeof(bf16)));
  return std::min(s.out_height, std::max<int64_t>(4, ((copied - 2) / s.stride) & ~int64_t{1}));
}
inline int64_t copied_rows(const ConvolutionShape& s, int64_t rows) { return (rows - 1) * s.stride + 3; }

inline int64_t band_size(const ConvolutionShape& s) { return copied_rows(s, band_rows(s)) * band_pitch(s); }

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

// Rows [first, first + rows) of an image, between borders that are zero already; rows outside the image become zero.
inline void copy_band(const ConvolutionShape& s, const Input<bf16>& image, int64_t first, int64_t rows, bf16* band) {
  const int64_t pixel = copied_channels(s.in_channels), pitch = band_pitch(s);
  for (int64_t y = first; y < first + rows; ++y, band += pitch) {
    if (y < 0 || y >= s.in_height)
      std::fill_n(band, pitch, bf16{});
    else
      copy_row(image.from(y * s.in_width * s.in_channels), s.in_width, s.in_channels, band + pixel);
  }
}

}  // namespace
}  // namespace resnet
