#include "layers/layers.h"
#include "layers/summed_gradient.h"

namespace resnet {

namespace {

template <class T>
class GlobalAveragePooling : public Layer {
 public:
  using Layer::Layer;

  void plan_backward() override {
    dst_gradient_.plan(context_, operation_.dst);
    src_gradient_ = context_.add_gradient(operation_.src, sizeof(T));
  }

  void forward(Mode) override {
    const T* src = context_.arena.data<T>(context_.values[operation_.src]);
    float* dst = context_.arena.data<float>(context_.values[operation_.dst]);
    over_images([&](int64_t image, const Shape& in) {
      kernels_for<T>().rows.channel_means(src + image * in.size(), in.positions(), in.channels,
                                          dst + image * in.channels);
    });
  }

  void backward() override {
    dst_gradient_.reduce(context_, 1);
    const float* gradient = dst_gradient_.data(context_, 0);
    T* dst = context_.arena.data<T>(src_gradient_);
    over_images([&](int64_t image, const Shape& in) {
      kernels_for<T>().rows.broadcast(gradient + image * in.channels, 1.f / in.positions(), dst + image * in.size(),
                                      in.positions(), in.channels);
    });
  }

 private:
  template <class F>
  void over_images(F f) {
    const Shape& in = context_.shape(operation_.src);
    parallel(context_.plan.threads, context_.plan.batch, [&](int64_t begin, int64_t end, Worker) {
      for (int64_t image = begin; image < end; ++image) f(image, in);
    });
  }

  SummedGradient<float> dst_gradient_;
  BufferId src_gradient_ = -1;
};

}  // namespace

template <class T>
std::unique_ptr<Layer> make_global_average_pooling(Context& context, const Operation& operation) {
  return std::make_unique<GlobalAveragePooling<T>>(context, operation);
}

template std::unique_ptr<Layer> make_global_average_pooling<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_global_average_pooling<bf16>(Context&, const Operation&);

}  // namespace resnet
