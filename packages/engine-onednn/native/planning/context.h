// What all layers of a session share, and what they may ask for while it is planned.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include "planning/arena.h"
#include "planning/plan.h"
#include "runtime/onednn.h"
#include "runtime/parallel.h"
#include "runtime/work_clock.h"

namespace resnet {

class Layer;

enum class Mode { training, inference };

// The network's parameters, their gradients and momentum: three arrays with the same offsets.
struct ParameterArrays {
  float *values, *gradients, *momentum;
};

// Two sums for each channel of a value, by statistics group and chunk of the work: of its numbers and of their squares,
// or of the gradients and of products with them.
struct ChannelSums {
  // Of no channels where nothing is summed.
  ChannelSums(int threads, int64_t channels, int64_t groups)
      : size(2 * channels), chunks(Chunks::most(threads)), values(groups * chunks * size) {}
  double* of(int64_t group, int chunk) { return values.data() + (group * chunks + chunk) * size; }
  // Adds the sums of the other chunks to those of the first, in order.
  const double* add_chunks(int64_t group) {
    double* first = of(group, 0);
    for (int64_t i = size; i < chunks * size; ++i) first[i % size] += first[i];
    return first;
  }
  void clear() { std::fill(values.begin(), values.end(), 0.0); }
  size_t bytes() const { return values.size() * sizeof(double); }

  const int64_t size, chunks;
  std::vector<double> values;
};

// What brings weights into the forms in which convolutions read them, after the parameters have changed.
struct WeightPacking {
  std::vector<std::function<void()>> calls;  // of oneDNN, which uses all threads by itself
  std::vector<std::function<void()>> jobs;   // of one thread
  bool done = false;

  void run(int threads) {
    if (done) return;
    for (const auto& call : calls) call();
    parallel(threads, jobs.size(), [&](int64_t begin, int64_t end, Worker) {
      for (int64_t i = begin; i < end; ++i) jobs[i]();
    });
    done = true;
  }
};

// Shared by all layers of one session.
struct Context {
  const Plan& plan;
  Onednn onednn;
  Arena arena;
  ParameterArrays parameters{};
  WeightPacking forward_packing, backward_packing;
  WorkClock clock;
  int time = 0;                                  // of the layer being planned
  size_t bytes_of_layers = 0;                    // that they hold outside of the arena
  std::vector<BufferId> values;                  // by value id
  std::vector<std::vector<BufferId>> gradients;  // contributions to each value's gradient
  std::vector<int> consumers;                    // how many layers read each value
  std::vector<bool> is_mask;                     // values whose writer masks their gradient by them
  std::vector<Layer*> normalizations;            // by the value that each writes, or null

  explicit Context(const Plan& plan);
  const Shape& shape(int value) const { return plan.values[value]; }
  int64_t rows(int value) const { return plan.batch * shape(value).positions(); }
  int64_t size(int value) const { return plan.batch * shape(value).size(); }
  // The value is read or written by the layer being planned.
  BufferId use(int value);
  BufferId add_buffer(size_t bytes) { return arena.add(bytes, time); }
  // A buffer whose contents stay.
  BufferId add_lasting_buffer(size_t bytes) {
    const BufferId id = arena.add(bytes, 0);
    arena.use(id, 2 * static_cast<int>(plan.operations.size()));
    return id;
  }
  // A new buffer for one more contribution to the gradient of `value`.
  BufferId add_gradient(int value, size_t element);
  void share_gradient(int value, BufferId buffer) { gradients[value].push_back(buffer); }
  // The contributions to the gradient of `value`, all of them read by the layer being planned.
  std::vector<BufferId> take_gradients(int value);
};

}  // namespace resnet
