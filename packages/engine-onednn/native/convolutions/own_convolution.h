// What the forward pass and the data gradient by our own kernels have in common: both are convolutions.
#pragma once

#include "convolutions/own_kernels.h"

namespace resnet {

// The convolution of a mini-batch by a kernel.
template <class T>
class OwnConvolution : public ConvolutionPass {
 public:
  OwnConvolution(Context& context, const Operation& operation, const ConvolutionShape& shape)
      : context_(context), operation_(operation), shape_(shape), weights_(context, operation_, shape, kernels_) {
    context.onednn.need_scratch(context.plan.threads * kernels_.scratch(shape) * sizeof(T));
  }

 protected:
  void convolve(Mode mode, const Input<T>& from, T* to, const Epilogue<T>& epilogue, ChannelSums* sums) {
    const T* weights = weights_.data();
    const int64_t from_size = shape_.in_channels * shape_.in_height * shape_.in_width;
    const int64_t to_size = shape_.out_channels * shape_.out_height * shape_.out_width;
    parallel(context_.plan.threads, context_.plan.batch, [&](int64_t first, int64_t last, Worker worker) {
      for_groups(context_, mode, first, last, [&](int64_t group, int64_t begin, int64_t end) {
        kernels_.run(shape_, from.from(begin * from_size).with_channels(group * shape_.in_channels), weights,
                     to + begin * to_size, end - begin,
                     static_cast<T*>(context_.onednn.scratch) + worker.thread * kernels_.scratch(shape_),
                     part_of(epilogue, sums, group, worker.chunk, shape_.out_channels, begin * to_size));
      });
    });
  }

  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const ConvolutionKernels<T>& kernels_ = table_that_computes(&ConvolutionTable<T>::convolution, shape_).convolution;
  PackedWeights<T> weights_;
};

}  // namespace resnet
