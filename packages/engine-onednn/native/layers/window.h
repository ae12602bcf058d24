// The windows of a convolution or a pooling layer.
#pragma once

#include "planning/plan.h"

namespace resnet {

// Which positions of the input lie in the window of an output position, and the other way round. Taps of a window are
// numbered row by row.
struct Window {
  Shape in, out;
  int64_t kernel, stride, padding;

  int64_t taps() const { return kernel * kernel; }

  // Calls f(tap, input position) for every tap of an output position that lies inside the image.
  template <class F>
  void over_inputs(int64_t y, int64_t x, F f) const {
    for (int64_t tap = 0; tap < taps(); ++tap) {
      const int64_t row = y * stride + tap / kernel - padding, column = x * stride + tap % kernel - padding;
      if (row >= 0 && row < in.height && column >= 0 && column < in.width) f(tap, row * in.width + column);
    }
  }

  // Calls f(tap, output position) for every output position of which an input position is a tap.
  template <class F>
  void over_outputs(int64_t y, int64_t x, F f) const {
    for (int64_t tap = 0; tap < taps(); ++tap) {
      const int64_t row = y + padding - tap / kernel, column = x + padding - tap % kernel;
      if (row < 0 || column < 0 || row % stride != 0 || column % stride != 0) continue;
      if (row / stride < out.height && column / stride < out.width) f(tap, row / stride * out.width + column / stride);
    }
  }
};

}  // namespace resnet
