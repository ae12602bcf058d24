// The forward pass by our own kernels, the mini-batch shared out among threads.
#pragma once

#include "convolutions/own_convolution.h"

namespace resnet {

template <class T>
class OwnForward : public OwnConvolution<T> {
 public:
  OwnForward(Context& context, const Operation& operation)
      : OwnConvolution<T>(context, operation, shape_of(context, operation)) {}

  void plan() override {
    if (this->operation_.forward.inference.normalize_dst) after().use_folded();
    this->weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    dst_ = static_cast<T*>(arrays.dst);
    this->weights_.bind();
  }

  void run(Mode mode) override {
    const ForwardPass& pass = this->operation_.forward;
    const InPassing& work = mode == Mode::training ? pass.training : pass.inference;
    const Input<T> src = input_of(this->context_, this->operation_, work, mode, src_);
    if (work.normalize_dst) {
      const typename Pointwise<T>::Folded f = after().fold();
      return this->convolve(mode, src, f.dst, {nullptr, nullptr, f.scale, f.shift, f.addend, f.relu}, nullptr);
    }
    this->convolve(mode, src, dst_, {}, work.take_statistics ? &after().statistics() : nullptr);
  }

 private:
  Pointwise<T>& after() const { return normalization_after<T>(this->context_, this->operation_); }

  const T* src_ = nullptr;
  T* dst_ = nullptr;
};

}  // namespace resnet
