// Max pooling by oneDNN; the workspace remembers which position won (the first of equals).
#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

template <class T>
class MaxPooling : public Layer {
 public:
  MaxPooling(Context& context, const Operation& op) : Layer(context, op) {
    const dnnl::memory::dims strides{op.stride, op.stride}, kernel{op.kernel, op.kernel};
    const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
    const auto after = [&](int64_t from, int64_t to) { return (to - 1) * op.stride + op.kernel - from - op.padding; };
    const dnnl::memory::dims before{op.padding, op.padding},
        behind{after(in.height, out.height), after(in.width, out.width)};
    const auto max = dnnl::algorithm::pooling_max;
    src_ = nhwc(context.plan.batch, in, dnnl_type<T>());
    dst_ = nhwc(context.plan.batch, out, dnnl_type<T>());
#if DNNL_VERSION_MAJOR >= 3
    const dnnl::memory::dims dilation{0, 0};
    forward_desc_ = describe_forward<Forward>(context.onednn, dnnl::prop_kind::forward_training, max, src_, dst_,
                                              strides, kernel, dilation, before, behind);
    backward_desc_ = describe_backward<Backward>(context.onednn, forward_desc_, max, src_, dst_, strides, kernel,
                                                 dilation, before, behind);
#else
    forward_desc_ = describe_forward<Forward>(context.onednn, dnnl::prop_kind::forward_training, max, src_, dst_,
                                              strides, kernel, before, behind);
    backward_desc_ =
        describe_backward<Backward>(context.onednn, forward_desc_, max, src_, dst_, strides, kernel, before, behind);
#endif
  }

  void plan_forward() override {
    context_.use(operation_.src);
    context_.use(operation_.dst);
    winners_ = context_.add_buffer(forward_desc_.workspace_desc().get_size());
  }

  void plan_backward() override {
    context_.arena.use(winners_, context_.time);
    dst_gradient_.plan(context_, operation_.dst);
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void bind() override {
    Onednn& onednn = context_.onednn;
    const auto memory = [&](const dnnl::memory::desc& desc, void* data) {
      return dnnl::memory(desc, onednn.engine, data);
    };
    const auto data = [&](BufferId id) { return context_.arena.data<void>(id); };
    const auto winners = memory(forward_desc_.workspace_desc(), data(winners_));
    forward_ = make_call(onednn, forward_desc_, Forward(forward_desc_),
                         {{DNNL_ARG_SRC, memory(src_, data(context_.values[operation_.src]))},
                          {DNNL_ARG_DST, memory(dst_, data(context_.values[operation_.dst]))},
                          {DNNL_ARG_WORKSPACE, winners}});
    backward_ = make_call(onednn, backward_desc_, Backward(backward_desc_),
                          {{DNNL_ARG_DIFF_DST, memory(dst_, dst_gradient_.data(context_, 0))},
                           {DNNL_ARG_DIFF_SRC, memory(src_, data(src_gradient_))},
                           {DNNL_ARG_WORKSPACE, winners}});
  }

  void forward(Mode) override { forward_(); }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    backward_();
  }

 private:
  using Forward = dnnl::pooling_forward;
  using Backward = dnnl::pooling_backward;
  dnnl::memory::desc src_, dst_;
  Forward::primitive_desc forward_desc_;
  Backward::primitive_desc backward_desc_;
  BufferId winners_ = -1, src_gradient_ = -1;
  SummedGradient<T> dst_gradient_;
  Call forward_, backward_;
};

}  // namespace

template <class T>
std::unique_ptr<Layer> make_max_pooling(Context& context, const Operation& operation) {
  return std::make_unique<MaxPooling<T>>(context, operation);
}

template std::unique_ptr<Layer> make_max_pooling<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_max_pooling<bf16>(Context&, const Operation&);

}  // namespace resnet
