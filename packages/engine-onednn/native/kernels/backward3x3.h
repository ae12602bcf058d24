// Both gradients of a 3x3 convolution with stride 1 and padding 1 in bf16, where the gradient of its output is that of
// a batch normalization: a sum of what flows into the normalization and what was normalized, with a factor for each
// channel.
//
// That sum is never written to memory. It is computed a few images at a time into the two forms which the two kernels
// read: pairs of pixels for the weight gradient, a border of zeros for the data gradient. Meanwhile the memory of the
// next images is on its way.
#pragma once

#include "kernels/convolution3x3.h"
#include "kernels/weight_gradient.h"

namespace resnet {
namespace {

inline bool computes_backward(const ConvolutionShape& s) {
  return s.stride == 1 && computes_convolution(s.turned()) && computes_weight_gradient(s) &&
         Packing(s).rows == s.out_height;
}

// Of the band that the data gradient reads, a whole image.
inline int64_t padded_size(const ConvolutionShape& s) { return band_size(s.turned(), s.in_height); }

inline int64_t backward_scratch(const ConvolutionShape& s) {
  const Packing p(s);
  return p.size() + p.images * padded_size(s);
}

// The gradient of one image's output, in both forms; what lies outside the image is zero and stays so.
void make_gradient(const ConvolutionShape& s, const Packing& p, const GradientInputs<bf16>& in,
                   const GradientFactors& factors, bf16* padded, bf16* packed) {
  for (int64_t y = 0; y < s.out_height; ++y)
    make_row(s.turned(), s.out_height + 2, y + 1, padded, [&](bf16* row) {
      normalization_gradient(in.from(y * s.out_width * s.out_channels), factors, row, s.out_width, s.out_channels);
      pack_dst_row(s, p, row, packed + (y + 1) * p.dst_row);
    });
}

void convolve_backward(const ConvolutionShape& s, const Input<bf16>& src, const GradientInputs<bf16>& dst_gradient,
                       const GradientFactors& factors, const bf16* weights, bf16* diff_src, int64_t images,
                       float* partial, bf16* scratch, const Epilogue<bf16>& epilogue) {
  const Packing p(s);
  const ConvolutionShape turned = s.turned();
  const int64_t src_image = s.in_height * s.in_width * s.in_channels;
  const int64_t dst_image = s.out_height * s.out_width * s.out_channels;
  bf16* packed_dst = scratch;
  bf16* packed_src = packed_dst + p.images * p.dst_size;
  bf16* padded = scratch + p.size();
  std::fill_n(scratch, backward_scratch(s), bf16{});
  for (int64_t begin = 0; begin < images; begin += p.images) {
    const int64_t count = std::min(p.images, images - begin);
    for (int64_t n = 0; n < count; ++n) {
      pack_src_rows(s, p, src.from((begin + n) * src_image), s.in_height, packed_src + n * p.src_size);
      make_gradient(s, p, dst_gradient.from((begin + n) * dst_image), factors, padded + n * padded_size(s),
                    packed_dst + n * p.dst_size);
    }
    auto next = prefetch_gradients({begin, begin + count, src_image, dst_image}, src, dst_gradient, epilogue,
                                   tiles_of(s) * count * p.lines(s.out_height));
    accumulate(s, p, count, s.out_height, packed_src, packed_dst, partial, [&] {
      for (Prefetch& p : next) p();
    });
    Prefetch nothing;
    for (int64_t n = 0; n < count; ++n)
      convolve_band(turned, padded + n * padded_size(s), 0, turned.out_height, weights, diff_src, begin + n, epilogue,
                    nothing);
  }
}

constexpr BackwardKernels<bf16> backward_table{computes_backward, backward_scratch, convolve_backward};

}  // namespace
}  // namespace resnet
