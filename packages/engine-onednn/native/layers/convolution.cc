#include "convolutions/convolution_pass.h"
#include "layers/fusible.h"
#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

// A convolution whose computations are each done by whoever does them fastest: docs/performance.md has the
// measurements.
template <class T>
class Convolution : public Layer {
 public:
  using Layer::Layer;

  void plan_forward() override {
    context_.use(operation_.src);
    context_.use(operation_.dst);
    choose_passes();
    forward_->plan();
  }

  void plan_backward() override {
    if (reads_src_) context_.use(operation_.src);
    dst_gradient_.plan(context_, operation_.dst);
    for (auto& [pass, work] : backward_) pass->plan();
    if (!is_first()) src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void bind() override {
    const auto data = [&](BufferId id) { return context_.arena.data<void>(id); };
    const ConvolutionArrays arrays{data(context_.values[operation_.src]), data(context_.values[operation_.dst]),
                                   dst_gradient_.data(context_, 0), data(src_gradient_)};
    forward_->bind(arrays);
    for (auto& [pass, work] : backward_) pass->bind(arrays);
  }

  void forward(Mode mode) override {
    forward_->run(mode);
    context_.clock.spent_on(Work::forward_convolution);
  }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    for (auto& [pass, work] : backward_) {
      pass->run(Mode::training);
      context_.clock.spent_on(work);
    }
  }

 private:
  void choose_passes() {
    const auto fastest = [&](auto own, auto onednn) {
      auto pass = own(context_, operation_);
      return pass ? std::move(pass) : onednn(context_, operation_);
    };
    auto forward = own_forward<T>(context_, operation_);
    auto both = is_first() ? nullptr : own_backward<T>(context_, operation_);
    // Passes of our own may make what they read.
    Fusible<T>* before = fusible<T>(context_.writers[operation_.src]);
    reads_src_ = !(forward && both && before && before->plan_unwritten_dst());
    forward_ = forward ? std::move(forward) : onednn_forward<T>(context_, operation_);
    if (both) {
      backward_.emplace_back(std::move(both), Work::both_gradients);
      return;
    }
    backward_.emplace_back(fastest(own_weight_gradient<T>, onednn_weight_gradient<T>), Work::weight_gradient);
    if (!is_first())
      backward_.emplace_back(fastest(own_data_gradient<T>, onednn_data_gradient<T>), Work::data_gradient);
  }

  // No gradient flows to the image.
  bool is_first() const { return operation_.src == 0; }

  std::unique_ptr<ConvolutionPass> forward_;
  std::vector<std::pair<std::unique_ptr<ConvolutionPass>, Work>> backward_;
  bool reads_src_ = true;  // in training
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
