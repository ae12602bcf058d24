// The data gradient by our own kernels, those that compute the turned shape.
#include "convolutions/mask_in_passing.h"
#include "convolutions/own_convolution.h"

namespace resnet {

namespace {

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

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> own_data_gradient(Context& context, const Operation& op, const InPassing& work) {
  return std::make_unique<OwnDataGradient<T>>(context, op, work);
}

template std::unique_ptr<ConvolutionPass> own_data_gradient<float>(Context&, const Operation&, const InPassing&);
template std::unique_ptr<ConvolutionPass> own_data_gradient<bf16>(Context&, const Operation&, const InPassing&);

}  // namespace resnet
