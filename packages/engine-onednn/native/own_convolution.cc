// Convolutions by the addon's own kernels, mini-batch shared out among threads.
#include <algorithm>

#include "convolution_pass.h"
#include "fusible.h"

namespace resnet {

namespace {

// The kernels for a convolution's kernel size; null where there are none.
template <class T>
const ConvolutionTable<T>* table_for(const Operation& op) {
  if (op.kernel == 3 && op.padding == 1) return &kernels_for<T>().convolutions3x3;
  if (op.kernel == 1 && op.padding == 0) return &kernels_for<T>().convolutions1x1;
  return nullptr;
}

ConvolutionShape shape_of(const Context& context, const Operation& op) {
  const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
  return {in.channels, in.height, in.width, out.channels, out.height, out.width, op.stride};
}

// Weights in the form of the convolution kernels; `turned` for the data gradient, whose convolution `shape` is.
template <class T>
class PackedWeights {
 public:
  PackedWeights(Context& context, const Operation& operation, const ConvolutionShape& shape, bool turned)
      : context_(context),
        operation_(operation),
        shape_(shape),
        turned_(turned),
        kernels_(table_for<T>(operation)->convolution) {}

  void plan() { buffer_ = context_.add_lasting_buffer(kernels_.packed(shape_) * sizeof(T)); }

  void bind() {
    const float* weights = context_.parameters.values + operation_.weights;
    WeightPacking& packing = turned_ ? context_.backward_packing : context_.forward_packing;
    for (int64_t block = 0; block < shape_.out_channels / 16; ++block)
      packing.jobs.push_back([this, weights, block] {
        kernels_.pack_weights(shape_, weights, turned_, block, block + 1, context_.arena.template data<T>(buffer_));
      });
  }

  const T* data() const { return context_.arena.template data<T>(buffer_); }

 private:
  Context& context_;
  const Operation& operation_;
  const ConvolutionShape shape_;
  const bool turned_;
  const ConvolutionKernels<T>& kernels_;
  BufferId buffer_ = -1;
};

// What a convolution reads: `src`, or what the normalization before it has left unwritten.
template <class T>
Input<T> input_of(const Context& context, const Operation& operation, const T* src) {
  Fusible<T>* normalization = fusible<T>(context.writers[operation.src]);
  return normalization && normalization->dst_is_unwritten() ? normalization->dst() : Input<T>{src};
}

// The epilogue of a chunk of images whose output begins at number `i`.
template <class T>
Epilogue<T> of_chunk(Epilogue<T> epilogue, ChannelSums* sums, int chunk, int64_t i) {
  if (sums) epilogue.sum = sums->of_chunk(chunk);
  if (sums) epilogue.products = epilogue.sum + sums->size / 2;
  if (epilogue.addend) epilogue.addend += i;
  epilogue.masking = epilogue.masking.from(i);
  return epilogue;
}

// The convolution of a mini-batch by a kernel.
template <class T>
class OwnConvolution : public ConvolutionPass {
 public:
  OwnConvolution(Context& context, const Operation& operation, const ConvolutionShape& shape, bool turned)
      : context_(context), operation_(operation), shape_(shape), weights_(context, operation_, shape, turned) {
    context.onednn.need_scratch(context.plan.threads * kernels_.scratch(shape) * sizeof(T));
  }

 protected:
  void convolve(const Input<T>& from, T* to, const Epilogue<T>& epilogue, ChannelSums* sums) {
    const T* weights = weights_.data();
    const int64_t from_size = shape_.in_channels * shape_.in_height * shape_.in_width;
    const int64_t to_size = shape_.out_channels * shape_.out_height * shape_.out_width;
    parallel(context_.plan.threads, context_.plan.batch, [&](int64_t begin, int64_t end, Worker worker) {
      kernels_.run(shape_, from.from(begin * from_size), weights, to + begin * to_size, end - begin,
                   static_cast<T*>(context_.onednn.scratch) + worker.thread * kernels_.scratch(shape_),
                   of_chunk(epilogue, sums, worker.chunk, begin * to_size));
    });
  }

  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const ConvolutionKernels<T>& kernels_ = table_for<T>(operation_)->convolution;
  PackedWeights<T> weights_;
};

template <class T>
class OwnForward : public OwnConvolution<T> {
 public:
  OwnForward(Context& context, const Operation& operation, const ConvolutionShape& shape)
      : OwnConvolution<T>(context, operation, shape, false) {}

  void plan() override {
    normalization_ = fusible<T>(this->context_.readers[this->operation_.dst]);
    if (normalization_) normalization_->plan_fold();
    this->weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    dst_ = static_cast<T*>(arrays.dst);
    this->weights_.bind();
  }

