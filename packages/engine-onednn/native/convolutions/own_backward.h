// Both gradients in one pass by our own kernels.
#pragma once

#include "convolutions/own_kernels.h"
#include "convolutions/partial_gradients.h"

namespace resnet {

template <class T>
class OwnBackward : public ConvolutionPass {
 public:
  OwnBackward(Context& context, const Operation& operation, const InPassing& work)
      : context_(context),
        operation_(operation),
        shape_(shape_of(context, operation)),
        work_(work),
        weights_(context, operation_, shape_.turned(), table_.convolution),
        partials_(context, operation_, shape_, table_.weight_gradient, kernels_.scratch(shape_)) {}

  void plan() override {
    context_.use(operation_.dst);
    weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_src_ = static_cast<T*>(arrays.diff_src);
    weights_.bind();
  }

  void run(Mode) override {
    const T* weights = weights_.data();
    const Input<T> src = input_of(context_, operation_, work_, Mode::training, src_);
    const typename Pointwise<T>::SrcGradient dst = normalization_after<T>(context_, operation_).src_gradient();
    const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
    with_masking<T>(context_, operation_, work_, [&](const Epilogue<T>& epilogue, ChannelSums* sums) {
      partials_.for_chunks([&](int64_t first, int64_t last, Worker worker) {
        for_groups(context_, Mode::training, first, last, [&](int64_t group, int64_t begin, int64_t end) {
          const int64_t in = group * shape_.in_channels, out = group * shape_.out_channels;
          kernels_.run(shape_, src.from(begin * src_size).with_channels(in),
                       dst.inputs.from(begin * dst_size).with_channels(out), dst.factors.with_channels(out), weights,
                       diff_src_ + begin * src_size, end - begin, partials_.of_chunk(worker.chunk),
                       partials_.scratch_of_thread(worker.thread),
                       part_of(epilogue, sums, group, worker.chunk, shape_.in_channels, begin * src_size));
        });
      });
    });
    partials_.gather();
  }

 private:
  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const ConvolutionTable<T>& table_ = table_that_computes(&ConvolutionTable<T>::backward, shape_);
  const BackwardKernels<T>& kernels_ = table_.backward;
  const InPassing work_;
  PackedWeights<T> weights_;
  const PartialGradients<T> partials_;
  const T* src_ = nullptr;
  T* diff_src_ = nullptr;
};

}  // namespace resnet
