// The network as the addon receives it: numbered values and fused operations, in execution order.
#pragma once

#include <cstdint>
#include <vector>

namespace resnet {

struct Shape {
  int64_t channels, height, width;
  int64_t positions() const { return height * width; }
  int64_t size() const { return channels * positions(); }
};

// Where the four parameters of a batch normalization begin in the parameter array.
struct Normalization {
  int64_t scale, shift, running_mean, running_variance;
  float epsilon;
};

enum class OperationKind {
  convolution,
  pointwise,
  max_pooling,
  global_average_pooling,
  fully_connected,
  padded_identity,
};

// Who computes a pass of a convolution.
enum class Maker { own, onednn };

enum class Gradients { of_weights, of_data, both };

struct BackwardPass {
  Gradients computes;
  Maker by;
};

struct Operation {
  OperationKind kind;
  int src, dst;
  int64_t weights = -1, bias = -1;  // offsets in the parameter array
  int64_t kernel = 0, stride = 1, padding = 0;
  Maker forward_by = Maker::onednn;
  std::vector<BackwardPass> backward;
  // pointwise: dst = relu?(normalization?(src) + addend?)
  bool normalized = false, relu = false;
  Normalization normalization{};
  int addend = -1;
  // padded identity
  bool averaged = false;
  int64_t channel_offset = 0;
};

// A stretch of the parameter array that SGD updates in one way.
struct Segment {
  int64_t begin, size;
  bool decays;
};

enum class Precision { f32, bf16 };

struct Plan {
  Precision precision;
  int threads;
  int64_t batch, statistics_group, classes, parameter_count;
  std::vector<Shape> values;
  std::vector<Operation> operations;
  std::vector<Segment> segments;
  int logits;
  float momentum, weight_decay;
  bool nesterov, rate_inside;
};

}  // namespace resnet
