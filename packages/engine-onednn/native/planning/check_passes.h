#pragma once

#include "planning/plan.h"

namespace resnet {

// Throws std::invalid_argument where the passes of two operations contradict each other, so that work would be done
// twice or not at all, or where they say what no layer can do.
void check_passes(const Plan& plan);

}  // namespace resnet
