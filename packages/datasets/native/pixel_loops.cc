#include "pixel_loops.h"

#include <algorithm>
#include <cstring>
#include <vector>

// Compiled for several processors; which one it is, is found when the addon is loaded.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define ON_EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define ON_EVERY_PROCESSOR
#endif

namespace resnet {
namespace {

constexpr int channels = 3;
// Bits after the point of the weights.
constexpr int weight_bits = 22;
constexpr int32_t half = 1 << (weight_bits - 1);

// A pixel's channels, and one number that is not used.
using Words = int32_t __attribute__((vector_size(16)));

// One row. Each pixel is read with the byte behind it.
ON_EVERY_PROCESSOR void resize_columns(const uint8_t* row, const FilterWeights& columns, uint8_t* target) {
  const int32_t* weight = columns.weights;
  const Words none{}, most = none + 255, places = {0, 8, 16, 24};
  for (int column = 0; column < columns.pixels; column++, target += channels) {
    const uint8_t* from = row + channels * columns.first[column];
    Words sum = none + half;
    for (int tap = 0; tap < columns.taps; tap++, from += channels) {
      int32_t pixel;
      std::memcpy(&pixel, from, sizeof pixel);
      sum += (((none + pixel) >> places) & most) * *weight++;
    }
    sum >>= weight_bits;
    sum = sum < none ? none : sum;
    sum = sum > most ? most : sum;
    for (int channel = 0; channel < channels; channel++) target[channel] = sum[channel];
  }
}

// One row of the result, made of `taps` rows from `top` on.
ON_EVERY_PROCESSOR void resize_row(const uint8_t* top, int length, const int32_t* weights, int taps,
                                   int32_t* __restrict sums, uint8_t* __restrict target) {
  std::fill(sums, sums + length, half);
  for (int tap = 0; tap < taps; tap++, top += length)
    for (int at = 0; at < length; at++) sums[at] += top[at] * weights[tap];
  for (int at = 0; at < length; at++) target[at] = std::clamp(sums[at] >> weight_bits, 0, 255);
}

template <class T>
void reverse_pixels(const T* from, int width, T* to) {
  for (int column = 0; column < width; column++)
    for (int channel = 0; channel < channels; channel++)
      to[channels * column + channel] = from[channels * (width - 1 - column) + channel];
}

// One row; shift, mean and scale have a number for each of its bytes.
ON_EVERY_PROCESSOR void write_row(const uint8_t* bytes, int length, const double* shift, bool clipped,
                                  const float* mean, const double* scale, float* __restrict target) {
  if (clipped) {
    for (int at = 0; at < length; at++)
      target[at] = static_cast<float>((std::clamp(bytes[at] + shift[at], 0.0, 255.0) - mean[at]) * scale[at]);
  } else {
    for (int at = 0; at < length; at++) target[at] = static_cast<float>((bytes[at] + shift[at] - mean[at]) * scale[at]);
  }
}

// The numbers of the channels for every pixel of a row.
template <class T>
std::vector<T> repeat(const T* by_channel, int width) {
  std::vector<T> row;
  row.reserve(channels * width);
  for (int column = 0; column < width; column++) row.insert(row.end(), by_channel, by_channel + channels);
  return row;
}

}  // namespace

void resize(const uint8_t* photo, size_t row_length, const FilterWeights& columns, const FilterWeights& rows,
            uint8_t* target) {
  const int length = channels * columns.pixels;
  const int first_row = rows.first[0], end_row = rows.first[rows.pixels - 1] + rows.taps;
  std::vector<uint8_t> narrow(static_cast<size_t>(end_row - first_row) * length);
  // The last row may be the photograph's last, behind which there is no byte to read.
  std::vector<uint8_t> last(row_length + 1);
  std::copy_n(photo + (end_row - 1) * row_length, row_length, last.begin());
  for (int row = first_row; row < end_row; row++) {
    resize_columns(row + 1 < end_row ? photo + row * row_length : last.data(), columns,
                   &narrow[static_cast<size_t>(row - first_row) * length]);
  }
  std::vector<int32_t> sums(length);
  for (int row = 0; row < rows.pixels; row++) {
    resize_row(&narrow[static_cast<size_t>(rows.first[row] - first_row) * length], length,
               rows.weights + row * rows.taps, rows.taps, sums.data(), target + static_cast<size_t>(row) * length);
  }
}

void write_view(const View& view, float* target) {
  const int length = channels * view.width;
  const auto shift = repeat(view.shift, view.width), scale = repeat(view.scale, view.width);
  auto mean_row = repeat(view.mean, view.width);
  std::vector<uint8_t> flipped(length);
  for (int row = 0; row < view.height; row++) {
    const uint8_t* bytes = view.bytes + row * view.row_length;
    if (view.flip) {
      reverse_pixels(bytes, view.width, flipped.data());
      bytes = flipped.data();
    }
    const float* mean = view.mean_by_pixel ? view.mean + static_cast<size_t>(row) * length : mean_row.data();
    if (view.mean_by_pixel && view.mean_flipped) {
      reverse_pixels(mean, view.width, mean_row.data());
      mean = mean_row.data();
    }
    write_row(bytes, length, shift.data(), view.clipped, mean, scale.data(),
              target + static_cast<size_t>(row) * length);
  }
}

}  // namespace resnet
