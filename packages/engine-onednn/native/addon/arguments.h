// From JavaScript values to the addon's own types: the only file that reads objects.
#pragma once

#include <napi.h>

#include "layers/crops.h"
#include "planning/arena.h"
#include "planning/plan.h"

namespace resnet {

// The object that src/plan.ts makes, whose fields TypeScript has checked.
Plan plan_from(const Napi::Object& object);

// A Float32Array, or crops; both stay where they are.
Images images_from(const Napi::Value& value);

Shape shape_from(const Napi::Object& object);

// An array of objects.
std::vector<Buffer> buffers_from(const Napi::Value& value);

}  // namespace resnet
