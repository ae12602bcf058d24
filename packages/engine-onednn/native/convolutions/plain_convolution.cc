// Convolutions of any shape by loops over taps: where oneDNN cannot be trusted with one and no kernel of our own is
// made for it.
#include <algorithm>
#include <stdexcept>

#include "convolutions/convolution_pass.h"
#include "kernels/kernels.h"
#include "layers/window.h"

namespace resnet {

namespace {

// What the passes share: sizes, and where the taps of an output lie.
template <class T>
class PlainPass : public ConvolutionPass {
 public:
  PlainPass(Context& context, const Operation& operation)
      : context_(context),
        operation_(operation),
        in_(context.shape(operation.src)),
        out_(context.shape(operation.dst)),
        window_{in_, out_, operation.kernel, operation.stride, operation.padding} {}

 protected:
  int64_t padded(int64_t channels) const {
    return (channels + kernels_.padding - 1) / kernels_.padding * kernels_.padding;
  }

  Context& context_;
  const Operation operation_;
  const Shape in_, out_;
  const Window window_;
  const PlainKernels<T>& kernels_ = kernels_for<T>().plain;
};

// The forward pass and the data gradient: each position of `to` is a sum of products of positions of `from` with the
// weights of a tap.
template <class T>
class PlainProducts : public PlainPass<T> {
 public:
  PlainProducts(Context& context, const Operation& operation, Computation computation)
      : PlainPass<T>(context, operation),
        forward_(computation == Computation::forward),
        from_(context.shape(forward_ ? operation.src : operation.dst)),
        to_(context.shape(forward_ ? operation.dst : operation.src)),
        padded_(this->padded(to_.channels)) {}

  void plan() override {
    weights_ = this->context_.add_lasting_buffer(this->window_.taps() * from_.channels * padded_ * sizeof(T));
  }

  void bind(const ConvolutionArrays& arrays) override {
    read_ = static_cast<const T*>(forward_ ? arrays.src : arrays.diff_dst);
    written_ = static_cast<T*>(forward_ ? arrays.dst : arrays.diff_src);
    WeightPacking& packing = forward_ ? this->context_.forward_packing : this->context_.backward_packing;
    for (int64_t tap = 0; tap < this->window_.taps(); ++tap) packing.jobs.push_back([this, tap] { pack(tap); });
  }

  void run(Mode) override {
    const Window& w = this->window_;
    forward_ ? multiply([&](int64_t y, int64_t x, auto f) { w.over_inputs(y, x, f); })
             : multiply([&](int64_t y, int64_t x, auto f) { w.over_outputs(y, x, f); });
  }

 private:
  // Weights from the master copy [out][in][tap] to [tap][from][to, padded].
  void pack(int64_t tap) const {
    const int64_t per_in = this->window_.taps(), per_out = per_in * this->in_.channels;
    const int64_t per_from = forward_ ? per_in : per_out, per_to = forward_ ? per_out : per_in;
    const float* master = this->context_.parameters.values + this->operation_.weights + tap;
    std::vector<float> row(padded_);
    for (int64_t i = 0; i < from_.channels; ++i) {
      for (int64_t o = 0; o < to_.channels; ++o) row[o] = master[i * per_from + o * per_to];
      kernels_for<T>().rows.from_float(row.data(), weights(tap) + i * padded_, padded_);
    }
  }

  // `over(y, x, f)` calls f(tap, position in `from`) for all that a position in `to` is made from.
  template <class Over>
  void multiply(Over over) const {
    parallel(this->context_.plan.threads, this->context_.plan.batch * to_.height,
             [&](int64_t begin, int64_t end, Worker) {
               std::vector<float> sums(padded_);
               for (int64_t row = begin; row < end; ++row)
                 for (int64_t x = 0; x < to_.width; ++x) {
                   const T* image = read_ + row / to_.height * from_.size();
                   std::fill(sums.begin(), sums.end(), 0.f);
                   over(row % to_.height, x, [&](int64_t tap, int64_t position) {
                     this->kernels_.add_products(image + position * from_.channels, from_.channels, weights(tap),
                                                 padded_, sums.data());
                   });
                   T* to = written_ + (row * to_.width + x) * to_.channels;
                   kernels_for<T>().rows.from_float(sums.data(), to, to_.channels);
                 }
             });
  }

  T* weights(int64_t tap) const {
    return this->context_.arena.template data<T>(weights_) + tap * from_.channels * padded_;
  }

