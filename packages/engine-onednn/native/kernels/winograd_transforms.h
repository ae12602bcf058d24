// The transforms of Winograd's minimal filtering F(2x2, 3x3) and F(4x4, 3x3) (Lavin & Gray 2016), of vectors of
// channels.
//
// A tile of outputs needs as many inputs and two more on each axis. Inputs d, weights g and gradients of outputs dy are
// transformed to as many points; one product a point takes the place of nine an output. For a row of a tile,
// y = A' [(G g) (B' d)], and the gradient of the weights is G' [(A dy) (B' d)].
#pragma once

#include "kernels/vector.h"

namespace resnet {
namespace {

// Sixteen products for four outputs, where a direct convolution does thirty-six.
struct TilesOf2 {
  static constexpr int outputs = 2, side = 4, points = 16;

  // G.
  [[gnu::always_inline]] static void weights(const Vector (&g)[3], Vector (&u)[4]) {
    u[0] = g[0];
    u[1] = 0.5f * (g[0] + g[1] + g[2]);
    u[2] = 0.5f * (g[0] - g[1] + g[2]);
    u[3] = g[2];
  }

  // B transposed.
  [[gnu::always_inline]] static void inputs(const Vector (&d)[4], Vector (&v)[4]) {
    v[0] = d[0] - d[2];
    v[1] = d[1] + d[2];
    v[2] = d[2] - d[1];
    v[3] = d[1] - d[3];
  }

  // A transposed, on products.
  [[gnu::always_inline]] static void products(const Vector (&m)[4], Vector (&y)[2]) {
    y[0] = m[0] + m[1] + m[2];
    y[1] = m[1] - m[2] - m[3];
  }

  // A, on gradients of outputs.
  [[gnu::always_inline]] static void output_gradients(const Vector (&dy)[2], Vector (&z)[4]) {
    z[0] = dy[0];
    z[1] = dy[0] + dy[1];
    z[2] = dy[0] - dy[1];
    z[3] = -dy[1];
  }

  // G transposed, on gradients of transformed weights.
  [[gnu::always_inline]] static void weight_gradients(const Vector (&s)[4], Vector (&g)[3]) {
    const Vector half = 0.5f * (s[1] + s[2]);
    g[0] = s[0] + half;
    g[1] = 0.5f * (s[1] - s[2]);
    g[2] = half + s[3];
  }
};

// Thirty-six products for sixteen outputs, where a direct convolution does a hundred and forty-four.
struct TilesOf4 {
  static constexpr int outputs = 4, side = 6, points = 36;

  [[gnu::always_inline]] static void weights(const Vector (&g)[3], Vector (&u)[6]) {
    const Vector even = g[0] + g[2], wide = g[0] + 4.f * g[2];
    u[0] = 0.25f * g[0];
    u[1] = (-1 / 6.f) * (even + g[1]);
    u[2] = (-1 / 6.f) * (even - g[1]);
    u[3] = (1 / 24.f) * (wide + 2.f * g[1]);
    u[4] = (1 / 24.f) * (wide - 2.f * g[1]);
    u[5] = g[2];
  }

  [[gnu::always_inline]] static void inputs(const Vector (&d)[6], Vector (&v)[6]) {
    const Vector even1 = d[4] - 4.f * d[2], odd1 = d[3] - 4.f * d[1];
    const Vector even2 = d[4] - d[2], odd2 = d[3] - d[1];
    v[0] = 4.f * d[0] - 5.f * d[2] + d[4];
    v[1] = even1 + odd1;
    v[2] = even1 - odd1;
    v[3] = even2 + 2.f * odd2;
    v[4] = even2 - 2.f * odd2;
    v[5] = 4.f * d[1] - 5.f * d[3] + d[5];
  }

  [[gnu::always_inline]] static void products(const Vector (&m)[6], Vector (&y)[4]) {
    const Vector sum1 = m[1] + m[2], difference1 = m[1] - m[2];
    const Vector sum2 = m[3] + m[4], difference2 = m[3] - m[4];
    y[0] = m[0] + sum1 + sum2;
    y[1] = difference1 + 2.f * difference2;
    y[2] = sum1 + 4.f * sum2;
    y[3] = difference1 + 8.f * difference2 + m[5];
  }

  [[gnu::always_inline]] static void output_gradients(const Vector (&dy)[4], Vector (&z)[6]) {
    const Vector even1 = dy[0] + dy[2], odd1 = dy[1] + dy[3];
    const Vector even2 = dy[0] + 4.f * dy[2], odd2 = dy[1] + 4.f * dy[3];
    z[0] = dy[0];
    z[1] = even1 + odd1;
    z[2] = even1 - odd1;
    z[3] = even2 + 2.f * odd2;
    z[4] = even2 - 2.f * odd2;
    z[5] = dy[3];
  }

  [[gnu::always_inline]] static void weight_gradients(const Vector (&s)[6], Vector (&g)[3]) {
    const Vector sum1 = s[1] + s[2], difference1 = s[1] - s[2];
    const Vector sum2 = s[3] + s[4], difference2 = s[3] - s[4];
    g[0] = 0.25f * s[0] - (1 / 6.f) * sum1 + (1 / 24.f) * sum2;
    g[1] = (1 / 12.f) * difference2 - (1 / 6.f) * difference1;
    g[2] = (1 / 6.f) * (sum2 - sum1) + s[5];
  }
};

// A transform along one axis, done on the columns of a square and then on its rows. `read(y, x)` gives a vector of the
// square, `write(y, x, vector)` takes one of the result.
template <auto transform, int from, int to, class Read, class Write>
[[gnu::always_inline]] inline void on_both_axes(Read read, Write write) {
  Vector columns[to][from];
#pragma GCC unroll 6
  for (int x = 0; x < from; ++x) {
    Vector in[from], out[to];
#pragma GCC unroll 6
    for (int y = 0; y < from; ++y) in[y] = read(y, x);
    transform(in, out);
#pragma GCC unroll 6
    for (int y = 0; y < to; ++y) columns[y][x] = out[y];
  }
#pragma GCC unroll 6
  for (int y = 0; y < to; ++y) {
    Vector out[to];
    transform(columns[y], out);
#pragma GCC unroll 6
    for (int x = 0; x < to; ++x) write(y, x, out[x]);
  }
}

}  // namespace
}  // namespace resnet
