// Convolutions by the addon's own kernels, mini-batch shared out among threads.
#include <algorithm>

#include "convolution_pass.h"
#include "kernels/kernels.h"

namespace resnet {

namespace {

bool may_claim(const Context& context, const Operation& op) {
  return context.plan.own_kernels && op.kernel == 3 && op.padding == 1;
}

ConvolutionShape shape_of(const Context& context, const Operation& op) {
  const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
  return {in.channels, in.height, in.width, out.channels, out.height, out.width, op.stride};
}

// The convolution that makes the data gradient of one with stride 1.
ConvolutionShape turned(const ConvolutionShape& s) {
  return {s.out_channels, s.out_height, s.out_width, s.in_channels, s.in_height, s.in_width, s.stride};
}

// Forward, or with `turned` weights and shape the data gradient.
template <class T>
class OwnConvolution : public ConvolutionPass {
 public:
  OwnConvolution(Context& context, const Operation& operation, const ConvolutionShape& shape, bool turned)
      : context_(context), operation_(operation), shape_(shape), turned_(turned), kernels_(convolution_kernels<T>()) {
    context.onednn.need_scratch(context.plan.threads * kernels_.scratch(shape) * sizeof(T));
  }

  void plan() override {
    if (following()) following()->plan_fold();
    packed_ = context_.add_buffer(kernels_.packed(shape_) * sizeof(T));
  }

  void bind(const ConvolutionArrays& arrays) override {
    from_ = static_cast<const T*>(turned_ ? arrays.diff_dst : arrays.src);
    to_ = static_cast<T*>(turned_ ? arrays.diff_src : arrays.dst);
    sums_ = turned_ ? nullptr : context_.sums[operation_.dst].get();
  }

  void run(Mode mode) override {
    const int threads = context_.plan.threads;
    T* packed = context_.arena.template data<T>(packed_);
    const float* weights = context_.parameters.values + operation_.weights;
    parallel(threads, shape_.out_channels / 16, [&](int64_t begin, int64_t end, int) {
      kernels_.pack_weights(shape_, weights, turned_, begin, end, packed);
    });
    ChannelSums* sums = mode == Mode::training ? sums_ : nullptr;
    if (sums) sums->clear();
    Epilogue<T> epilogue;
    T* to = to_;
    if (mode == Mode::inference && following()) {
      const Foldable::Folded f = following()->fold();
      epilogue = {nullptr, nullptr, f.scale, f.shift, static_cast<const T*>(f.addend), f.relu};
      to = static_cast<T*>(f.dst);
    }
    const int64_t from_size = shape_.in_channels * shape_.in_height * shape_.in_width;
    const int64_t to_size = shape_.out_channels * shape_.out_height * shape_.out_width;
    const int64_t scratch_size = kernels_.scratch(shape_);
    parallel(threads, context_.plan.batch, [&](int64_t begin, int64_t end, int thread) {
      T* scratch = static_cast<T*>(context_.onednn.scratch) + thread * scratch_size;
      Epilogue<T> e = epilogue;
      if (sums) e.sum = sums->of_thread(thread);
      if (sums) e.squares = e.sum + shape_.out_channels;
      if (e.addend) e.addend += begin * to_size;
      kernels_.run(shape_, from_ + begin * from_size, packed, to + begin * to_size, end - begin, scratch, e);
    });
    if (sums) sums->taken = true;
  }

 private:
  // What may be folded into the forward pass in inference, or null.
  Foldable* following() const { return turned_ ? nullptr : context_.foldables[operation_.dst]; }

  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const bool turned_;
  const ConvolutionKernels<T>& kernels_;
  BufferId packed_ = -1;
  const T* from_ = nullptr;
  T* to_ = nullptr;
  ChannelSums* sums_ = nullptr;
};

template <class T>
class OwnWeightGradient : public ConvolutionPass {
 public:
  OwnWeightGradient(Context& context, const Operation& operation)
      : context_(context),
        operation_(operation),
        shape_(shape_of(context, operation)),
        kernels_(weight_gradient_kernels<T>()),
        floats_(kernels_.partial_size(shape_)),
        scratch_size_(kernels_.scratch(shape_)) {
    context.onednn.need_scratch(context.plan.threads * (floats_ * sizeof(float) + scratch_size_ * sizeof(T)));
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
  }

  void run(Mode) override {
    const int threads = context_.plan.threads;
    const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
    float* partials = static_cast<float*>(context_.onednn.scratch);
    T* scratch = reinterpret_cast<T*>(partials + threads * floats_);
    parallel(threads, context_.plan.batch, [&](int64_t begin, int64_t end, int thread) {
      kernels_.partial(shape_, src_ + begin * src_size, diff_dst_ + begin * dst_size, end - begin,
                       partials + thread * floats_, scratch + thread * scratch_size_);
    });
    float* gradient = context_.parameters.gradients + operation_.weights;
    parallel(threads, shape_.in_channels / 8, [&](int64_t begin, int64_t end, int) {
      kernels_.gather(shape_, partials, threads, begin * 8, end * 8, gradient);
    });
  }

 private:
  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_;
  const int64_t floats_, scratch_size_;
  const T *src_ = nullptr, *diff_dst_ = nullptr;
};

template <class T>
std::unique_ptr<ConvolutionPass> own_convolution(Context& context, const Operation& op, const ConvolutionShape& shape,
                                                 bool turned) {
  const auto claims = convolution_kernels<T>().claims;
  if (!claims || !may_claim(context, op) || !claims(shape)) return nullptr;
  return std::make_unique<OwnConvolution<T>>(context, op, shape, turned);
}

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> own_forward(Context& context, const Operation& op) {
  return own_convolution<T>(context, op, shape_of(context, op), false);
}

template <class T>
std::unique_ptr<ConvolutionPass> own_data_gradient(Context& context, const Operation& op) {
  return own_convolution<T>(context, op, turned(shape_of(context, op)), true);
}

template <class T>
std::unique_ptr<ConvolutionPass> own_weight_gradient(Context& context, const Operation& op) {
  const auto claims = weight_gradient_kernels<T>().claims;
  if (!claims || !may_claim(context, op) || !claims(shape_of(context, op))) return nullptr;
  return std::make_unique<OwnWeightGradient<T>>(context, op);
}

template std::unique_ptr<ConvolutionPass> own_forward<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_forward<bf16>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_data_gradient<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_data_gradient<bf16>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_weight_gradient<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_weight_gradient<bf16>(Context&, const Operation&);

}  // namespace resnet
