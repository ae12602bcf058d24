// sum += a b on sixteen accumulators, two products each: elements of 32 bits hold two bf16 numbers.
#pragma once

#include "kernels/vector.h"

namespace resnet {
namespace {

inline __m512 multiply_add(__m512 sum, __m512i a, __m512i b) {
  return _mm512_dpbf16_ps(sum, reinterpret_cast<__m512bh>(a), reinterpret_cast<__m512bh>(b));
}

// One element in all lanes. The compiler would fold the load into each multiplication that uses it; loads are what the
// kernels have least of.
[[gnu::always_inline]] inline __m512i broadcast_element(const void* p) {
  int32_t element;
  std::memcpy(&element, p, sizeof(element));
  __m512i v = _mm512_set1_epi32(element);
  asm("" : "+v"(v));
  return v;
}

}  // namespace
}  // namespace resnet
