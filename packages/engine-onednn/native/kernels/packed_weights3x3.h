// The weights of a 3x3 convolution in bf16 as its kernels read them: 16 output channels of a pair of input channels
// side by side.
#pragma once

#include "kernels/band3x3.h"

namespace resnet {
namespace {

constexpr int64_t depth = 2;  // input channels side by side
constexpr int64_t max_channels = 512;

// From float32 [out, in, 3, 3]; in a turned shape `in` and `out` change places and both axes of the kernel are
// reversed. Blocks [first, last) of 16 output channels are written; `place(ky, kx, pair)` is where a pair of input
// channels goes in a block.
template <class Place>
void pack_weights_in_order(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, bf16* packed,
                           Place place) {
  const int64_t in = s.in_channels, out = s.out_channels, copied = copied_channels(in);
  const int64_t per_out = s.is_turned ? 9 : 9 * in, per_in = s.is_turned ? 9 * lanes : 9;
  bf16 rounded[9 * max_channels * lanes];  // of a block, in the order they lie in
  for (int64_t block = first; block < last; ++block) {
    const int64_t o = block * lanes;
    if (s.is_turned)
      for (int64_t i = 0; i < in; ++i) from_float(weights + (i * out + o) * 9, rounded + i * 9 * lanes, 9 * lanes);
    else
      from_float(weights + o * 9 * in, rounded, 9 * in * lanes);
    for (int64_t ky = 0; ky < 3; ++ky)
      for (int64_t kx = 0; kx < 3; ++kx)
        for (int64_t i = 0; i < copied; i += depth) {
          const bf16* tap = rounded + i * per_in + (s.is_turned ? 8 - (3 * ky + kx) : 3 * ky + kx);
          bf16* to = packed + (block * 9 * copied / depth + place(ky, kx, i / depth)) * lanes * depth;
          for (int64_t lane = 0; lane < lanes; ++lane)
            for (int64_t d = 0; d < depth; ++d)
              to[lane * depth + d] = i + d < in ? tap[lane * per_out + d * per_in] : bf16{};
        }
  }
}

}  // namespace
}  // namespace resnet