  const bool forward_;
  const Shape from_, to_;
  const int64_t padded_;
  BufferId weights_ = -1;
  const T* read_ = nullptr;
  T* written_ = nullptr;
};

// A partial gradient [tap][in][out, padded] of each chunk of images, then their sum.
template <class T>
class PlainWeightGradient : public PlainPass<T> {
 public:
  PlainWeightGradient(Context& context, const Operation& operation)
      : PlainPass<T>(context, operation),
        padded_(this->padded(this->out_.channels)),
        chunks_(Chunks(context.plan.threads, context.plan.batch).size()) {
    context.onednn.need_scratch(chunks_ * partial_size() * sizeof(float));
  }

  void bind(const ConvolutionArrays& arrays) override {
    src_ = static_cast<const T*>(arrays.src);
    diff_dst_ = static_cast<const T*>(arrays.diff_dst);
  }

  void run(Mode) override {
    parallel(this->context_.plan.threads, this->context_.plan.batch, [&](int64_t begin, int64_t end, Worker worker) {
      float* sums = partial(worker.chunk);
      std::fill_n(sums, partial_size(), 0.f);
      std::vector<float> dy(this->out_.width * padded_);
      for (int64_t row = begin * this->out_.height; row < end * this->out_.height; ++row) add_row(row, dy, sums);
    });
    gather();
  }

 private:
  int64_t partial_size() const { return this->window_.taps() * this->in_.channels * padded_; }
  float* partial(int chunk) const {
    return static_cast<float*>(this->context_.onednn.scratch) + chunk * partial_size();
  }

  // Adds what a row of output positions brings.
  void add_row(int64_t row, std::vector<float>& dy, float* sums) const {
    const Shape &in = this->in_, &out = this->out_;
    const int64_t kernel = this->operation_.kernel, stride = this->operation_.stride,
                  padding = this->operation_.padding, channels = in.channels;
    this->kernels_.pad_rows(diff_dst_ + row * out.width * out.channels, out.width, out.channels, padded_, dy.data());
    const T* image = src_ + row / out.height * in.size();
    for (int64_t tap = 0; tap < this->window_.taps(); ++tap) {
      const int64_t y = row % out.height * stride + tap / kernel - padding, offset = tap % kernel - padding;
      if (y < 0 || y >= in.height) continue;
      // The outputs [first, last) whose input lies in the row.
      const int64_t first = offset < 0 ? (stride - 1 - offset) / stride : 0;
      const int64_t last = std::min(out.width, (in.width - offset + stride - 1) / stride);
      if (first >= last) continue;
      this->kernels_.add_pixel_products(image + (y * in.width + first * stride + offset) * channels, stride * channels,
                                        channels, dy.data() + first * padded_, padded_, last - first,
                                        sums + tap * channels * padded_);
    }
  }

  void gather() const {
    const int64_t in = this->in_.channels, out = this->out_.channels, taps = this->window_.taps();
    float* gradient = this->context_.parameters.gradients + this->operation_.weights;
    parallel(this->context_.plan.threads, taps * in, [&](int64_t begin, int64_t end, Worker) {
      for (int64_t row = begin; row < end; ++row)
        for (int64_t o = 0; o < out; ++o) {
          float sum = 0;
          for (int chunk = 0; chunk < chunks_; ++chunk) sum += partial(chunk)[row * padded_ + o];
          gradient[(o * in + row % in) * taps + row / in] = sum;
        }
    });
  }

  const int64_t padded_;
  const int chunks_;
  const T *src_ = nullptr, *diff_dst_ = nullptr;
};

}  // namespace

template <class T>
std::unique_ptr<ConvolutionPass> plain_pass(Context& context, const Operation& operation, Computation computation) {
  switch (computation) {
    case Computation::forward:
    case Computation::data_gradient: return std::make_unique<PlainProducts<T>>(context, operation, computation);
    case Computation::weight_gradient: return std::make_unique<PlainWeightGradient<T>>(context, operation);
    case Computation::both_gradients: break;
  }
  throw std::invalid_argument("plain loops do not compute both gradients in one pass");
}

template std::unique_ptr<ConvolutionPass> plain_pass<float>(Context&, const Operation&, Computation);
template std::unique_ptr<ConvolutionPass> plain_pass<bf16>(Context&, const Operation&, Computation);

}  // namespace resnet
