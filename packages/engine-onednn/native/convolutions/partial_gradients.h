#pragma once

#include "convolutions/own_kernels.h"

namespace resnet {

// The weight gradient as kernels leave it, one of each chunk of images, then gathered; behind lies the kernels' own
// scratch, `scratch` numbers for each thread.
template <class T>
class PartialGradients {
 public:
  PartialGradients(Context& context, const Operation& operation, const ConvolutionShape& shape, int64_t scratch)
      : context_(context),
        operation_(operation),
        shape_(shape),
        chunks_(Chunks(context.plan.threads, context.plan.batch).size()),
        scratch_(scratch) {
    context.onednn.need_scratch(bytes() + context.plan.threads * scratch * sizeof(T));
  }

  float* of_chunk(int chunk) const {
    return static_cast<float*>(context_.onednn.scratch) + chunk * kernels_.partial_size(shape_);
  }
  T* scratch_of_thread(int thread) const {
    return reinterpret_cast<T*>(static_cast<char*>(context_.onednn.scratch) + bytes()) + thread * scratch_;
  }
  void gather() const {
    float* gradient = context_.parameters.gradients + operation_.weights;
    parallel(context_.plan.threads, shape_.in_channels / 8, [&](int64_t begin, int64_t end, Worker) {
      kernels_.gather(shape_, of_chunk(0), chunks_, begin * 8, end * 8, gradient);
    });
  }

 private:
  Context& context_;
  const Operation& operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_ = table_for<T>(operation_).weight_gradient;
  const int chunks_;
  const int64_t scratch_;

  int64_t bytes() const { return chunks_ * kernels_.partial_size(shape_) * sizeof(float); }
};

}  // namespace resnet
