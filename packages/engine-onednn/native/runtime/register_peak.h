// How fast this machine multiplies and adds on registers alone: what a benchmark's times are a share of.
#pragma once

#include "planning/plan.h"

namespace resnet {

// GFLOP/s of so many threads, each at its best of several moments, so that other work on the machine does not count; 0
// where the processor has no such arithmetic.
double register_peak(Precision precision, int threads);

// GHz of a thread that adds integers, likewise at its best.
double clock_rate();

}  // namespace resnet
