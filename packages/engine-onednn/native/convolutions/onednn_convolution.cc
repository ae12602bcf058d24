// Convolutions by oneDNN: activations channels-last, weights in whatever layout each direction runs fastest with.
#include <stdexcept>

#include "convolutions/convolution_pass.h"

namespace resnet {

using dnnl::memory;

namespace {

constexpr auto direct = dnnl::algorithm::convolution_direct;

// The memory of a convolution in oneDNN's terms.
struct Descriptors {
  memory::dims weight_dims, strides, padding;
  memory::desc src, dst, weights, master;

  template <class T>
  static Descriptors of(const Context& context, const Operation& op) {
    const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
    const memory::dims dims{out.channels, in.channels, op.kernel, op.kernel};
    return {dims,
            {op.stride, op.stride},
            {op.padding, op.padding},
            nhwc(context.plan.batch, in, dnnl_type<T>()),
            nhwc(context.plan.batch, out, dnnl_type<T>()),
            {dims, dnnl_type<T>(), memory::format_tag::any},
            {dims, memory::data_type::f32, memory::format_tag::oihw}};
  }
};

// What the passes share: descriptors, and a buffer for weights or their gradient in oneDNN's layout.
template <class T>
class OnednnPass : public ConvolutionPass {
 public:
  OnednnPass(Context& context, const Operation& operation)
      : context_(context),
        operation_(operation),
        d_(Descriptors::of<T>(context, operation)),
        forward_(describe_forward<dnnl::convolution_forward>(context.onednn, dnnl::prop_kind::forward_training, direct,
                                                             d_.src, d_.weights, d_.dst, d_.strides, d_.padding,
                                                             d_.padding)) {}

  void plan() override { packed_ = context_.add_lasting_buffer(packed_desc().get_size()); }

 protected:
  virtual memory::desc packed_desc() const = 0;
  memory at(const memory::desc& desc, void* data) const { return {desc, context_.onednn.engine, data}; }
  memory packed() const { return at(packed_desc(), context_.arena.data<void>(packed_)); }
  memory master(float* array) const { return at(d_.master, array + operation_.weights); }
  Call reorder(const memory& from, const memory& to) const {
    const dnnl::reorder::primitive_desc desc(from, to, context_.onednn.attributes);
    return make_call(context_.onednn, desc, dnnl::reorder(desc), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
  }

  Context& context_;
  const Operation operation_;
  const Descriptors d_;
  const dnnl::convolution_forward::primitive_desc forward_;  // also the hint of the other two
  BufferId packed_ = -1;                                     // weights, or their gradient
};

template <class T>
class OnednnForward : public OnednnPass<T> {
 public:
  using OnednnPass<T>::OnednnPass;

  void plan() override {
    OnednnPass<T>::plan();
    if (rounds) rounded_ = this->context_.add_lasting_buffer(rounded_desc().get_size());
  }

  void bind(const ConvolutionArrays& arrays) override {
    const memory master = this->master(this->context_.parameters.values), weights = this->packed();
    auto& calls = this->context_.forward_packing.calls;
    if (rounds) {
      const memory rounded = this->at(rounded_desc(), this->context_.arena.template data<void>(rounded_));
      calls.push_back(this->reorder(master, rounded));
      calls.push_back(this->reorder(rounded, weights));
    } else {
      calls.push_back(this->reorder(master, weights));
    }
    run_ = make_call(this->context_.onednn, this->forward_, dnnl::convolution_forward(this->forward_),
                     {{DNNL_ARG_SRC, this->at(this->d_.src, arrays.src)},
                      {DNNL_ARG_WEIGHTS, weights},
                      {DNNL_ARG_DST, this->at(this->d_.dst, arrays.dst)}});
  }

  void run(Mode) override { run_(); }

 private:
  memory::desc packed_desc() const override { return this->forward_.weights_desc(); }
  // Rounding and rearranging in one step takes oneDNN almost twice as long as one after the other.
  static constexpr bool rounds = sizeof(T) == 2;
  memory::desc rounded_desc() const { return {this->d_.weight_dims, dnnl_type<T>(), memory::format_tag::oihw}; }

  BufferId rounded_ = -1;
  Call run_;
};

template <class T>
class OnednnDataGradient : public OnednnPass<T> {
 public:
  OnednnDataGradient(Context& context, const Operation& operation)
      : OnednnPass<T>(context, operation),
        desc_(describe_backward<dnnl::convolution_backward_data>(context.onednn, this->forward_, direct, this->d_.src,
                                                                 this->d_.weights, this->d_.dst, this->d_.strides,
                                                                 this->d_.padding, this->d_.padding)) {}

  void bind(const ConvolutionArrays& arrays) override {
    const memory weights = this->packed();
    this->context_.backward_packing.calls.push_back(
        this->reorder(this->master(this->context_.parameters.values), weights));
    run_ = make_call(this->context_.onednn, desc_, dnnl::convolution_backward_data(desc_),
                     {{DNNL_ARG_DIFF_DST, this->at(this->d_.dst, arrays.diff_dst)},
                      {DNNL_ARG_WEIGHTS, weights},
                      {DNNL_ARG_DIFF_SRC, this->at(this->d_.src, arrays.diff_src)}});
  }

  void run(Mode) override { run_(); }

 private:
  memory::desc packed_desc() const override { return desc_.weights_desc(); }

  const dnnl::convolution_backward_data::primitive_desc desc_;
  Call run_;
};

template <class T>
class OnednnWeightGradient : public OnednnPass<T> {
 public:
  OnednnWeightGradient(Context& context, const Operation& operation)
      : OnednnPass<T>(context, operation),
        desc_(describe_backward<dnnl::convolution_backward_weights>(
            context.onednn, this->forward_, direct, this->d_.src,
            memory::desc(this->d_.weight_dims, memory::data_type::f32, memory::format_tag::any), this->d_.dst,
            this->d_.strides, this->d_.padding, this->d_.padding)) {}

  void plan() override { this->packed_ = this->context_.add_buffer(packed_desc().get_size()); }

  void bind(const ConvolutionArrays& arrays) override {
    const memory gradient = this->packed();
    run_ = make_call(this->context_.onednn, desc_, dnnl::convolution_backward_weights(desc_),
                     {{DNNL_ARG_SRC, this->at(this->d_.src, arrays.src)},
                      {DNNL_ARG_DIFF_DST, this->at(this->d_.dst, arrays.diff_dst)},
                      {DNNL_ARG_DIFF_WEIGHTS, gradient}});
    unpack_ = this->reorder(gradient, this->master(this->context_.parameters.gradients));
  }

  void run(Mode) override {
    run_();
    unpack_();
  }

 private:
  memory::desc packed_desc() const override { return desc_.diff_weights_desc(); }

  const dnnl::convolution_backward_weights::primitive_desc desc_;
  Call run_, unpack_;
};

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> onednn_pass(Context& context, const Operation& operation, Computation computation) {
  switch (computation) {
    case Computation::forward: return std::make_unique<OnednnForward<T>>(context, operation);
    case Computation::weight_gradient: return std::make_unique<OnednnWeightGradient<T>>(context, operation);
    case Computation::data_gradient: return std::make_unique<OnednnDataGradient<T>>(context, operation);
    case Computation::both_gradients: break;
  }
  throw std::invalid_argument("oneDNN does not compute both gradients in one pass");
}

template std::unique_ptr<ConvolutionPass> onednn_pass<float>(Context&, const Operation&, Computation);
template std::unique_ptr<ConvolutionPass> onednn_pass<bf16>(Context&, const Operation&, Computation);

}  // namespace resnet
