// bfloat16 as stored: the upper half of a float32.
#pragma once

#include <cstdint>

namespace resnet {

struct bf16 {
  uint16_t bits;
};

}  // namespace resnet
