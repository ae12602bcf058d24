// Convolutions of any kernel and stride in float32 as products of matrices: the forward pass, the data gradient and the
// weight gradient. A row of the matrix of patches holds all that one output reads, [ky][kx][in]. The matrix is made for
// a block of outputs at a time and never as a whole: an implicit GEMM.
#pragma once

#include <algorithm>
#include <cstring>

#include "kernels/gemm.h"
#include "kernels/tile_epilogue.h"

namespace resnet {
namespace {

// On one axis, the outputs that read by the same taps. Number n of them is output `first` + n `step`. It reads `taps`
// inputs from `src_first` + n `src_step` on, by the taps `tap`, `tap` + `tap_step`, ...
struct Axis {
  int64_t outputs, first, step, taps, src_first, src_step, tap, tap_step;
};

// All outputs of a convolution.
inline Axis all_outputs(const ConvolutionShape& s, int64_t outputs) {
  return {outputs, 0, 1, s.kernel, -s.padding(), s.stride, 0, 1};
}

// Of a turned shape, whose inputs are `stride` outputs apart: every `stride`-th output, from number `phase` on.
inline Axis outputs_of_phase(const ConvolutionShape& s, int64_t outputs, int64_t phase) {
  const int64_t at = phase + s.padding(), most = s.kernel - 1;
  const int64_t last = most - (most - at % s.stride + s.stride) % s.stride;  // of its taps; negative where it has none
  return {(outputs - phase + s.stride - 1) / s.stride,
          phase,
          s.stride,
          (last + s.stride) / s.stride,
          (at - last) / s.stride,
          1,
          last,
          -s.stride};
}

struct Outputs {
  Axis y, x;
  int64_t per_image() const { return y.outputs * x.outputs; }
  int64_t taps() const { return y.taps * x.taps; }
};

// Calls f for the outputs that read by the same taps, until it has been called for all.
template <class F>
inline void for_outputs(const ConvolutionShape& s, F f) {
  if (!s.is_turned) return f(Outputs{all_outputs(s, s.out_height), all_outputs(s, s.out_width)});
  for (int64_t y = 0; y < s.stride; ++y)
    for (int64_t x = 0; x < s.stride; ++x)
      f(Outputs{outputs_of_phase(s, s.out_height, y), outputs_of_phase(s, s.out_width, x)});
}

// Calls f(n, image, y, x) for n in [0, count): the outputs of all images, from number `begin` on.
template <class F>
inline void for_each_output(const Outputs& outputs, int64_t begin, int64_t count, F f) {
  const int64_t in_image = begin % outputs.per_image();
  int64_t image = begin / outputs.per_image(), y = in_image / outputs.x.outputs, x = in_image % outputs.x.outputs;
  for (int64_t n = 0; n < count; ++n) {
    f(n, image, y, x);
    if (++x < outputs.x.outputs) continue;
    x = 0;
    if (++y < outputs.y.outputs) continue;
    y = 0;
    ++image;
  }
}

// How many patches of so many numbers are made at once: they stay in the second-level cache, and are whole parts.
inline int64_t patches_at_once(int64_t numbers) {
  constexpr int64_t most_floats = 48 << 10;
  const int64_t parts = most_floats / (many_rows * std::max<int64_t>(1, row_pitch(numbers)));
  return many_rows * std::clamp<int64_t>(parts, 2, 16);
}

// Copies `count` pixels of a row of an image, from pixel `x` on; those outside of the row are zero. `left` numbers of
// the image begin with the row. Whole vectors are written, beyond the last pixel too.
inline void copy_pixels(const float* row, int64_t width, int64_t channels, int64_t left, int64_t x, int64_t count,
                        float* to) {
  const int64_t size = count * channels;
  if (x >= 0 && x + count <= width && x * channels + size + lanes <= left) {
    for (int64_t i = 0; i < size; i += lanes) store(to + i, load(row + x * channels + i, Full{}), Full{});
    return;
  }
  const int64_t first = std::clamp<int64_t>(-x, 0, count), last = std::clamp<int64_t>(width - x, first, count);
  std::fill_n(to, first * channels, 0.f);
  std::memcpy(to + first * channels, row + (x + first) * channels, (last - first) * channels * sizeof(float));
  std::fill_n(to + last * channels, (count - last) * channels, 0.f);
}

// What `count` outputs from number `begin` on read by the rows [first, last) of taps.
inline void make_patches(const ConvolutionShape& s, const Outputs& outputs, int64_t first, int64_t last,
                         const float* src, int64_t begin, int64_t count, float* patches) {
  const Axis &ay = outputs.y, &ax = outputs.x;
  const int64_t row = s.in_width * s.in_channels, part = ax.taps * s.in_channels;
  const int64_t pitch = row_pitch((last - first) * part);
  for_each_output(outputs, begin, count, [&](int64_t n, int64_t image, int64_t y, int64_t x) {
    float* to = patches + n * pitch;
    for (int64_t t = first; t < last; ++t, to += part) {
      const int64_t in = ay.src_first + y * ay.src_step + t;
      if (in < 0 || in >= s.in_height)
        std::fill_n(to, part, 0.f);
      else
        copy_pixels(src + (image * s.in_height + in) * row, s.in_width, s.in_channels, (s.in_height - in) * row,
                    ax.src_first + x * ax.src_step, ax.taps, to);
    }
  });
}

inline bool computes_implicit_gemm(const ConvolutionShape& s) { return s.out_channels % 16 == 0; }

inline int64_t all_weights(const ConvolutionShape& s) { return s.taps() * s.in_channels * s.out_channels; }

// For the outputs that read by the same taps, in the order of `for_outputs`: [out / block][ky][kx][in][block].
void pack_matrices(const ConvolutionShape& s, const float* weights, int64_t first, int64_t last, float* packed) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s), taps = s.taps();
  const int64_t per_out = s.is_turned ? taps : taps * in, per_in = s.is_turned ? taps * out : taps;
  for_outputs(s, [&](const Outputs& outputs) {
    const int64_t size = outputs.taps() * in;
    for (int64_t o = first * 16; o < last * 16; o += lanes) {
      float* to = packed + o / block * block * size + o % block;
      for (int64_t y = 0; y < outputs.y.taps; ++y)
        for (int64_t x = 0; x < outputs.x.taps; ++x) {
          const int64_t ky = outputs.y.tap + y * outputs.y.tap_step, kx = outputs.x.tap + x * outputs.x.tap_step;
          const float* from = weights + o * per_out + ky * s.kernel + kx;
          for (int64_t i = 0; i < in; ++i, to += block) store(to, load_strided(from + i * per_in, per_out), Full{});
        }
    }
    packed += size * out;
  });
}

