// Which kernels of our own compute a convolution, and what they read and write beside activations.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "convolutions/convolution_pass.h"
#include "layers/fusible.h"

namespace resnet {

// Throws std::invalid_argument where its padding does not keep the size at stride 1.
inline ConvolutionShape shape_of(const Context& context, const Operation& op) {
  const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
  const ConvolutionShape shape{in.channels, in.height, in.width,  out.channels,
                               out.height,  out.width, op.kernel, op.stride};
  if (op.kernel % 2 == 1 && op.padding == shape.padding()) return shape;
  throw std::invalid_argument("no kernel of our own computes a convolution of kernel size " +
                              std::to_string(op.kernel) + " with a padding of " + std::to_string(op.padding) +
                              ": the plan must leave it to oneDNN");
}

// The kernels that compute a shape. Throws std::invalid_argument where there are none.
template <class T, class Kernels>
const Kernels& kernels_that_compute(const ConvolutionShape& s, Kernels ConvolutionTable<T>::*kernels) {
  for (const ConvolutionTable<T>& table : kernels_for<T>().convolutions)
    if ((table.*kernels).computes && (table.*kernels).computes(s)) return table.*kernels;
  const auto number = [](int64_t n) { return std::to_string(n); };
  throw std::invalid_argument("no kernel of our own for " + std::string(resnet::kernels().isa) + " computes a " +
                              number(s.kernel) + "x" + number(s.kernel) + " convolution of " + number(s.in_channels) +
                              " to " + number(s.out_channels) + " channels on " + number(s.in_height) + "x" +
                              number(s.in_width) + " with stride " + number(s.stride) +
                              ": the plan must leave it to oneDNN");
}

// Weights in the form of the convolution kernels for `shape`.
template <class T>
class PackedWeights {
 public:
  PackedWeights(Context& context, const Operation& operation, const ConvolutionShape& shape)
      : context_(context), operation_(operation), shape_(shape) {}

  void plan() { buffer_ = context_.add_lasting_buffer(kernels_.packed(shape_) * sizeof(T)); }

  void bind() {
    const float* weights = context_.parameters.values + operation_.weights;
    WeightPacking& packing = shape_.is_turned ? context_.backward_packing : context_.forward_packing;
    for (int64_t block = 0; block < shape_.out_channels / 16; ++block)
      packing.jobs.push_back([this, weights, block] {
        kernels_.pack_weights(shape_, weights, block, block + 1, context_.arena.template data<T>(buffer_));
      });
  }

  const T* data() const { return context_.arena.template data<T>(buffer_); }

 private:
  Context& context_;
  const Operation& operation_;
  const ConvolutionShape shape_;
  const ConvolutionKernels<T>& kernels_ = kernels_that_compute(shape_, &ConvolutionTable<T>::convolution);
  BufferId buffer_ = -1;
};

// What a pass reads: `src`, or what the normalization before has left unwritten.
template <class T>
Input<T> input_of(const Context& context, const Operation& operation, const InPassing& work, Mode mode, const T* src) {
  return work.make_src ? normalization_before<T>(context, operation).dst(mode) : Input<T>{src};
}

// The epilogue of a chunk of images whose output begins at number `i`.
template <class T>
Epilogue<T> of_chunk(Epilogue<T> epilogue, ChannelSums* sums, int chunk, int64_t i) {
  if (sums) epilogue.sum = sums->of_chunk(chunk);
  if (sums) epilogue.products = epilogue.sum + sums->size / 2;
  return epilogue.from(i);
}

}  // namespace resnet
