// Products of small matrices by AMX, the matrix unit of some processors. It has eight tiles of sixteen rows by 64
// bytes: here four hold sums, one or two hold rows of the left factor in bf16, and the last ones hold the right factor,
// whose rows are taken two at a time, in pairs.
#pragma once

#ifdef __AMX_BF16__

#include <cstdint>
#include <utility>

#include "kernels/bf16.h"

namespace resnet {
namespace {

constexpr int tile_rows = 16, tile_columns = 16, tile_depth = 32;
constexpr int64_t row_bytes = 64;  // of a whole tile
constexpr int all_tiles = 8, sum_tiles = 4, left_tiles = 2;

// The greatest divisor of `n` up to `limit`.
constexpr int64_t divisor_up_to(int64_t limit, int64_t n) {
  while (n % limit != 0) --limit;
  return limit;
}

// While it lives, the tiles of this thread hold sums of rows x 16 and factors of rows x depth and depth x 16.
class TileConfiguration {
 public:
  TileConfiguration(int64_t rows, int64_t depth, int lefts = left_tiles) {
    alignas(64) struct {
      uint8_t palette = 1, start_row = 0, reserved[14]{};
      uint16_t bytes[16]{};
      uint8_t rows[16]{};
    } layout;
    for (int tile = 0; tile < all_tiles; ++tile) {
      const bool is_left = tile >= sum_tiles && tile < sum_tiles + lefts, is_right = tile >= sum_tiles + lefts;
      layout.rows[tile] = static_cast<uint8_t>(is_right ? depth / 2 : rows);
      layout.bytes[tile] = static_cast<uint16_t>(is_left ? depth * sizeof(bf16) : row_bytes);
    }
    asm volatile("ldtilecfg %0" : : "m"(layout));
  }
  ~TileConfiguration() { asm volatile("tilerelease"); }
  TileConfiguration(const TileConfiguration&) = delete;
  TileConfiguration& operator=(const TileConfiguration&) = delete;
};

template <class F, int... i>
[[gnu::always_inline]] inline void unrolled_as(F f, std::integer_sequence<int, i...>) {
  (f(std::integral_constant<int, i>{}), ...);
}

// Calls f(0), f(1), ... with constants: the number of a tile is part of an instruction.
template <int count, class F>
[[gnu::always_inline]] inline void unrolled(F f) {
  unrolled_as(f, std::make_integer_sequence<int, count>{});
}

template <int tile>
[[gnu::always_inline]] inline void clear_sums() {
  asm volatile("tilezero %%tmm%c0" : : "i"(tile));
}

// Sums lie row by row.
template <int tile>
[[gnu::always_inline]] inline void load_sums(const float* p) {
  asm volatile("tileloadd (%0,%1,1), %%tmm%c2" : : "r"(p), "r"(row_bytes), "i"(tile) : "memory");
}
template <int tile>
[[gnu::always_inline]] inline void store_sums(float* p) {
  asm volatile("tilestored %%tmm%c2, (%0,%1,1)" : : "r"(p), "r"(row_bytes), "i"(tile) : "memory");
}
// Rows are `stride` numbers apart in memory.
template <int tile>
[[gnu::always_inline]] inline void load_left(const bf16* p, int64_t stride) {
  asm volatile("tileloadd (%0,%1,1), %%tmm%c2" : : "r"(p), "r"(stride * 2), "i"(sum_tiles + tile) : "memory");
}
// Pairs of rows, one pair after the other: [depth / 2][16][2].
template <int tile>
[[gnu::always_inline]] inline void load_right(const bf16* p) {
  asm volatile("tileloadd (%0,%1,1), %%tmm%c2" : : "r"(p), "r"(row_bytes), "i"(all_tiles - 1 - tile) : "memory");
}
// sums += left right
template <int sums, int left, int right>
[[gnu::always_inline]] inline void multiply_tiles() {
  asm volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0"
               :
               : "i"(sums), "i"(sum_tiles + left), "i"(all_tiles - 1 - right));
}

}  // namespace
}  // namespace resnet

#endif
