// The data gradient by our own kernels, those that compute the turned shape.
#pragma once

#include "convolutions/own_convolution.h"
#include "convolutions/own_kernels.h"

namespace resnet {

template <class T>
class OwnDataGradient : public OwnConvolution<T> {
 public:
  OwnDataGradient(Context& context, const Operation& operation, const InPassing& work)
      : OwnConvolution<T>(context, operation, shape_of(context, operation).turned()), work_(work) {}

  void plan() override { this->weights_.plan(); }

  void bind(const ConvolutionArrays& arrays) override {
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
    diff_src_ = static_cast<T*>(arrays.diff_src);
    this->weights_.bind();
  }

  void run(Mode) override {
    with_masking<T>(this->context_, this->operation_, work_, [&](const Epilogue<T>& epilogue, ChannelSums* sums) {
      this->convolve(Mode::training, {diff_dst_}, diff_src_, epilogue, sums);
    });
  }

 private:
  const InPassing work_;
  const T* diff_dst_ = nullptr;
  T* diff_src_ = nullptr;
};

}  // namespace resnet
