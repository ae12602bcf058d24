// Max pooling that remembers which position won.
#include <stdexcept>

#include "layers/layers.h"
#include "layers/summed_gradient.h"
#include "layers/window.h"

namespace resnet {

namespace {

template <class T>
class MaxPooling : public Layer {
 public:
  MaxPooling(Context& context, const Operation& op)
      : Layer(context, op), window_{context.shape(op.src), context.shape(op.dst), op.kernel, op.stride, op.padding} {
    if (window_.taps() > UINT16_MAX)
      throw std::invalid_argument("max pooling takes kernels of up to 255x255, got " + std::to_string(op.kernel));
    if (op.padding >= op.kernel)
      throw std::invalid_argument("max pooling takes less padding than its kernel, got " + std::to_string(op.padding));
  }

  void plan_forward() override {
    Layer::plan_forward();
    winners_ = context_.add_buffer(context_.size(operation_.dst) * sizeof(uint16_t));
  }

  void plan_backward() override {
    context_.arena.use(winners_, context_.time);
    dst_gradient_.plan(context_, operation_.dst);
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void forward(Mode) override {
    const T* src = context_.arena.data<T>(context_.values[operation_.src]);
    T* dst = context_.arena.data<T>(context_.values[operation_.dst]);
    uint16_t* winners = context_.arena.data<uint16_t>(winners_);
    const int64_t channels = window_.in.channels;
    over_rows(window_.out, [&](int64_t image, int64_t y, int64_t row) {
      std::vector<Tap<T>> taps;
      for (int64_t x = 0; x < window_.out.width; ++x) {
        taps.clear();
        window_.over_inputs(y, x, [&](int64_t tap, int64_t position) {
          taps.push_back({static_cast<int>(tap), src + image * window_.in.size() + position * channels});
        });
        const int64_t at = (row * window_.out.width + x) * channels;
        kernels_.maximum(taps.data(), taps.size(), channels, dst + at, winners + at);
      }
    });
  }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    const T* gradient = dst_gradient_.data(context_, 0);
    const uint16_t* winners = context_.arena.data<uint16_t>(winners_);
    T* src = context_.arena.data<T>(src_gradient_);
    const int64_t channels = window_.in.channels;
    over_rows(window_.in, [&](int64_t image, int64_t y, int64_t row) {
      std::vector<WonTap<T>> taps;
      for (int64_t x = 0; x < window_.in.width; ++x) {
        taps.clear();
        window_.over_outputs(y, x, [&](int64_t tap, int64_t position) {
          const int64_t at = image * window_.out.size() + position * channels;
          taps.push_back({static_cast<int>(tap), gradient + at, winners + at});
        });
        kernels_.gradient(taps.data(), taps.size(), channels, src + (row * window_.in.width + x) * channels);
      }
    });
  }

 private:
  // Calls f(image, y, row) for all rows of the mini-batch.
  template <class F>
  void over_rows(const Shape& shape, F f) const {
    parallel(context_.plan.threads, context_.plan.batch * shape.height, [&](int64_t begin, int64_t end, Worker) {
      for (int64_t row = begin; row < end; ++row) f(row / shape.height, row % shape.height, row);
    });
  }

  const Window window_;
  const MaxPoolingKernels<T>& kernels_ = kernels_for<T>().max_pooling;
  BufferId winners_ = -1, src_gradient_ = -1;
  SummedGradient<T> dst_gradient_;
};

}  // namespace

template <class T>
std::unique_ptr<Layer> make_max_pooling(Context& context, const Operation& operation) {
  return std::make_unique<MaxPooling<T>>(context, operation);
}

template std::unique_ptr<Layer> make_max_pooling<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_max_pooling<bf16>(Context&, const Operation&);

}  // namespace resnet
