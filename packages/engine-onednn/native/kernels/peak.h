// Independent multiply-adds on registers, in the widest registers of the instruction set: a wider type would be split,
// and its halves kept in memory.
#pragma once

#include <cstdint>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "kernels/amx.h"

namespace resnet {
namespace {

#if defined(__AVX512F__)
constexpr int register_bytes = 64, registers = 32;
#elif defined(__AVX2__)
constexpr int register_bytes = 32, registers = 16;
#else
constexpr int register_bytes = 16, registers = 16;
#endif
typedef float Register __attribute__((vector_size(register_bytes)));
constexpr int register_lanes = register_bytes / sizeof(float);

// Enough to keep two pipes busy, few enough to stay in registers beside the factors. They start apart: the compiler
// would compute equal ones once.
constexpr int chains = registers - 4;

double peak_f32(int64_t rounds) {
  Register sums[chains];
  for (int i = 0; i < chains; ++i) sums[i] = Register{} + static_cast<float>(i);
  Register a{}, b{};
  a += 1.0000001f;
  b += 0.9999999f;
  for (int64_t r = 0; r < rounds; ++r) {
#pragma GCC unroll 32
    for (int i = 0; i < chains; ++i) sums[i] = a * sums[i] + b;
  }
  volatile float sink = 0;
  for (const Register& v : sums) sink = sink + v[0];
  return 2.0 * register_lanes * chains * static_cast<double>(rounds);
}

#if defined(__AMX_BF16__)
// Each product of tiles does what 256 multiply-adds of registers do, in sixteen cycles.
double peak_bf16(int64_t rounds) {
  const TileConfiguration tiles(tile_rows, tile_depth);
  const int64_t fewer = rounds / 8;
  unrolled<sum_tiles>([](auto i) { clear_sums<i>(); });
  for (int64_t r = 0; r < fewer; ++r) unrolled<sum_tiles>([](auto i) { multiply_tiles<i, 0, 0>(); });
  return 2.0 * tile_rows * tile_columns * tile_depth * sum_tiles * static_cast<double>(fewer);
}
#elif defined(__AVX512BF16__)
double peak_bf16(int64_t rounds) {
  __m512 sums[chains];
  for (int i = 0; i < chains; ++i) sums[i] = _mm512_set1_ps(static_cast<float>(i));
  const auto a = _mm512_cvtne2ps_pbh(_mm512_set1_ps(1.f), _mm512_set1_ps(0.5f));
  for (int64_t r = 0; r < rounds; ++r) {
#pragma GCC unroll 32
    for (int i = 0; i < chains; ++i) sums[i] = _mm512_dpbf16_ps(sums[i], a, a);
  }
  volatile float sink = 0;
  for (const auto& s : sums) sink = sink + _mm512_cvtss_f32(s);
  return 4.0 * register_lanes * chains * static_cast<double>(rounds);
}
#else
constexpr double (*peak_bf16)(int64_t) = nullptr;
#endif

}  // namespace
}  // namespace resnet
