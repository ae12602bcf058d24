#pragma once

#include "kernels/kernels.h"
#include "summed_gradient.h"

namespace resnet {

// A convolution by oneDNN: activations channels-last, weights in whatever layout each direction runs fastest with, made
// from the float32 master weights [out, in, height, width] every time.
template <class T>
class Convolution : public Layer {
 public:
  Convolution(Context& context, const Operation& operation);
  void plan_forward() override;
  void plan_backward() override;
  void bind() override;
  void forward(Mode mode) override;
  void backward() override;

 private:
  bool has_own_weight_gradient() const;
  void own_weight_gradient();
  dnnl::memory memory(const dnnl::memory::desc& desc, void* data) const;

  const bool first_;  // no gradient flows to the image
  const WeightGradientShape shape_;
  dnnl::memory::dims strides_, padding_;
  dnnl::memory::desc src_, dst_, weights_, master_;
  dnnl::convolution_forward::primitive_desc forward_desc_;
  dnnl::convolution_backward_data::primitive_desc data_desc_;
  dnnl::convolution_backward_weights::primitive_desc weights_desc_;
  BufferId packed_forward_, packed_data_, packed_gradient_;
  BufferId src_gradient_ = -1;
  SummedGradient<T> dst_gradient_;
  Call pack_forward_, run_forward_, pack_data_, run_data_, run_weights_, unpack_gradient_;
};

}  // namespace resnet
