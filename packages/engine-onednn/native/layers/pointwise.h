#pragma once

#include "layers/fusible.h"
#include "layers/summed_gradient.h"

namespace resnet {

// dst = relu?(batch normalization?(src) + addend?), in two passes forward (statistics, then everything else) and two
// backward (mask and reductions, then the gradient of src, written over src where nothing else needs it), as far as the
// plan does not have neighbouring convolutions do them.
template <class T>
class Pointwise : public Layer, public Fusible<T> {
 public:
  Pointwise(Context& context, const Operation& operation);
  void plan_forward() override;
  void plan_backward() override;
  void forward(Mode mode) override;
  void backward() override;
  void update_statistics(double kept, double weight) override;
  ChannelSums& statistics() override;
  typename Fusible<T>::Folded fold() override;
  void use_folded() override;
  Input<T> dst(Mode mode) override;
  typename Fusible<T>::Masking masking() override;
  typename Fusible<T>::SrcGradient src_gradient() override;

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

}  // namespace resnet
