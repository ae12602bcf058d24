// How the weight gradient packs its two sides, a band of rows at a time, so that each of its steps reads both where
// they lie. A step is two neighbouring output pixels. Of dy it reads the two side by side, for sixteen channels; of x
// one channel's pixels lie in a row, so that the pair that belongs to any kx is one read.
#pragma once

#include <algorithm>
#include <cstring>

#include "kernels/band3x3.h"
#include "kernels/multiply_add.h"

namespace resnet {
namespace {

constexpr int64_t packed_bytes = 256 << 10;

// Output channels that a tile reads, which are packed together.
#ifdef __AMX_BF16__
inline int64_t panel_channels(const ConvolutionShape&) { return lanes; }
#else
inline int64_t panel_channels(const ConvolutionShape& s) { return s.stride == 1 ? lanes : 2 * lanes; }
#endif

// How much is packed at once, and where. Of dy all rows of a panel of output channels follow each other, so that they
// stay in the first-level cache; a packed row is [step][channel][2]. A packed row of x is [stride][channel][pitch]:
// every `stride`-th column together, from the one left of the image on. Where rows are joined, all those of x are
// [kx][channel][row][column], the column that meets each output column.
struct Packing {
  bool joined;
  int64_t steps, pitch, rows, images;            // steps of a row; output rows of a band; images, if whole
  int64_t src_rows, dst_rows, src_row, dst_row;  // rows packed of an image; numbers of a packed row
  int64_t src_size, dst_size, dst_panel;         // numbers of a packed band, and of a panel of it
  int64_t src_taps[3];                           // where the steps of each kx begin in a packed row

  explicit Packing(const ConvolutionShape& s)
      : joined(joins_rows(s)), steps((s.out_width + 1) / 2), rows(s.out_height), images(1) {
    dst_row = 2 * steps * panel_channels(s);
    measure(s);
    for (; rows > 4 && bytes() > packed_bytes; measure(s)) rows = (rows + 1) / 2;
    if (rows == s.out_height) images = std::max<int64_t>(1, packed_bytes / bytes());
    for (int64_t kx = 0; kx < 3; ++kx)
      src_taps[kx] = joined ? kx * s.in_channels * pitch : kx % s.stride * s.in_channels * pitch + kx / s.stride;
  }

  // Of `band_rows` rows: how often the steps of one line follow those of another, and how many a line has.
  int64_t lines(int64_t band_rows) const { return joined ? 1 : band_rows; }
  int64_t line_steps(int64_t band_rows) const { return joined ? band_rows * steps : steps; }

  // Whole cache lines.
  int64_t size() const { return (images * (src_size + dst_size) + 31) / 32 * 32; }

 private:
  void measure(const ConvolutionShape& s) {
    src_rows = s.stride == 1 ? rows : (rows - 1) * s.stride + 3;
    dst_rows = s.stride == 1 ? rows + 2 : rows;
    pitch = joined ? 2 * rows * steps : 2 * steps + 2;
    src_row = joined ? 2 * steps : s.stride * s.in_channels * pitch;
    src_size = joined ? 3 * s.in_channels * pitch : src_rows * src_row;
    dst_panel = dst_rows * dst_row;
    dst_size = s.out_channels / panel_channels(s) * dst_panel;
  }
  int64_t bytes() const { return sizeof(bf16) * (src_size + dst_size); }
};

inline __m256i load_lanes(const bf16* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
inline void store_lanes(bf16* p, __m256i v) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), v); }

inline __m512i concatenate(__m256i first, __m256i second) {
  return _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1);
}

// Sixteen channels of two pixels side by side.
inline __m512i interleave(__m256i first, __m256i second) {
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  return _mm512_permutexvar_epi16(order, concatenate(first, second));
}

// A row of dy, to where its first panel lies.
template <int64_t panel>
void pack_dst_row_as(const ConvolutionShape& s, const Packing& p, const bf16* row, bf16* packed) {
  const int64_t channels = s.out_channels;
  for (int64_t x = 0; x < s.out_width; x += 2, row += 2 * channels, packed += 2 * panel) {
    bf16* to = packed;
    for (int64_t begin = 0; begin < channels; begin += panel, to += p.dst_panel)
#pragma GCC unroll 2
      for (int64_t c = 0; c < panel; c += lanes) {
        const bf16* from = row + begin + c;
        const __m256i second = x + 1 < s.out_width ? load_lanes(from + channels) : _mm256_setzero_si256();
        _mm512_storeu_si512(to + 2 * c, interleave(load_lanes(from), second));
      }
  }
}

