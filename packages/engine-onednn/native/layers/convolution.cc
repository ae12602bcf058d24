#include <algorithm>
#include <stdexcept>

#include "convolutions/convolution_pass.h"
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
    Layer::plan_forward();
    if (makes_src()) context_.use(normalized_src());
    forward_ = make(operation_.forward.by, Computation::forward, {});
    if (!context_.plan.inference)
      for (const BackwardPass& pass : operation_.backward)
        backward_.emplace_back(make(pass.by, pass.computes, pass.in_passing), work_of(pass));
    forward_->plan();
  }

  void plan_backward() override {
    if (reads_src()) context_.use(operation_.src);
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
  std::unique_ptr<ConvolutionPass> make(Maker by, Computation computation, const InPassing& work) {
    switch (by) {
      case Maker::own: return own_pass<T>(context_, operation_, computation, work);
      case Maker::onednn: return onednn_pass<T>(context_, operation_, computation);
      case Maker::plain: return plain_pass<T>(context_, operation_, computation);
    }
    throw std::invalid_argument("unknown maker of a pass");
  }

  static Work work_of(const BackwardPass& pass) {
    switch (pass.computes) {
      case Computation::weight_gradient: return Work::weight_gradient;
      case Computation::data_gradient: return Work::data_gradient;
      default: return Work::both_gradients;
    }
  }

  // In the backward pass: the weight gradient does, unless it makes it.
  bool reads_src() const {
    return std::any_of(operation_.backward.begin(), operation_.backward.end(), [](const BackwardPass& pass) {
      return pass.computes != Computation::data_gradient && !pass.in_passing.make_src;
    });
  }

  // In the forward pass: from what the normalization before it reads.
  bool makes_src() const { return operation_.forward.training.make_src || operation_.forward.inference.make_src; }
  int normalized_src() const {
    for (const Operation& op : context_.plan.operations)
      if (op.dst == operation_.src) return op.src;
    throw std::invalid_argument("no operation writes what a convolution is to make");
  }

  // No gradient flows to the image.
  bool is_first() const { return operation_.src == 0; }

  std::unique_ptr<ConvolutionPass> forward_;
  std::vector<std::pair<std::unique_ptr<ConvolutionPass>, Work>> backward_;
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
