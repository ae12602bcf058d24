// How the weight gradient packs its two sides, a band of rows at a time, so that each of its steps reads both where
// they lie: 32-bit elements, each two neighbouring pixels of a channel.
#pragma once

#include <algorithm>
#include <cstring>

#include "kernels.h"
#include "multiply_add.h"

#ifdef __AVX512BF16__

namespace resnet {
namespace {

constexpr int64_t packed_bytes = 128 << 10;

// How much is packed at once, and where. A step is two neighbouring pixels. One side is packed once, the other for each
// kx: at stride 1 that is dy, where kx = 1 takes even pairs (0, 1), (2, 3), ... and the others odd pairs (-1, 0),
// (1, 2), ...; else x.
struct Packing {
  int64_t steps, rows, images;                   // steps of a row; output rows of a band; images, if whole
  int64_t src_rows, dst_rows, src_row, dst_row;  // rows packed of an image; elements of a packed row
  int64_t src_size, dst_size;                    // elements of a packed band
  int64_t src_taps[3], dst_taps[3];              // where the steps of each kx begin in a packed row

  explicit Packing(const ConvolutionShape& s) : steps((s.out_width + 1) / 2), rows(s.out_height), images(1) {
    const bool x_shared = s.stride == 1;
    const int64_t src_plane = steps * s.in_channels, odd = steps * s.out_channels;
    src_row = x_shared ? src_plane : 3 * src_plane;
    dst_row = x_shared ? 2 * odd + s.out_channels : odd;
    for (int kx = 0; kx < 3; ++kx) {
      src_taps[kx] = x_shared ? 0 : kx * src_plane;
      dst_taps[kx] = !x_shared || kx == 1 ? 0 : kx == 0 ? odd + s.out_channels : odd;
    }
    measure(s);
    for (; rows > 4 && bytes() > packed_bytes; measure(s)) rows = (rows + 1) / 2;
    if (rows == s.out_height) images = std::max<int64_t>(1, packed_bytes / bytes());
  }

  int64_t size() const { return images * (src_size + dst_size); }

 private:
  void measure(const ConvolutionShape& s) {
    src_rows = s.stride == 1 ? rows : (rows - 1) * s.stride + 3;
    dst_rows = s.stride == 1 ? rows + 2 : rows;
    src_size = src_rows * src_row;
    dst_size = dst_rows * dst_row;
  }
  int64_t bytes() const { return 4 * (src_size + dst_size); }
};

inline __m256i load_lanes(const bf16* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }

// Sixteen channels of two pixels side by side.
inline __m512i interleave(__m256i first, __m256i second) {
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  return _mm512_permutexvar_epi16(order, _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1));
}

// Packs one row: step p holds pixels first + 2p stride and first + (2p + 1) stride; those outside the row are zero.
void pack_pairs(const bf16* row, int64_t width, int64_t channels, int64_t first, int64_t stride, int64_t steps,
                int32_t* packed) {
  const auto pixel = [&](int64_t x, int64_t c) {
    return x >= 0 && x < width ? load_lanes(row + x * channels + c) : _mm256_setzero_si256();
  };
  const auto pack = [&](int64_t p, auto load) {
    const int64_t x = first + 2 * p * stride;
    for (int64_t c = 0; c < channels; c += lanes)
      _mm512_storeu_si512(packed + p * channels + c, interleave(load(x, c), load(x + stride, c)));
  };
  const int64_t inner = std::min(steps, (width - 1 - stride - first) / (2 * stride) + 1);
  int64_t p = 0;
  if (first < 0) pack(p++, pixel);
  for (; p < inner; ++p) pack(p, [&](int64_t x, int64_t c) { return load_lanes(row + x * channels + c); });
  for (; p < steps; ++p) pack(p, pixel);
}

void pack_src_row(const ConvolutionShape& s, const Packing& p, const bf16* row, int32_t* packed) {
  if (s.stride == 1) return pack_pairs(row, s.in_width, s.in_channels, 0, 1, p.steps, packed);
  for (int64_t kx = 0; kx < 3; ++kx)
    pack_pairs(row, s.in_width, s.in_channels, kx - 1, s.stride, p.steps, packed + p.src_taps[kx]);
}

void pack_dst_row(const ConvolutionShape& s, const Packing& p, const bf16* row, int32_t* packed) {
  pack_pairs(row, s.out_width, s.out_channels, 0, 1, p.steps, packed);
  if (s.stride == 1) pack_pairs(row, s.out_width, s.out_channels, -1, 1, p.steps + 1, packed + p.dst_taps[2]);
}

// Packs rows [first, first + rows) of an image; those outside it are zero.
template <class PackRow>
void pack_rows(const bf16* image, int64_t height, int64_t row_size, int64_t first, int64_t rows, int32_t* packed,
               int64_t packed_row, PackRow pack_row) {
  for (int64_t y = first; y < first + rows; ++y, packed += packed_row)
    y < 0 || y >= height ? void(std::fill_n(packed, packed_row, 0)) : pack_row(image + y * row_size, packed);
}

// Packs what output rows [first, first + rows) of an image need.
void pack_band(const ConvolutionShape& s, const Packing& p, const bf16* src, const bf16* diff_dst, int64_t first,
               int64_t rows, int32_t* packed_src, int32_t* packed_dst) {
  const bool x_shared = s.stride == 1;
  pack_rows(src, s.in_height, s.in_width * s.in_channels, x_shared ? first : first * s.stride - 1,
            x_shared ? rows : (rows - 1) * s.stride + 3, packed_src, p.src_row,
            [&](const bf16* row, int32_t* packed) { pack_src_row(s, p, row, packed); });
  pack_rows(diff_dst, s.out_height, s.out_width * s.out_channels, x_shared ? first - 1 : first,
            x_shared ? rows + 2 : rows, packed_dst, p.dst_row,
            [&](const bf16* row, int32_t* packed) { pack_dst_row(s, p, row, packed); });
}

}  // namespace
}  // namespace resnet

#endif
