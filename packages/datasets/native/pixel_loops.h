// Resizing and augmentation: the loops over pixels of src/photos/augment/portable-loops.ts, to the same bits.
#pragma once

#include <cstddef>
#include <cstdint>

namespace resnet {

// What each pixel of a resized axis is made of: `taps` neighbours from first[pixel] on, with weights in fixed point.
struct FilterWeights {
  int taps, pixels;
  const int32_t* first;    // [pixels]
  const int32_t* weights;  // [pixels, taps]
};

// RGB bytes of `row_length` bytes a row to [rows.pixels, columns.pixels, 3]: columns first, rounded to bytes, then
// rows.
void resize(const uint8_t* photo, size_t row_length, const FilterWeights& columns, const FilterWeights& rows,
            uint8_t* target);

// A view cut out of RGB bytes, to float32: (byte + shift - mean) * scale.
struct View {
  const uint8_t* bytes;  // its upper left pixel
  size_t row_length;     // of the bytes
  int width, height;
  bool flip;
  double shift[3], scale[3];
  bool clipped;       // shifted bytes to [0, 255]
  const float* mean;  // [3], or [height, width, 3]
  bool mean_by_pixel, mean_flipped;
};

// To [height, width, 3].
void write_view(const View& view, float* target);

}  // namespace resnet
