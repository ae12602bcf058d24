// bfloat16 as stored: the upper half of a float32.
#pragma once

#include <cstdint>
#include <cstring>

namespace resnet {

struct bf16 {
  uint16_t bits;
};

namespace {  // each instruction set compiles its own copy

inline float to_float(float v) { return v; }
inline float to_float(bf16 v) {
  const uint32_t bits = uint32_t{v.bits} << 16;
  float f;
  std::memcpy(&f, &bits, sizeof(f));
  return f;
}

}  // namespace

}  // namespace resnet
