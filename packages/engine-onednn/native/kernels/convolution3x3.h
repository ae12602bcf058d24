// A 3x3 convolution in bf16 with padding 1: the forward pass, and at stride 1 with its weights turned round the data
// gradient. The rows of a band are multiplied in tiles, of the matrix unit where there is one, else of registers;
// meanwhile the memory of the next band is on its way.
#pragma once

#include "kernels/band3x3.h"
#include "kernels/prefetch.h"

#if defined(__AMX_BF16__)
#include "kernels/convolution3x3_amx.h"
#elif defined(__AVX512BF16__)
#include "kernels/convolution3x3_registers.h"
#endif

#ifdef __AVX512BF16__

namespace resnet {
namespace {

inline int64_t packed_weights(const ConvolutionShape& s) { return 9 * copied_channels(s.in_channels) * s.out_channels; }

inline int64_t convolution_scratch(const ConvolutionShape& s) { return band_images(s) * band_size(s, band_rows(s)); }

// Images [begin, begin + images), from their bands.
void convolve_images(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t begin,
                     int64_t images, bf16* bands, const Epilogue<bf16>& e) {
  const int64_t step = band_rows(s), row = s.in_width * s.in_channels, src_image = s.in_height * row;
  for (int64_t first = 0; first < s.out_height; first += step) {
    const int64_t rows = std::min(step, s.out_height - first);
    for (int64_t n = 0; n < images; ++n)
      copy_band(s, src.from((begin + n) * src_image), first * s.stride - 1, copied_rows(s, rows),
                bands + n * band_size(s, rows));
    const bf16* following = src.data + (begin + images - 1) * src_image + ((first + rows) * s.stride + 1) * row;
    const int64_t calls = images * s.out_channels / lanes * rows * s.out_width / 16;
    Prefetch next(following, images * rows * s.stride * row * sizeof(bf16), calls);
    convolve_bands(s, bands, images, first, rows, weights, dst, begin, e, next);
  }
}

void convolve(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t images,
              bf16* scratch, const Epilogue<bf16>& epilogue) {
  const int64_t at_once = band_images(s);
  std::fill_n(scratch, convolution_scratch(s), bf16{});
  for (int64_t n = 0; n < images; n += at_once)
    convolve_images(s, src, weights, dst, n, std::min(at_once, images - n), scratch, epilogue);
}

constexpr ConvolutionKernels<bf16> convolution_table{computes_convolution, convolution_scratch, packed_weights,
                                                     pack_weights, convolve};

}  // namespace
}  // namespace resnet

#endif