// Numbers of the patches of a block of outputs, beyond whose last one whole vectors are written.
inline int64_t patches_size(int64_t numbers) { return patches_at_once(numbers) * row_pitch(numbers) + lanes; }

// The patches of a block, and their products.
inline int64_t implicit_gemm_scratch(const ConvolutionShape& s) {
  int64_t most = 0;
  for_outputs(s, [&](const Outputs& outputs) {
    const int64_t size = outputs.taps() * s.in_channels;
    most = std::max(most, patches_size(size) + patches_at_once(size) * row_pitch(s.out_channels));
  });
  return most;
}

// m = the products of `count` patches of `size` numbers with the weights u.
template <int vectors>
void multiply_patches(const ConvolutionShape& s, int64_t size, const float* patches, const float* u, int64_t count,
                      float* m) {
  constexpr int64_t depth_at_once = 256;  // numbers whose weights stay in the first-level cache
  const int64_t out = s.out_channels;
  const auto multiply = [&](int64_t first, auto adds) {
    const int64_t depth = std::min(depth_at_once, size - first);
    for (int64_t o = 0; o < out; o += vectors * lanes)
      for_parts<many_rows, fewer_rows>(count, [&](int64_t n, auto rows) {
        multiply_rows<rows, vectors, adds>(patches + n * row_pitch(size) + first, row_pitch(size), depth,
                                           u + o * size + first * vectors * lanes, m + n * row_pitch(out) + o,
                                           row_pitch(out));
      });
  };
  multiply(0, std::false_type{});
  for (int64_t first = depth_at_once; first < size; first += depth_at_once) multiply(first, std::true_type{});
}

// A vector of channels, from `o` on, of `count` outputs from number `begin` on, from m to the images.
template <Ending ending>
void finish_outputs(const ConvolutionShape& s, const Outputs& outputs, const float* m, int64_t begin, int64_t count,
                    int64_t o, float* dst, const Epilogue<float>& e) {
  Totals totals{};
  for_each_output(outputs, begin, count, [&](int64_t n, int64_t image, int64_t y, int64_t x) {
    const int64_t row = image * s.out_height + outputs.y.first + y * outputs.y.step;
    const int64_t pixel = row * s.out_width + outputs.x.first + x * outputs.x.step;
    finish<ending>(e, load(m + n * row_pitch(s.out_channels) + o, Full{}), dst, pixel * s.out_channels + o, o, totals);
  });
  add_totals(e, totals, o);
}

