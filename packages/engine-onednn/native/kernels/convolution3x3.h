// A 3x3 convolution in bf16 with padding 1: the forward pass, and at stride 1 with its weights turned round the data
// gradient. The rows of a band are multiplied in tiles, of the matrix unit where there is one, else of registers;
// meanwhile the memory of the next band is on its way.
#pragma once

#include "kernels/band3x3.h"
#include "kernels/prefetch.h"

#ifdef __AMX_BF16__
#include "kernels/convolution3x3_amx.h"
#else
#include "kernels/convolution3x3_registers.h"
#endif

namespace resnet {
namespace {

inline int64_t packed_weights(const ConvolutionShape& s) { return 9 * copied_channels(s.in_channels) * s.out_channels; }

void convolve_image(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t image,
                    bf16* band, const Epilogue<bf16>& e) {
  const int64_t step = band_rows(s), row = s.in_width * s.in_channels;
  for (int64_t first = 0; first < s.out_height; first += step) {
    const int64_t rows = std::min(step, s.out_height - first);
    copy_band(s, src, first * s.stride - 1, copied_rows(s, rows), band);
    const int64_t tiles = s.out_channels / lanes * rows * s.out_width / 16;
    Prefetch next(src.data + ((first + rows) * s.stride + 1) * row, rows * s.stride * row * sizeof(bf16), tiles);
    convolve_band(s, band, first, rows, weights, dst, image, e, next);
  }
}

// The convolution of `images` images; `band` is scratch of `band_size` numbers.
void convolve(const ConvolutionShape& s, const Input<bf16>& src, const bf16* weights, bf16* dst, int64_t images,
              bf16* band, const Epilogue<bf16>& epilogue) {
  const int64_t src_image = s.in_height * s.in_width * s.in_channels;
  std::fill_n(band, band_size(s), bf16{});
  for (int64_t n = 0; n < images; ++n) convolve_image(s, src.from(n * src_image), weights, dst, n, band, epilogue);
}

constexpr ConvolutionKernels<bf16> convolution_table{computes_convolution, band_size, packed_weights, pack_weights,
                                                     convolve};

}  // namespace
}  // namespace resnet
