// Where the time of a session goes, by kind of work.
#pragma once

#include <array>
#include <chrono>

namespace resnet {

enum class Work {
  mini_batch,
  forward_convolution,
  data_gradient,
  weight_gradient,
  both_gradients,
  forward_pointwise,
  backward_pointwise,
  other
};

constexpr std::array<const char*, 8> work_names = {"mini-batch",
                                                   "convolution, forward",
                                                   "convolution, data gradient",
                                                   "convolution, weight gradient",
                                                   "convolution, both gradients",
                                                   "normalization, forward",
                                                   "normalization, backward",
                                                   "other"};

// The seconds between two calls belong to the work that the second one names.
class WorkClock {
 public:
  void start() { last_ = Clock::now(); }
  void spent_on(Work work) {
    const Clock::time_point now = Clock::now();
    seconds_[static_cast<size_t>(work)] += std::chrono::duration<double>(now - last_).count();
    last_ = now;
  }
  const std::array<double, work_names.size()>& seconds() const { return seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_;
  std::array<double, work_names.size()> seconds_{};
};

}  // namespace resnet