inline void pack_dst_row(const ConvolutionShape& s, const Packing& p, const bf16* row, bf16* packed) {
  panel_channels(s) == lanes ? pack_dst_row_as<lanes>(s, p, row, packed)
                             : pack_dst_row_as<2 * lanes>(s, p, row, packed);
}

inline void clear_dst_row(const ConvolutionShape& s, const Packing& p, bf16* packed) {
  for (int64_t c = 0; c < s.out_channels; c += panel_channels(s), packed += p.dst_panel)
    std::fill_n(packed, p.dst_row, bf16{});
}

// Sixteen pixels of sixteen channels, two pixels in each register, become sixteen channels of sixteen pixels, two
// channels in each register. In each of three stages one bit of the pixel's number, which tells the register, changes
// places with one of the channel's, which tells the position; the last one also brings the pixels in order.
struct Transposition {
  uint16_t take[3][2][32];  // by stage and result of a pair of registers: which of their 64 numbers go there
  constexpr Transposition() : take{} {
    for (int stage = 0; stage < 3; ++stage)
      for (int result = 0; result < 2; ++result)
        for (int i = 0; i < 32; ++i) {
          const int pixel = i % 16, channel = i / 16;
          const int in_order = pixel % 2 * 16 + pixel / 2 * 2 + channel, position = stage < 2 ? i : in_order;
          const int bit = 2 << stage, from_second = position & bit ? 32 : 0;
          take[stage][result][i] = static_cast<uint16_t>(from_second | (position & ~bit) | (result ? bit : 0));
        }
  }
};

inline void transpose(__m512i (&v)[8]) {
  alignas(64) static constexpr Transposition transposition;
#pragma GCC unroll 3
  for (int stage = 0; stage < 3; ++stage) {
    const __m512i first = _mm512_load_si512(transposition.take[stage][0]);
    const __m512i second = _mm512_load_si512(transposition.take[stage][1]);
#pragma GCC unroll 8
    for (int r = 0; r < 8; ++r) {
      const int other = r | 1 << stage;
      if (r == other) continue;
      const __m512i a = v[r], b = v[other];
      v[r] = _mm512_permutex2var_epi16(a, first, b);
      v[other] = _mm512_permutex2var_epi16(a, second, b);
    }
  }
}

// Sixteen pixels of sixteen channels, read by `load(pixel)`, to a row for each channel, written by `store(to, pixels)`.
template <class Load, class Store>
inline void pack_pixels(Load load, Store store, bf16* packed, int64_t pitch) {
  __m512i v[8];
#pragma GCC unroll 8
  for (int r = 0; r < 8; ++r) v[r] = concatenate(load(2 * r), load(2 * r + 1));
  transpose(v);
#pragma GCC unroll 8
  for (int r = 0; r < 8; ++r) {
    store(packed + 2 * r * pitch, _mm512_castsi512_si256(v[r]));
    store(packed + (2 * r + 1) * pitch, _mm512_extracti64x4_epi64(v[r], 1));
  }
}

// Sixteen channels of a pixel as the convolution reads them.
inline __m256i load_input(const bf16* x, const float* scale, const float* shift) {
  const Vector v = relu(load(scale, Full{}) * load(x, Full{}) + load(shift, Full{}));
  return reinterpret_cast<__m256i>(_mm512_cvtneps_pbh(reinterpret_cast<__m512>(v)));
}

// A row of x. What lies outside the image is not written: it has to be zero already.
template <bool normalized>
void pack_src_row_as(const ConvolutionShape& s, const Packing& p, const Input<bf16>& row, bf16* packed) {
  for (int64_t remainder = 0; remainder < s.stride; ++remainder) {
    // The first of these columns that lies in the image, and how many do.
    const int64_t border = remainder == 0, column = remainder + border * s.stride - 1;
    const int64_t count = (s.in_width - column + s.stride - 1) / s.stride, apart = s.stride * s.in_channels;
    for (int64_t c = 0; c < s.in_channels; c += lanes, packed += lanes * p.pitch)
      for (int64_t first = 0; first < count; first += lanes) {
        const bf16* from = row.data + (column + first * s.stride) * s.in_channels + c;
        const auto inside = [&](int64_t i) {
          const bf16* x = from + i * apart;
          return normalized ? load_input(x, row.scale + c, row.shift + c) : load_lanes(x);
        };
        const auto partly = [&](int64_t i) { return first + i < count ? inside(i) : _mm256_setzero_si256(); };
        const __mmask16 mask = static_cast<__mmask16>((1u << std::min<int64_t>(lanes, count - first)) - 1);
        const auto some = [=](bf16* to, __m256i v) { _mm256_mask_storeu_epi16(to, mask, v); };
        bf16* to = packed + border + first;
        first + lanes <= count ? pack_pixels(inside, store_lanes, to, p.pitch) : pack_pixels(partly, some, to, p.pitch);
      }
  }
}