  void run(Mode mode) override {
    const Input<T> src = input_of(this->context_, this->operation_, src_);
    if (mode == Mode::inference && normalization_) {
      const typename Fusible<T>::Folded f = normalization_->fold();
      return this->convolve(src, f.dst, {nullptr, nullptr, f.scale, f.shift, f.addend, f.relu}, nullptr);
    }
    ChannelSums* sums = mode == Mode::training ? this->context_.sums[this->operation_.dst].get() : nullptr;
    if (sums) sums->clear();
    this->convolve(src, dst_, {}, sums);
    if (sums) sums->taken = true;
  }

 private:
  Fusible<T>* normalization_ = nullptr;  // what may be folded into this pass in inference
  const T* src_ = nullptr;
  T* dst_ = nullptr;
};

// The mask and sums of the normalization before a convolution, which its data gradient may take in passing.
template <class T>
class MaskInPassing {
 public:
  void plan(Context& context, const Operation& operation) {
    normalization_ = fusible<T>(context.writers[operation.src]);
    if (normalization_ && !normalization_->plan_masking()) normalization_ = nullptr;
  }

  // Calls f(epilogue, sums).
  template <class F>
  void run(F f) {
    if (!normalization_) return f(Epilogue<T>{}, nullptr);
    const typename Fusible<T>::Masking masking = normalization_->masking();
    Epilogue<T> epilogue;
    epilogue.masking = masking.inputs;
    f(epilogue, &masking.sums);
  }

 private:
  Fusible<T>* normalization_ = nullptr;
};

template <class T>
class OwnDataGradient : public OwnConvolution<T> {
 public:
  OwnDataGradient(Context& context, const Operation& operation, const ConvolutionShape& shape)
      : OwnConvolution<T>(context, operation, shape, true) {}

  void plan() override {
    mask_.plan(this->context_, this->operation_);
    this->weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
    diff_src_ = static_cast<T*>(arrays.diff_src);
    this->weights_.bind();
  }

  void run(Mode) override {
    mask_.run([&](const Epilogue<T>& epilogue, ChannelSums* sums) {
      this->convolve({diff_dst_}, diff_src_, epilogue, sums);
    });
  }

 private:
  MaskInPassing<T> mask_;
  const T* diff_dst_ = nullptr;
  T* diff_src_ = nullptr;
};

// The weight gradient as kernels leave it, one of each chunk of images, then gathered; behind lies the kernels' own
// scratch, `scratch` numbers for each thread.
template <class T>
class PartialGradients {
 public:
  PartialGradients(Context& context, const Operation& operation, const ConvolutionShape& shape, int64_t scratch)
      : context_(context),
        operation_(operation),
        shape_(shape),
        chunks_(Chunks::count(context.plan.threads)),
        scratch_(scratch) {
    context.onednn.need_scratch(bytes() + context.plan.threads * scratch * sizeof(T));
  }

  float* of_chunk(int chunk) const {
    return static_cast<float*>(context_.onednn.scratch) + chunk * kernels_.partial_size(shape_);
  }
  T* scratch_of_thread(int thread) const {
    return reinterpret_cast<T*>(static_cast<char*>(context_.onednn.scratch) + bytes()) + thread * scratch_;
  }
  void gather() const {
    float* gradient = context_.parameters.gradients + operation_.weights;
    parallel(context_.plan.threads, shape_.in_channels / 8, [&](int64_t begin, int64_t end, Worker) {
      kernels_.gather(shape_, of_chunk(0), chunks_, begin * 8, end * 8, gradient);
    });
  }

 private:
  Context& context_;
  const Operation& operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_ = table_for<T>(operation_)->weight_gradient;
  const int chunks_;
  const int64_t scratch_;

  int64_t bytes() const { return chunks_ * kernels_.partial_size(shape_) * sizeof(float); }
};

template <class T>
class OwnWeightGradient : public ConvolutionPass {
 public:
  OwnWeightGradient(Context& context, const Operation& operation)
      : context_(context),
        operation_(operation),
        shape_(shape_of(context, operation)),
        partials_(context, operation_, shape_, kernels_.scratch(shape_)) {}

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
  }

  void run(Mode) override {
    const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
    parallel(context_.plan.threads, context_.plan.batch, [&](int64_t begin, int64_t end, Worker worker) {
      kernels_.partial(shape_, src_ + begin * src_size, diff_dst_ + begin * dst_size, end - begin,
                       partials_.of_chunk(worker.chunk), partials_.scratch_of_thread(worker.thread));
    });
    partials_.gather();
  }