void convolve_implicit_gemm(const ConvolutionShape& s, const Input<float>& input, const float* packed, float* dst,
                            int64_t images, float* scratch, const Epilogue<float>& epilogue) {
  for_outputs(s, [&](const Outputs& outputs) {
    const int64_t size = outputs.taps() * s.in_channels, step = patches_at_once(size);
    const int64_t all = images * outputs.per_image();
    float* m = scratch + patches_size(size);
    for (int64_t begin = 0; begin < all; begin += step) {
      const int64_t count = std::min(step, all - begin);
      make_patches(s, outputs, 0, outputs.y.taps, input.data, begin, count, scratch);
      out_block(s) == lanes ? multiply_patches<1>(s, size, scratch, packed, count, m)
                            : multiply_patches<2>(s, size, scratch, packed, count, m);
      with_ending(epilogue, [&](auto ending) {
        for (int64_t o = 0; o < s.out_channels; o += lanes)
          finish_outputs<ending>(s, outputs, m, begin, count, o, dst, epilogue);
      });
    }
    packed += size * s.out_channels;
  });
}

// Of a weight gradient: numbers that a row of taps reads, and rows of their sums, of which the last product may write
// more than there are.
inline int64_t tap_row(const ConvolutionShape& s) { return s.kernel * s.in_channels; }
inline int64_t sum_rows(const ConvolutionShape& s) { return tap_row(s) + fewer_sums; }

inline int64_t implicit_gemm_sums(const ConvolutionShape& s) { return s.kernel * sum_rows(s) * s.out_channels; }

// dy of a block of outputs and the patches of a row of taps, in whole cache lines.
inline int64_t implicit_gemm_weight_gradient_scratch(const ConvolutionShape& s) {
  const int64_t floats = patches_at_once(tap_row(s)) * row_pitch(s.out_channels) + patches_size(tap_row(s));
  return (floats + 15) / 16 * 16;
}

template <int vectors>
void accumulate_patches(const ConvolutionShape& s, const float* patches, const float* dy, int64_t count, float* sums) {
  for (int64_t o = 0; o < s.out_channels; o += vectors * lanes, sums += sum_rows(s) * vectors * lanes)
    for_parts<many_sums / vectors, fewer_sums / vectors>(tap_row(s), [&](int64_t i, auto inputs) {
      accumulate_rows<inputs, vectors>(patches + i, row_pitch(tap_row(s)), dy + o, row_pitch(s.out_channels), count,
                                       sums + i * vectors * lanes);
    });
}

// To [ky][out / block][kx][in][block].
void implicit_gemm_weight_gradient(const ConvolutionShape& s, const float* src, const float* diff_dst, int64_t images,
                                   float* partial, float* scratch) {
  const int64_t out = s.out_channels, step = patches_at_once(tap_row(s));
  const Outputs outputs{all_outputs(s, s.out_height), all_outputs(s, s.out_width)};
  const int64_t all = images * outputs.per_image();
  std::fill_n(scratch, implicit_gemm_weight_gradient_scratch(s), 0.f);
  float *dy = scratch, *patches = dy + step * row_pitch(out);
  for (int64_t begin = 0; begin < all; begin += step) {
    const int64_t count = std::min(step, all - begin);
    for (int64_t n = 0; n < count; ++n)
      std::memcpy(dy + n * row_pitch(out), diff_dst + (begin + n) * out, out * sizeof(float));
    for (int64_t ky = 0; ky < s.kernel; ++ky) {
      make_patches(s, outputs, ky, ky + 1, src, begin, count, patches);
      float* sums = partial + ky * sum_rows(s) * out;
      out_block(s) == lanes ? accumulate_patches<1>(s, patches, dy, count, sums)
                            : accumulate_patches<2>(s, patches, dy, count, sums);
    }
  }
}

// Adds `count` partial gradients and writes input channels [begin, end) to [out, in, kernel, kernel].
void gather_implicit_gemm(const ConvolutionShape& s, const float* partials, int64_t count, int64_t begin, int64_t end,
                          float* gradient) {
  const int64_t in = s.in_channels, out = s.out_channels, block = out_block(s);
  for (int64_t i = begin; i < end; ++i)
    for (int64_t o = 0; o < out; o += lanes)
      for (int64_t tap = 0; tap < s.taps(); ++tap) {
        const int64_t row = tap % s.kernel * in + i;
        const float* at = partials + (tap / s.kernel * out + o / block * block) * sum_rows(s) + row * block + o % block;
        Vector sum = load(at, Full{});
        for (int64_t t = 1; t < count; ++t) sum += load(at + t * implicit_gemm_sums(s), Full{});
        for (int lane = 0; lane < lanes; ++lane) gradient[((o + lane) * in + i) * s.taps() + tap] = sum[lane];
      }
}

constexpr ConvolutionKernels<float> implicit_gemm_table{computes_implicit_gemm, implicit_gemm_scratch, all_weights,
                                                        pack_matrices, convolve_implicit_gemm};
constexpr WeightGradientKernels<float> implicit_gemm_weight_gradient_table{
    computes_implicit_gemm, implicit_gemm_weight_gradient_scratch, implicit_gemm_sums, implicit_gemm_weight_gradient,
    gather_implicit_gemm};

}  // namespace
}  // namespace resnet
