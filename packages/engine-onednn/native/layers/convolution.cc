#include "convolutions/convolution_pass.h"
#include "layers/fusible.h"
#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

// A convolution, each of whose computations is done by whom the plan names.
template <class T>
class Convolution : public Layer {
 public:
  using Layer::Layer;

  void plan_forward() override {
    context_.use(operation_.src);
    context_.use(operation_.dst);
    make_passes();
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
  void make_passes() {
    forward_ = by(operation_.forward_by, own_forward<T>, onednn_forward<T>);
    bool both = false;
    for (const BackwardPass& pass : operation_.backward) {
      switch (pass.computes) {
        case Gradients::both:
          both = true;
          backward_.emplace_back(own_backward<T>(context_, operation_), Work::both_gradients);
          break;
        case Gradients::of_weights:
          backward_.emplace_back(by(pass.by, own_weight_gradient<T>, onednn_weight_gradient<T>), Work::weight_gradient);
          break;
        case Gradients::of_data:
          backward_.emplace_back(by(pass.by, own_data_gradient<T>, onednn_data_gradient<T>), Work::data_gradient);
      }
    }
    // Passes of our own may make what they read.
    Fusible<T>* before = fusible<T>(context_.writers[operation_.src]);
    reads_src_ = !(operation_.forward_by == Maker::own && both && before && before->plan_unwritten_dst());
  }

  using Make = std::unique_ptr<ConvolutionPass>(Context&, const Operation&);
  std::unique_ptr<ConvolutionPass> by(Maker maker, Make own, Make onednn) {
    return (maker == Maker::own ? own : onednn)(context_, operation_);
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
