#include "convolution_pass.h"
#include "layers.h"
#include "summed_gradient.h"

namespace resnet {

namespace {

// A convolution whose three computations are each done by whoever does them fastest: docs/performance.md has the
// measurements.
template <class T>
class Convolution : public Layer {
 public:
  Convolution(Context& context, const Operation& op) : Layer(context, op) {
    const auto fastest = [&](auto own, auto onednn) {
      auto pass = own(context, op);
      return pass ? std::move(pass) : onednn(context, op);
    };
    forward_ = fastest(own_forward<T>, onednn_forward<T>);
    weight_gradient_ = fastest(own_weight_gradient<T>, onednn_weight_gradient<T>);
    if (!is_first()) data_gradient_ = fastest(own_data_gradient<T>, onednn_data_gradient<T>);
  }

  void plan_forward() override {
    context_.use(operation_.src);
    context_.use(operation_.dst);
    forward_->plan();
  }

  void plan_backward() override {
    context_.use(operation_.src);
    dst_gradient_.plan(context_, operation_.dst);
    weight_gradient_->plan();
    if (is_first()) return;
    data_gradient_->plan();
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void bind() override {
    const auto data = [&](BufferId id) { return context_.arena.data<void>(id); };
    const ConvolutionArrays arrays{data(context_.values[operation_.src]), data(context_.values[operation_.dst]),
                                   dst_gradient_.data(context_, 0), data(src_gradient_)};
    forward_->bind(arrays);
    weight_gradient_->bind(arrays);
    if (data_gradient_) data_gradient_->bind(arrays);
  }

  void forward(Mode mode) override {
    forward_->run(mode);
    context_.clock.spent_on(Work::forward_convolution);
  }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    weight_gradient_->run(Mode::training);
    context_.clock.spent_on(Work::weight_gradient);
    if (!data_gradient_) return;
    data_gradient_->run(Mode::training);
    context_.clock.spent_on(Work::data_gradient);
  }

 private:
  // No gradient flows to the image.
  bool is_first() const { return operation_.src == 0; }

  std::unique_ptr<ConvolutionPass> forward_, weight_gradient_, data_gradient_;
  SummedGradient<T> dst_gradient_;
  BufferId src_gradient_ = -1;
};

}  // namespace

template <class T>
std::unique_ptr<Layer> make_convolution(Context& context, const Operation& operation) {
  return std::make_unique<Convolution<T>>(context, operation);
}

template std::unique_ptr<Layer> make_convolution<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_convolution<bf16>(Context&, const Operation&);

}  // namespace resnet