// Rows of x that are joined, whole ones in a vector of pixels. What a kx meets outside the image is not written: it has
// to be zero already.
template <bool normalized>
void pack_joined_rows_as(const ConvolutionShape& s, const Packing& p, const Input<bf16>& first_row, int64_t rows,
                         bf16* packed) {
  const int64_t pixels = rows * s.in_width;
  __mmask16 first_column = 0;
  for (int64_t x = 0; x < lanes; x += s.in_width) first_column |= static_cast<__mmask16>(1u << x);
  const __mmask16 last_column = static_cast<__mmask16>(first_column << (s.in_width - 1));
  for (int64_t c = 0; c < s.in_channels; c += lanes)
    for (int64_t first = 0; first < pixels; first += lanes) {
      const bf16* from = first_row.data + first * s.in_channels + c;
      const __mmask16 inside = static_cast<__mmask16>((1u << std::min<int64_t>(lanes, pixels - first)) - 1);
      const auto load = [&](int64_t i) {
        const bf16* x = from + i * s.in_channels;
        if (first + i >= pixels) return _mm256_setzero_si256();
        return normalized ? load_input(x, first_row.scale + c, first_row.shift + c) : load_lanes(x);
      };
      // The pixel to the left of an output is that of kx = 0.
      const auto store = [&](bf16* to, __m256i v) {
        _mm256_mask_storeu_epi16(to + p.src_taps[0] + 1, static_cast<__mmask16>(inside & ~last_column), v);
        _mm256_mask_storeu_epi16(to + p.src_taps[1], inside, v);
        _mm256_mask_storeu_epi16(to + p.src_taps[2] - 1, static_cast<__mmask16>(inside & ~first_column), v);
      };
      pack_pixels(load, store, packed + c * p.pitch + first, p.pitch);
    }
}

// Rows of x that lie in the image, one after the other.
inline void pack_src_rows(const ConvolutionShape& s, const Packing& p, const Input<bf16>& first_row, int64_t rows,
                          bf16* packed) {
  const auto pack = [&](auto normalized) {
    if (p.joined) return pack_joined_rows_as<normalized>(s, p, first_row, rows, packed);
    for (int64_t y = 0; y < rows; ++y)
      pack_src_row_as<normalized>(s, p, first_row.from(y * s.in_width * s.in_channels), packed + y * p.src_row);
  };
  first_row.scale ? pack(std::true_type{}) : pack(std::false_type{});
}

// Packs what output rows [first, first + rows) of an image need.
void pack_band(const ConvolutionShape& s, const Packing& p, const bf16* src, const bf16* diff_dst, int64_t first,
               int64_t rows, bf16* packed_src, bf16* packed_dst) {
  const bool x_shared = s.stride == 1;
  const int64_t first_src = x_shared ? first : first * s.stride - 1;
  const int64_t src_rows = x_shared ? rows : (rows - 1) * s.stride + 3;
  const int64_t begin = std::max<int64_t>(first_src, 0), end = std::min(first_src + src_rows, s.in_height);
  for (int64_t y = first_src; y < first_src + src_rows; ++y)
    if (y < begin || y >= end) std::fill_n(packed_src + (y - first_src) * p.src_row, p.src_row, bf16{});
  pack_src_rows(s, p, {src + begin * s.in_width * s.in_channels}, end - begin,
                packed_src + (begin - first_src) * p.src_row);
  const int64_t first_dst = x_shared ? first - 1 : first, dst_rows = x_shared ? rows + 2 : rows;
  for (int64_t y = first_dst; y < first_dst + dst_rows; ++y, packed_dst += p.dst_row)
    y < 0 || y >= s.out_height ? clear_dst_row(s, p, packed_dst)
                               : pack_dst_row(s, p, diff_dst + y * s.out_width * s.out_channels, packed_dst);
}

}  // namespace
}  // namespace resnet
