// The classifier, in float32 whatever the precision: parameters and their gradients are used where they lie.
#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

class FullyConnected : public Layer {
 public:
  FullyConnected(Context& context, const Operation& op) : Layer(context, op) {
    using dnnl::memory;
    const auto f32 = memory::data_type::f32;
    const int64_t batch = context.plan.batch, in = context.shape(op.src).size(), out = context.shape(op.dst).size();
    src_ = {{batch, in}, f32, memory::format_tag::nc};
    weights_ = {{out, in}, f32, memory::format_tag::oi};
    bias_ = {{out}, f32, memory::format_tag::x};
    dst_ = {{batch, out}, f32, memory::format_tag::nc};
    forward_desc_ = describe_forward<dnnl::inner_product_forward>(context.onednn, dnnl::prop_kind::forward_training,
                                                                  src_, weights_, bias_, dst_);
    data_desc_ =
        describe_backward<dnnl::inner_product_backward_data>(context.onednn, forward_desc_, src_, weights_, dst_);
    weights_desc_ = describe_backward<dnnl::inner_product_backward_weights>(context.onednn, forward_desc_, src_,
                                                                            weights_, bias_, dst_);
  }

  void plan_backward() override {
    context_.use(operation_.src);
    dst_gradient_.plan(context_, operation_.dst);
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(float));
  }

  void bind() override {
    Onednn& onednn = context_.onednn;
    const ParameterArrays& p = context_.parameters;
    const auto memory = [&](const dnnl::memory::desc& desc, float* data) {
      return dnnl::memory(desc, onednn.engine, data);
    };
    const auto data = [&](BufferId id) { return context_.arena.data<float>(id); };
    const auto src = memory(src_, data(context_.values[operation_.src]));
    const auto weights = memory(weights_, p.values + operation_.weights);
    forward_ = make_call(onednn, forward_desc_, dnnl::inner_product_forward(forward_desc_),
                         {{DNNL_ARG_SRC, src},
                          {DNNL_ARG_WEIGHTS, weights},
                          {DNNL_ARG_BIAS, memory(bias_, p.values + operation_.bias)},
                          {DNNL_ARG_DST, memory(dst_, data(context_.values[operation_.dst]))}});
    if (context_.plan.inference) return;
    const auto diff_dst = memory(dst_, dst_gradient_.data(context_, 0));
    run_data_ = make_call(onednn, data_desc_, dnnl::inner_product_backward_data(data_desc_),
                          {{DNNL_ARG_DIFF_DST, diff_dst},
                           {DNNL_ARG_WEIGHTS, weights},
                           {DNNL_ARG_DIFF_SRC, memory(src_, data(src_gradient_))}});
    run_weights_ = make_call(onednn, weights_desc_, dnnl::inner_product_backward_weights(weights_desc_),
                             {{DNNL_ARG_SRC, src},
                              {DNNL_ARG_DIFF_DST, diff_dst},
                              {DNNL_ARG_DIFF_WEIGHTS, memory(weights_, p.gradients + operation_.weights)},
                              {DNNL_ARG_DIFF_BIAS, memory(bias_, p.gradients + operation_.bias)}});
  }

  void forward(Mode) override { forward_(); }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    run_weights_();
    run_data_();
  }

 private:
  dnnl::memory::desc src_, weights_, bias_, dst_;
  dnnl::inner_product_forward::primitive_desc forward_desc_;
  dnnl::inner_product_backward_data::primitive_desc data_desc_;
  dnnl::inner_product_backward_weights::primitive_desc weights_desc_;
  SummedGradient<float> dst_gradient_;
  BufferId src_gradient_ = -1;
  Call forward_, run_data_, run_weights_;
};

}  // namespace

std::unique_ptr<Layer> make_fully_connected(Context& context, const Operation& operation) {
  return std::make_unique<FullyConnected>(context, operation);
}

}  // namespace resnet
