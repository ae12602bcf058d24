// A register of floats at a time, in GCC's vector extension: sixteen with AVX-512, eight with AVX2. Other machines
// compute sixteen in as many registers as it takes.
// Everything is in an unnamed namespace because each instruction set compiles its own copy.
#pragma once

#include <cstring>
#include <type_traits>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "kernels/bf16.h"

namespace resnet {
namespace {

#if defined(__AVX2__) && !defined(__AVX512F__)
constexpr int lanes = 8;
#else
constexpr int lanes = 16;
#endif
typedef float Vector __attribute__((vector_size(4 * lanes)));
typedef uint32_t Bits __attribute__((vector_size(4 * lanes)));
typedef uint16_t Halves __attribute__((vector_size(2 * lanes)));
typedef uint8_t Bytes __attribute__((vector_size(lanes)));
typedef double Doubles __attribute__((vector_size(8 * lanes)));

using Full = std::integral_constant<int, lanes>;

// `width` is Full, or an int below `lanes` for the last channels of a row.
template <class T, class Width>
inline T load_raw(const void* p, Width width, int element) {
  T v{};
  std::memcpy(&v, p, static_cast<size_t>(width) * element);
  return v;
}

template <class Width>
inline Vector load(const float* p, Width width) {
  return load_raw<Vector>(p, width, 4);
}

// One number a lane, `stride` apart.
inline Vector load_strided(const float* p, int64_t stride) {
#ifdef __AVX512F__
  const __m512i lane = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i offsets = _mm512_mullo_epi32(lane, _mm512_set1_epi32(static_cast<int>(stride)));
  return reinterpret_cast<Vector>(_mm512_i32gather_ps(offsets, p, 4));
#else
  Vector v{};
  for (int lane = 0; lane < lanes; ++lane) v[lane] = p[lane * stride];
  return v;
#endif
}

template <class Width>
inline void store(float* p, Vector v, Width width) {
  std::memcpy(p, &v, static_cast<size_t>(width) * 4);
}

#ifdef __AVX512BF16__
template <class Width>
inline Vector load(const bf16* p, Width width) {
  // GCC converts the halves of a register one by one.
  const auto halves = reinterpret_cast<__m256i>(load_raw<Halves>(p, width, 2));
  return reinterpret_cast<Vector>(reinterpret_cast<Bits>(_mm512_cvtepu16_epi32(halves)) << 16);
}

// Round to nearest, ties to even.
template <class Width>
inline void store(bf16* p, Vector v, Width width) {
  const auto halves = _mm512_cvtneps_pbh(reinterpret_cast<__m512>(v));
  std::memcpy(p, &halves, static_cast<size_t>(width) * 2);
}
#endif

// NaN stays NaN.
inline Vector relu(Vector v) { return v < 0 ? Vector{} : v; }

// The vector where `keep` is positive, zero elsewhere.
inline Vector where_positive(Vector keep, Vector v) { return keep > 0 ? v : Vector{}; }

// Calls f(channel, width) for each vector of channels and what is left.
template <class F>
inline void for_channel_blocks(int64_t channels, F f) {
  int64_t c = 0;
  for (; c + lanes <= channels; c += lanes) f(c, Full{});
  if (c < channels) f(c, static_cast<int>(channels - c));
}

}  // namespace
}  // namespace resnet
