// From JavaScript values to the addon's own types: the only file that reads objects.
#pragma once

#include <napi.h>

#include "planning/plan.h"

namespace resnet {

// The object that src/plan.ts makes, whose fields TypeScript has checked.
Plan plan_from(const Napi::Object& object);

}  // namespace resnet
