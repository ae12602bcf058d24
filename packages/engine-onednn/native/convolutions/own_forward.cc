// The forward pass by our own kernels, the mini-batch shared out among threads.
#include "convolutions/own_convolution.h"

namespace resnet {

namespace {

template <class T>
class OwnForward : public OwnConvolution<T> {
 public:
  OwnForward(Context& context, const Operation& operation, const ConvolutionShape& shape)
      : OwnConvolution<T>(context, operation, shape, false) {}

  void plan() override {
    normalization_ = fusible<T>(this->context_.readers[this->operation_.dst]);
    if (normalization_) normalization_->plan_fold();
    this->weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    dst_ = static_cast<T*>(arrays.dst);
    this->weights_.bind();
  }

  void run(Mode mode) override {
    const Input<T> src = input_of(this->context_, this->operation_, src_);
    if (mode == Mode::inference && normalization_) {
      const typename Fusible<T>::Folded f = normalization_->fold();
      return this->convolve(src, f.dst, {nullptr, nullptr, f.scale, f.shift, f.addend, f.relu}, nullptr);
    }
    ChannelSums* sums = mode == Mode::training ? this->context_.sums[this->operation_.dst].get() : nullptr;
    if (sums) sums->clear();
    this->convolve(src, dst_, {}, sums);
    if (sums) sums->taken = true;
  }

 private:
  Fusible<T>* normalization_ = nullptr;  // what may be folded into this pass in inference
  const T* src_ = nullptr;
  T* dst_ = nullptr;
};

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> own_forward(Context& context, const Operation& op) {
  const ConvolutionShape shape = shape_of(context, op);
  check_computes(op, &ConvolutionTable<T>::convolution, shape);
  return std::make_unique<OwnForward<T>>(context, op, shape);
}

template std::unique_ptr<ConvolutionPass> own_forward<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_forward<bf16>(Context&, const Operation&);

}  // namespace resnet
