#pragma once

#include "convolutions/own_kernels.h"

namespace resnet {

// The weight gradient as kernels leave it, one of each chunk of images, then gathered; behind lies the kernels' own
// scratch, `scratch` numbers for each thread.
template <class T>
class PartialGradients {
 public:
  PartialGradients(Context& context, const Operation& operation, const ConvolutionShape& shape,
                   const WeightGradientKernels<T>& kernels, int64_t scratch)
      : context_(context),
        operation_(operation),
        shape_(shape),
        kernels_(kernels),
        chunks_(context.plan.threads, context.plan.batch, kernels_.partial_size(shape) <= most_in_small_ones),
        scratch_(scratch) {
    context.onednn.need_scratch(bytes() + context.plan.threads * scratch * sizeof(T));
  }

  float* of_chunk(int chunk) const {
    return static_cast<float*>(context_.onednn.scratch) + chunk * kernels_.partial_size(shape_);
  }
  T* scratch_of_thread(int thread) const {
    return reinterpret_cast<T*>(static_cast<char*>(context_.onednn.scratch) + bytes()) + thread * scratch_;
  }
  // Calls f(begin, end, worker) for every chunk of images, whose partial gradient is zero then.
  template <class F>
  void for_chunks(F f) const {
    parallel(context_.plan.threads, chunks_, [&](int64_t begin, int64_t end, Worker worker) {
      std::fill_n(of_chunk(worker.chunk), kernels_.partial_size(shape_), 0.f);
      f(begin, end, worker);
    });
  }
  void gather() const {
    float* gradient = context_.parameters.gradients + operation_.weights;
    const int64_t in = shape_.in_channels;
    parallel(context_.plan.threads, (in + 7) / 8, [&](int64_t begin, int64_t end, Worker) {
      kernels_.gather(shape_, of_chunk(0), chunks_.size(), begin * 8, std::min(in, end * 8), gradient);
    });
  }

 private:
  // Numbers of a gradient up to which those of small chunks, which are cleared and gathered too, cost less than they
  // spare.
  static constexpr int64_t most_in_small_ones = 1 << 18;

  Context& context_;
  const Operation& operation_;
  const ConvolutionShape shape_;
  const WeightGradientKernels<T>& kernels_;
  const Chunks chunks_;
  const int64_t scratch_;

  int64_t bytes() const { return chunks_.size() * kernels_.partial_size(shape_) * sizeof(float); }
};

}  // namespace resnet
