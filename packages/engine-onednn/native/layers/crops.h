// The images of a mini-batch, as they come from JavaScript.
#pragma once

#include <variant>

#include "planning/plan.h"

namespace resnet {

// Images still to be cut out of a set of bytes.
struct Crops {
  const uint8_t* bytes;  // [images, height, width, channels]
  const float* mean;     // [height, width, channels]
  const float* scale;    // [channels]
  // Outside an image: bytes of 0, and the mean subtracted where pixels end up. Else zeros, and the mean subtracted
  // where they come from.
  bool black;
  const int32_t* places;  // [count, 4]: image, pixels down, pixels right, flipped or not
};

// float32 [count, height, width, channels], or crops.
using Images = std::variant<const float*, Crops>;

// The same without the first `count` images.
Images without_first(const Images& images, int64_t count, const Shape& shape);

// Writes `count` images as [count, height, width, channels].
template <class T>
void write_images(const Images& images, int64_t count, const Shape& shape, int threads, T* dst);

}  // namespace resnet