 private:
  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_ = table_for<T>(operation_)->weight_gradient;
  const PartialGradients<T> partials_;
  const T *src_ = nullptr, *diff_dst_ = nullptr;
};

template <class T>
class OwnBackward : public ConvolutionPass {
 public:
  OwnBackward(Context& context, const Operation& operation, Fusible<T>& normalization)
      : context_(context),
        operation_(operation),
        shape_(shape_of(context, operation)),
        normalization_(normalization),
        weights_(context, operation_, shape_.turned(), true),
        partials_(context, operation_, shape_, kernels_.scratch(shape_)) {}

  void plan() override {
    context_.use(operation_.dst);
    mask_.plan(context_, operation_);
    weights_.plan();
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_src_ = static_cast<T*>(arrays.diff_src);
    weights_.bind();
  }

  void run(Mode) override {
    const T* weights = weights_.data();
    const Input<T> src = input_of(context_, operation_, src_);
    const typename Fusible<T>::SrcGradient dst = normalization_.src_gradient();
    const int64_t src_size = context_.shape(operation_.src).size(), dst_size = context_.shape(operation_.dst).size();
    mask_.run([&](const Epilogue<T>& epilogue, ChannelSums* sums) {
      parallel(context_.plan.threads, context_.plan.batch, [&](int64_t begin, int64_t end, Worker worker) {
        kernels_.run(shape_, src.from(begin * src_size), dst.inputs.from(begin * dst_size), dst.factors, weights,
                     diff_src_ + begin * src_size, end - begin, partials_.of_chunk(worker.chunk),
                     partials_.scratch_of_thread(worker.thread),
                     of_chunk(epilogue, sums, worker.chunk, begin * src_size));
      });
    });
    partials_.gather();
  }

 private:
  Context& context_;
  const Operation operation_;
  const ConvolutionShape shape_;
  const BackwardKernels<T>& kernels_ = table_for<T>(operation_)->backward;
  Fusible<T>& normalization_;  // which leaves the gradient of dst to this pass
  MaskInPassing<T> mask_;
  PackedWeights<T> weights_;
  const PartialGradients<T> partials_;
  const T* src_ = nullptr;
  T* diff_src_ = nullptr;
};

// Whether these kernels of the table for the convolution's kernel size compute this shape.
template <class T, class Kernels, class... Turned>
bool claims(const Context& context, const Operation& op, Kernels ConvolutionTable<T>::*kernels,
            const ConvolutionShape& shape, Turned... turned) {
  const ConvolutionTable<T>* table = context.plan.own_kernels ? table_for<T>(op) : nullptr;
  return table && (table->*kernels).claims && (table->*kernels).claims(shape, turned...);
}

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> own_forward(Context& context, const Operation& op) {
  const ConvolutionShape shape = shape_of(context, op);
  if (!claims(context, op, &ConvolutionTable<T>::convolution, shape, false)) return nullptr;
  return std::make_unique<OwnForward<T>>(context, op, shape);
}

template <class T>
std::unique_ptr<ConvolutionPass> own_data_gradient(Context& context, const Operation& op) {
  const ConvolutionShape shape = shape_of(context, op).turned();
  if (op.stride != 1 || !claims(context, op, &ConvolutionTable<T>::convolution, shape, true)) return nullptr;
  return std::make_unique<OwnDataGradient<T>>(context, op, shape);
}

template <class T>
std::unique_ptr<ConvolutionPass> own_weight_gradient(Context& context, const Operation& op) {
  if (!claims(context, op, &ConvolutionTable<T>::weight_gradient, shape_of(context, op))) return nullptr;
  return std::make_unique<OwnWeightGradient<T>>(context, op);
}

template <class T>
std::unique_ptr<ConvolutionPass> own_backward(Context& context, const Operation& op) {
  if (!claims(context, op, &ConvolutionTable<T>::backward, shape_of(context, op))) return nullptr;
  Fusible<T>* normalization = fusible<T>(context.readers[op.dst]);
  if (!normalization || !normalization->plan_unwritten_gradient()) return nullptr;
  return std::make_unique<OwnBackward<T>>(context, op, *normalization);
}

template std::unique_ptr<ConvolutionPass> own_forward<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_forward<bf16>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_data_gradient<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_data_gradient<bf16>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_weight_gradient<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_weight_gradient<bf16>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_backward<float>(Context&, const Operation&);
template std::unique_ptr<ConvolutionPass> own_backward<bf16>(Context&, const Operation&);

}  // namespace resnet
