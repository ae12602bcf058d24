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

// Who computes a pass of a convolution: a kernel of our own made for its shape, oneDNN, or loops for every shape.
enum class Maker { own, onednn, plain };

// What a pass of a convolution computes: dst from src; the gradient of the weights from src and diff_dst, diff_src from
// diff_dst, or both.
enum class Computation { forward, weight_gradient, data_gradient, both_gradients };

// What a pass of a convolution does in passing for the normalizations on either side of it: src/pass-plan.ts.
struct InPassing {
  bool make_src = false, take_statistics = false, normalize_dst = false;
  bool make_dst_gradient = false, mask_src_gradient = false;
};

struct ForwardPass {
  Maker by = Maker::onednn;
  InPassing training, inference;
};

struct BackwardPass {
  Computation computes;
  Maker by;
  InPassing in_passing;
};

// What the convolutions on either side of a pointwise operation leave for it to do.
struct PointwisePasses {
  bool statistics = false, dst_in_training = false, dst_in_inference = false;
  bool mask = false, src_gradient = false;
};

struct Operation {
  OperationKind kind;
  int src, dst;
  int64_t weights = -1, bias = -1;  // offsets in the parameter array
  int64_t kernel = 0, stride = 1, padding = 0;
  ForwardPass forward;
  std::vector<BackwardPass> backward;
  int after = -1;  // what the normalization after a convolution writes, for which its passes work; -1 for none
  // pointwise: dst = relu?(normalization?(src) + addend?)
  bool normalized = false, relu = false;
  Normalization normalization{};
  int addend = -1;
  PointwisePasses pointwise;
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
  bool inference;  // nothing is trained: no gradients, no momentum
  int64_t batch;   // images of one pass
  int64_t passes;  // that a mini-batch is computed in, one after the other, their gradients added up
  int64_t statistics_group, classes, parameter_count;
  std::vector<Shape> values;
  std::vector<Operation> operations;
  std::vector<Segment> segments;
  int logits;
  float momentum, weight_decay;
  bool nesterov, rate_inside;
};

}  // namespace resnet
