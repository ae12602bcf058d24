// sum += a b on sixteen accumulators of 32 bits: one number of each in float32, two in bf16.
#pragma once

#include "vector.h"

#ifdef __AVX512F__

namespace resnet {
namespace {

// How many numbers a 32-bit element holds.
template <class T>
constexpr int depth = sizeof(float) / sizeof(T);

// One 32-bit element in all lanes. The compiler would fold the load into each multiplication that uses it; loads are
// what the kernels have least of.
[[gnu::always_inline]] inline __m512i broadcast_element(const void* p) {
  int32_t element;
  std::memcpy(&element, p, sizeof(element));
  __m512i v = _mm512_set1_epi32(element);
  asm("" : "+v"(v));
  return v;
}

template <class T>
inline __m512 multiply_add(__m512 sum, __m512i a, __m512i b);

template <>
inline __m512 multiply_add<float>(__m512 sum, __m512i a, __m512i b) {
  return _mm512_fmadd_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), sum);
}

#ifdef __AVX512BF16__
template <>
inline __m512 multiply_add<bf16>(__m512 sum, __m512i a, __m512i b) {
  return _mm512_dpbf16_ps(sum, reinterpret_cast<__m512bh>(a), reinterpret_cast<__m512bh>(b));
}
#endif

}  // namespace
}  // namespace resnet

#endif
