#include "runtime/register_peak.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "kernels/kernels.h"

namespace resnet {

namespace {

constexpr int moments = 200;
constexpr int64_t rounds_a_moment = 20000;

// The most that `work` reports a nanosecond in any of several moments of less than a millisecond each.
template <class F>
double best_rate(F work) {
  double best = 0;
  for (int moment = 0; moment < moments; ++moment) {
    const auto begin = std::chrono::steady_clock::now();
    const double done = work(rounds_a_moment);
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    best = std::max(best, done / taken.count());
  }
  return best;
}

// Additions that wait for each other: one a cycle on every processor.
double waiting_additions(int64_t rounds) {
  constexpr int unrolled = 16;
  uint64_t sum = 1, term = 3;
  asm volatile("" : "+r"(term));
  for (int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 16
    for (int i = 0; i < unrolled; ++i) {
      sum += term;
      asm volatile("" : "+r"(sum));
    }
  }
  return static_cast<double>(unrolled) * static_cast<double>(rounds);
}

}  // namespace

double register_peak(Precision precision, int threads) {
  const auto work = precision == Precision::bf16 ? kernels().peak_bf16 : kernels().peak_f32;
  if (!work) return 0;
  double total = 0;
#pragma omp parallel num_threads(threads) reduction(+ : total)
  total += best_rate(work);
  return total;
}

double clock_rate() { return best_rate(waiting_additions); }

}  // namespace resnet
