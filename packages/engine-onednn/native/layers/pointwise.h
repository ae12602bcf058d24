#pragma once

#include "layers/fusible.h"
#include "layers/summed_gradient.h"

namespace resnet {

// dst = relu?(batch normalization?(src) + addend?), in two passes forward (statistics, then everything else) and two
// backward (mask and reductions, then the gradient of src, written over src where nothing else reads it). Neighbouring
// convolutions may take three of the four off it.
template <class T>
class Pointwise : public Layer, public Fusible<T> {
 public:
  Pointwise(Context& context, const Operation& operation);
  void plan_forward() override;
  void plan_backward() override;
  void forward(Mode mode) override;
  void backward() override;
  void update_statistics(float weight) override;
  void plan_fold() override;
  typename Fusible<T>::Folded fold() override;
  bool plan_masking() override;
  typename Fusible<T>::Masking masking() override;
  bool plan_unwritten_dst() override;
  bool dst_is_unwritten() const override { return unwritten_dst_; }
  Input<T> dst() override;
  bool plan_unwritten_gradient() override;
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
  template <class Pass, class Finish>
  void reduce(Pass pass, Finish finish);

  const bool added_;
  const int64_t channels_, groups_, group_rows_;
  // By group and channel: batch mean and variance, the folded scale and shift, factors of the gradient.
  std::vector<float> mean_, variance_, scale_, shift_, k_gradient_, k_src_, k_one_;
  ChannelSums sums_;
  // What neighbours do, by plan: they mask the gradient of dst, and compute the gradient of src and dst where they read
  // it.
  bool masked_in_passing_ = false, unwritten_gradient_ = false, unwritten_dst_ = false;
  bool fold_ = false, folded_ = false;  // this pass into what computes src, in this inference
  SummedGradient<T> dst_gradient_;
  // What the gradient of src is made from: the gradient of dst, `masked_` once masked and summed up.
  BufferId dst_gradient_buffer_ = -1, src_gradient_ = -1;
  bool masked_ = false;
};

}  // namespace resnet
