// Both gradients of a 3x3 convolution with stride 1 and padding 1 in float32, where the gradient of its output is that
// of a batch normalization. That gradient is made a few images at a time, as is what the convolution has read where a
// normalization has left it unwritten: both gradients read it from the cache, and it never goes to memory.
#pragma once

#include "kernels/winograd.h"
#include "kernels/winograd_weight_gradient.h"

namespace resnet {
namespace {

inline int64_t winograd_backward_scratch(const ConvolutionShape& s) {
  return tiles_scratch(s) + images_at_once(s) * (src_size(s) + dst_size(s));
}

void winograd_backward(const ConvolutionShape& s, const Input<float>& src, const GradientInputs<float>& dst_gradient,
                       const GradientFactors& factors, const float* weights, float* diff_src, int64_t images,
                       float* partial, float* scratch, const Epilogue<float>& epilogue) {
  const int64_t step = images_at_once(s), src_image = src_size(s), dst_image = dst_size(s);
  float* made_dst = scratch + tiles_scratch(s);
  float* made_src = made_dst + step * dst_image;
  for (int64_t begin = 0; begin < images; begin += step) {
    const int64_t count = std::min(step, images - begin);
    const float* x = make_input(s, src.from(begin * src_image), count, made_src);
    normalization_gradient(dst_gradient.from(begin * dst_image), factors, made_dst, count * s.out_height * s.out_width,
                           s.out_channels);
    auto next = prefetch_gradients({begin, begin + count, src_image, dst_image}, src, dst_gradient, epilogue,
                                   weight_gradient_calls(s, count));
    add_winograd_weight_gradient(s, x, made_dst, count, partial, scratch, [&] {
      for (Prefetch& p : next) p();
    });
    convolve_tiles(s.turned(), made_dst, weights, diff_src + begin * src_image, count, scratch,
                   epilogue.from(begin * src_image), [] {});
  }
}

constexpr BackwardKernels<float> winograd_backward_table{computes_winograd, winograd_backward_scratch,
                                                         winograd_backward};

}  // namespace
}  // namespace resnet
