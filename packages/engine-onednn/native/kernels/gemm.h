// Products of matrices in float32 as our kernels make them: a block of the result in registers, with one or two vectors
// of output channels on each of a few rows.
#pragma once

#include <type_traits>

#include "kernels/kernels.h"
#include "kernels/vector.h"

namespace resnet {
namespace {

// Rows of products in registers at once, and vectors of sums over rows.
constexpr int many_rows = lanes == 16 ? 12 : 6, fewer_rows = lanes == 16 ? 8 : 4;
constexpr int many_sums = lanes == 16 ? 16 : 12, fewer_sums = lanes == 16 ? 16 : 8;

constexpr int64_t padding_floats = 16;  // keeps rows and matrices out of each other's cache sets

// From one row of so many numbers to the next; many rows a large power of two apart would not fit a cache's sets.
constexpr int64_t row_pitch(int64_t numbers) { return numbers < 128 ? numbers : numbers + padding_floats; }
template <int64_t numbers>
constexpr auto row_pitch(std::integral_constant<int64_t, numbers>) {
  return std::integral_constant<int64_t, row_pitch(numbers)>{};
}

// Output channels of a block.
inline int64_t out_block(const ConvolutionShape& s) { return s.out_channels % (2 * lanes) == 0 ? 2 * lanes : lanes; }

// Calls f(first, size) for parts of [0, count) whose size, a constant, is `many` or `fewer`: so that the last reaches
// no further beyond `count` than it must.
template <int many, int fewer, class F>
inline void for_parts(int64_t count, F f) {
  for (int64_t first = 0; first < count;) {
    const int64_t left = count - first;
    if (left <= fewer || (left > many && left <= 2 * fewer)) {
      f(first, std::integral_constant<int, fewer>{});
      first += fewer;
    } else {
      f(first, std::integral_constant<int, many>{});
      first += many;
    }
  }
}

template <int many, int fewer>
inline int64_t count_parts(int64_t count) {
  int64_t parts = 0;
  for_parts<many, fewer>(count, [&](int64_t, auto) { ++parts; });
  return parts;
}

// sums[r][k] += v[r] w[k], numbers v being `v_pitch` apart.
template <int rows, int vectors, class Pitch>
[[gnu::always_inline]] inline void add_outer_product(Vector (&sums)[rows][vectors], const float* v, Pitch v_pitch,
                                                     const float* w) {
  Vector row[vectors];
#pragma GCC unroll 2
  for (int k = 0; k < vectors; ++k) row[k] = load(w + k * lanes, Full{});
#pragma GCC unroll 16
  for (int r = 0; r < rows; ++r)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) sums[r][k] += row[k] * v[r * v_pitch];
}

// m = v u, or where it adds, m += v u: `rows` rows of v of `depth` numbers, `v_pitch` apart, times `depth` rows of u of
// `vectors` vectors. A pitch that the compiler knows spares registers for addresses; within the loops around it there
// would be none left.
template <int rows, int vectors, bool adds = false, class Pitch, class Depth>
[[gnu::noinline]] void multiply_rows(const float* v, Pitch v_pitch, Depth depth, const float* u, float* m,
                                     int64_t m_pitch) {
  Vector sums[rows][vectors]{};
  for (int64_t c = 0; c < depth; ++c, u += vectors * lanes) add_outer_product(sums, v + c, v_pitch, u);
#pragma GCC unroll 12
  for (int r = 0; r < rows; ++r)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) {
      float* at = m + r * m_pitch + k * lanes;
      store(at, adds ? load(at, Full{}) + sums[r][k] : sums[r][k], Full{});
    }
}

// sums[i][o] += v[r][i] z[r][o], over `count` rows r of both, for `inputs` numbers i and `vectors` vectors o.
template <int inputs, int vectors>
[[gnu::noinline]] void accumulate_rows(const float* v, int64_t v_pitch, const float* z, int64_t z_pitch, int64_t count,
                                       float* sums) {
  Vector s[inputs][vectors];
#pragma GCC unroll 16
  for (int i = 0; i < inputs; ++i)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) s[i][k] = load(sums + (i * vectors + k) * lanes, Full{});
  for (int64_t r = 0; r < count; ++r, v += v_pitch, z += z_pitch)
    add_outer_product(s, v, std::integral_constant<int64_t, 1>{}, z);
#pragma GCC unroll 16
  for (int i = 0; i < inputs; ++i)
#pragma GCC unroll 2
    for (int k = 0; k < vectors; ++k) store(sums + (i * vectors + k) * lanes, s[i][k], Full{});
}

}  // namespace
}  // namespace resnet
