// The shortcut of option A where dimensions change: subsampled, with zeros in the channels that are new.
#include <algorithm>
#include <cstring>

#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

template <class T>
class PaddedIdentity : public Layer {
 public:
  using Layer::Layer;

  void plan_backward() override {
    dst_gradient_.plan(context_, operation_.dst);
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void forward(Mode) override {
    const T* src = context_.arena.data<T>(context_.values[operation_.src]);
    T* dst = context_.arena.data<T>(context_.values[operation_.dst]);
    clear(dst, context_.shape(operation_.dst).size());
    over_outputs([&](const Window& w, int64_t out, int64_t in_channels, int64_t out_channels) {
      T* to = dst + out * out_channels + operation_.channel_offset;
      if (w.count == 1) {
        std::copy_n(src + w.first * in_channels, in_channels, to);
        return;
      }
      std::vector<float> sum(in_channels);
      each(w, [&](int64_t position) {
        for (int64_t c = 0; c < in_channels; ++c) sum[c] += to_float(src[position * in_channels + c]);
      });
      for (float& s : sum) s /= w.count;
      kernels_for<T>().rows.from_float(sum.data(), to, in_channels);
    });
  }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    const T* gradient = dst_gradient_.data(context_, 0);
    T* src = context_.arena.data<T>(src_gradient_);
    clear(src, context_.shape(operation_.src).size());
    over_outputs([&](const Window& w, int64_t out, int64_t in_channels, int64_t out_channels) {
      const T* from = gradient + out * out_channels + operation_.channel_offset;
      if (w.count == 1) {
        std::copy_n(from, in_channels, src + w.first * in_channels);
        return;
      }
      std::vector<float> share(in_channels);
      for (int64_t c = 0; c < in_channels; ++c) share[c] = to_float(from[c]) / w.count;
      each(w, [&](int64_t position) {
        kernels_for<T>().rows.from_float(share.data(), src + position * in_channels, in_channels);
      });
    });
  }

 private:
  // The input positions that one output position averages.
  struct Window {
    int64_t first, rows, columns, pitch, count;
  };

  // Zeroes the images of a value of this size.
  void clear(T* value, int64_t size) const {
    parallel(context_.plan.threads, context_.plan.batch,
             [&](int64_t begin, int64_t end, Worker) { std::fill(value + begin * size, value + end * size, T{}); });
  }

  template <class F>
  static void each(const Window& w, F f) {
    for (int64_t y = 0; y < w.rows; ++y)
      for (int64_t x = 0; x < w.columns; ++x) f(w.first + y * w.pitch + x);
  }

  template <class F>
  void over_outputs(F f) {
    const Shape &in = context_.shape(operation_.src), &out = context_.shape(operation_.dst);
    const int64_t stride = operation_.stride, side = operation_.averaged ? stride : 1;
    parallel(context_.plan.threads, context_.plan.batch * out.height, [&](int64_t begin, int64_t end, Worker) {
      for (int64_t row = begin; row < end; ++row) {
        const int64_t image = row / out.height, y = row % out.height * stride;
        for (int64_t column = 0; column < out.width; ++column) {
          const int64_t x = column * stride;
          const int64_t rows = std::min(side, in.height - y), columns = std::min(side, in.width - x);
          const Window w{(image * in.height + y) * in.width + x, rows, columns, in.width, rows * columns};
          f(w, row * out.width + column, in.channels, out.channels);
        }
      }
    });
  }

  SummedGradient<T> dst_gradient_;
  BufferId src_gradient_ = -1;
};

}  // namespace

template <class T>
std::unique_ptr<Layer> make_padded_identity(Context& context, const Operation& operation) {
  return std::make_unique<PaddedIdentity<T>>(context, operation);
}

template std::unique_ptr<Layer> make_padded_identity<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_padded_identity<bf16>(Context&, const Operation&);

}  // namespace resnet
