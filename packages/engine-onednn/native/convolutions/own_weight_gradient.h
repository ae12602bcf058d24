// The weight gradient by our own kernels.
#pragma once

#include "convolutions/partial_gradients.h"

namespace resnet {

template <class T>
class OwnWeightGradient : public ConvolutionPass {
 public:
  OwnWeightGradient(Context& context, const Operation& operation)
      : context_(context),
        operation_(operation),
        shape_(shape_of(context, operation)),
        partials_(context, operation_, shape_, kernels_, kernels_.scratch(shape_)) {}

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
  }

  void run(Mode) override {
    const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
    partials_.for_chunks([&](int64_t begin, int64_t end, Worker worker) {
      kernels_.add_partial(shape_, src_ + begin * src_size, diff_dst_ + begin * dst_size, end - begin,
                           partials_.of_chunk(worker.chunk), partials_.scratch_of_thread(worker.thread));
    });
    partials_.gather();
  }

 private:
  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_ =
      table_that_computes(&ConvolutionTable<T>::weight_gradient, shape_).weight_gradient;
  const PartialGradients<T> partials_;
  const T *src_ = nullptr, *diff_dst_ = nullptr;
};

}  // namespace resnet
