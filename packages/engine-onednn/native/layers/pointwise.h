#pragma once

#include "kernels/kernels.h"
#include "layers/layer.h"
#include "layers/summed_gradient.h"

namespace resnet {

// dst = relu?(batch normalization?(src) + addend?), in two passes forward (statistics, then everything else) and two
// backward (mask and reductions, then the gradient of src, written over src where nothing else needs it), as far as the
// plan does not have neighbouring convolutions do them.
template <class T>
class Pointwise : public Layer {
 public:
  Pointwise(Context& context, const Operation& operation);
  void plan_forward() override;
  void plan_backward() override;
  void forward(Mode mode) override;
  void backward() override;
  void update_statistics(double kept, double weight) override;

  // What a batch normalization gives to the convolutions on either side of it that do some of its work, as the plan
  // says. What is said of channels, scale and shift and the like, is that of the first statistics group; those of the
  // others follow.

  // For who takes the statistics of src: zeros.
  ChannelSums& statistics();

  // For who writes dst instead of src in inference.
  struct Folded {
    const float *scale, *shift;
    const T* addend;
    bool relu;
    T* dst;
  };
  Folded fold();
  // Asks for the buffers of dst and addend, for the layer being planned.
  void use_folded();

  // For who makes dst as it reads it.
  Input<T> dst(Mode mode);

  // For who makes the last contribution to the gradient of dst: it masks the sum of all, and takes its sums.
  struct Masking {
    GradientInputs<T> inputs;  // `gradient` is the caller's
    ChannelSums& sums;         // zeros
  };
  Masking masking();

  // For who makes the gradient of src as it reads it.
  struct SrcGradient {
    GradientInputs<T> inputs;
    GradientFactors factors;
  };
  SrcGradient src_gradient();

 private:
  float* parameter(int64_t offset) const { return context_.parameters.values + offset; }
  float* of_group(std::vector<float>& values, int64_t group) const { return values.data() + group * channels_; }
  void take_statistics();
  void finish_statistics(int64_t group, const double* sums);
  void fold_running_statistics();
  void apply();
  void backward_normalized();
  GradientInputs<T> gradient_inputs();
  void finish_gradients(int64_t group, const double* sums);
  void backward_masked();
  template <class Pass>
  void reduce(Pass pass);

  const bool added_;
  const int64_t channels_, groups_, group_rows_;
  // By group and channel: batch mean and variance, the folded scale and shift, factors of the gradient.
  std::vector<float> mean_, variance_, scale_, shift_, k_gradient_, k_src_, k_one_;
  ChannelSums sums_;  // of the statistics, then of the gradient
  SummedGradient<T> dst_gradient_;
  // What the gradient of src is made from: the gradient of dst, `masked_` once masked and summed up.
  BufferId dst_gradient_buffer_ = -1, src_gradient_ = -1;
  bool masked_ = false;
};

// The normalization that writes what a convolution reads.
template <class T>
Pointwise<T>& normalization_before(const Context& context, const Operation& convolution) {
  return static_cast<Pointwise<T>&>(*context.normalizations[convolution.src]);
}

// The normalization that reads what a convolution writes, for which its passes work.
template <class T>
Pointwise<T>& normalization_after(const Context& context, const Operation& convolution) {
  return static_cast<Pointwise<T>&>(*context.normalizations[convolution.after]);
}

}  // namespace resnet
