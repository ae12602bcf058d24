// JPEG to RGB by libjpeg-turbo.
#pragma once

#include <napi.h>

namespace resnet {

// decode(encoded: Uint8Array, allocate: (length) => Uint8Array): { width, height, bytes } | null. Null: no JPEG, one of
// four inks, or one that libjpeg-turbo does not decode without a warning.
Napi::Value decode_jpeg(const Napi::CallbackInfo& info);

}  // namespace resnet
