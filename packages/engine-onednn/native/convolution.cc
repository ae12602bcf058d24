#include "convolution.h"

#include "layers.h"

namespace resnet {

using dnnl::memory;

namespace {

WeightGradientShape shape_of(const Context& context, const Operation& op) {
  const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
  return {in.channels, in.height, in.width, out.channels, out.height, out.width, op.stride};
}

}  // namespace

template <class T>
Convolution<T>::Convolution(Context& context, const Operation& op)
    : Layer(context, op),
      first_(op.src == 0),
      shape_(shape_of(context, op)),
      strides_{op.stride, op.stride},
      padding_{op.padding, op.padding} {
  const int64_t in = context.shape(op.src).channels, out = context.shape(op.dst).channels;
  const memory::dims dims{out, in, op.kernel, op.kernel};
  src_ = nhwc(context.plan.batch, context.shape(op.src), dnnl_type<T>());
  dst_ = nhwc(context.plan.batch, context.shape(op.dst), dnnl_type<T>());
  weights_ = {dims, dnnl_type<T>(), memory::format_tag::any};
  master_ = {dims, memory::data_type::f32, memory::format_tag::oihw};
  Onednn& onednn = context.onednn;
  const auto direct = dnnl::algorithm::convolution_direct;
  forward_desc_ = describe_forward<dnnl::convolution_forward>(onednn, dnnl::prop_kind::forward_training, direct, src_,
                                                              weights_, dst_, strides_, padding_, padding_);
  if (has_own_weight_gradient()) {
    const int64_t floats = 9 * shape_.in_channels * shape_.out_channels;
    const int64_t per_thread = floats + kernels().weight_gradient.scratch(shape_);
    onednn.need_scratch(context.plan.threads * per_thread * sizeof(float));
  }
  const memory::desc gradient{dims, memory::data_type::f32, memory::format_tag::any};
  weights_desc_ = describe_backward<dnnl::convolution_backward_weights>(onednn, forward_desc_, direct, src_, gradient,
                                                                        dst_, strides_, padding_, padding_);
  if (first_) return;
  data_desc_ = describe_backward<dnnl::convolution_backward_data>(onednn, forward_desc_, direct, src_, weights_, dst_,
                                                                  strides_, padding_, padding_);
}

template <class T>
void Convolution<T>::plan_forward() {
  context_.use(operation_.src);
  context_.use(operation_.dst);
  packed_forward_ = context_.add_buffer(forward_desc_.weights_desc().get_size());
}

template <class T>
void Convolution<T>::plan_backward() {
  context_.use(operation_.src);
  dst_gradient_.plan(context_, operation_.dst);
  packed_gradient_ = context_.add_buffer(weights_desc_.diff_weights_desc().get_size());
  if (first_) return;
  packed_data_ = context_.add_buffer(data_desc_.weights_desc().get_size());
  src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
}

// Where the addon's own kernel is the faster one: docs/performance.md has the measurements.
template <class T>
bool Convolution<T>::has_own_weight_gradient() const {
  return std::is_same_v<T, bf16> && kernels().weight_gradient.partial && operation_.kernel == 3 &&
         operation_.padding == 1 && shape_.in_channels % 16 == 0 && shape_.out_channels % 16 == 0 &&
         shape_.in_channels <= 64;
}

template <class T>
void Convolution<T>::own_weight_gradient() {
  const auto& kernel = kernels().weight_gradient;
  const int threads = context_.plan.threads;
  const bf16* src = context_.arena.template data<bf16>(context_.values[operation_.src]);
  const bf16* diff_dst = context_.arena.template data<bf16>(dst_gradient_.first());
  const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
  const int64_t floats = 9 * shape_.in_channels * shape_.out_channels;
  float* partials = static_cast<float*>(context_.onednn.scratch);
  int32_t* packed = reinterpret_cast<int32_t*>(partials + threads * floats);
  const int64_t packed_size = kernel.scratch(shape_);
  parallel(threads, context_.plan.batch, [&](int64_t begin, int64_t end, int thread) {
    kernel.partial(shape_, src + begin * src_size, diff_dst + begin * dst_size, end - begin, partials + thread * floats,
                   packed + thread * packed_size);
  });
  float* gradient = context_.parameters.gradients + operation_.weights;
  parallel(threads, shape_.in_channels / 8, [&](int64_t begin, int64_t end, int) {
    kernel.gather(shape_, partials, threads, begin * 8, end * 8, gradient);
  });
}

template <class T>
memory Convolution<T>::memory(const memory::desc& desc, void* data) const {
  return {desc, context_.onednn.engine, data};
}

template <class T>
void Convolution<T>::bind() {
  Onednn& onednn = context_.onednn;
  const Arena& arena = context_.arena;
  const auto data = [&](BufferId id) { return arena.data<void>(id); };
  const auto pack = [&](const dnnl::memory& from, const dnnl::memory& to) {
    const dnnl::reorder::primitive_desc desc(from, to, onednn.attributes);
    return make_call(onednn, desc, dnnl::reorder(desc), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
  };
  const auto master = memory(master_, context_.parameters.values + operation_.weights);
  const auto src = memory(src_, data(context_.values[operation_.src]));
  const auto dst = memory(dst_, data(context_.values[operation_.dst]));
  const auto diff_dst = memory(dst_, dst_gradient_.data(context_, 0));

  const auto weights = memory(forward_desc_.weights_desc(), data(packed_forward_));
  pack_forward_ = pack(master, weights);
  run_forward_ = make_call(onednn, forward_desc_, dnnl::convolution_forward(forward_desc_),
                           {{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, dst}});

  const auto gradient = memory(weights_desc_.diff_weights_desc(), data(packed_gradient_));
  run_weights_ = make_call(onednn, weights_desc_, dnnl::convolution_backward_weights(weights_desc_),
                           {{DNNL_ARG_SRC, src}, {DNNL_ARG_DIFF_DST, diff_dst}, {DNNL_ARG_DIFF_WEIGHTS, gradient}});
  unpack_gradient_ = pack(gradient, memory(master_, context_.parameters.gradients + operation_.weights));
  if (first_) return;

  const auto transposed = memory(data_desc_.weights_desc(), data(packed_data_));
  pack_data_ = pack(master, transposed);
  run_data_ = make_call(onednn, data_desc_, dnnl::convolution_backward_data(data_desc_),
                        {{DNNL_ARG_DIFF_DST, diff_dst},
                         {DNNL_ARG_WEIGHTS, transposed},
                         {DNNL_ARG_DIFF_SRC, memory(src_, data(src_gradient_))}});
}

template <class T>
void Convolution<T>::forward(Mode) {
  pack_forward_();
  run_forward_();
}

template <class T>
void Convolution<T>::backward() {
  dst_gradient_.reduce(context_, 1);
  if (has_own_weight_gradient()) {
    own_weight_gradient();
  } else {
    run_weights_();
    unpack_gradient_();
  }
  if (first_) return;
  pack_data_();
  run_data_();
}

template <class T>
std::unique_ptr<Layer> make_convolution(Context& context, const Operation& operation) {
  return std::make_unique<Convolution<T>>(context, operation);
}

template std::unique_ptr<Layer> make_convolution<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_convolution<bf16>(Context&, const Operation&);

}  // namespace resnet
