// Which kernels of our own compute a convolution, and what they read and write beside activations.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "convolutions/convolution_pass.h"
#include "layers/fusible.h"

namespace resnet {

// The kernels for a convolution's kernel size, which computed `shape` when they were checked.
template <class T>
const ConvolutionTable<T>& table_for(const Operation& op) {
  return op.kernel == 1 ? kernels_for<T>().convolutions1x1 : kernels_for<T>().convolutions3x3;
}

inline ConvolutionShape shape_of(const Context& context, const Operation& op) {
  const Shape &in = context.shape(op.src), &out = context.shape(op.dst);
  return {in.channels, in.height, in.width, out.channels, out.height, out.width, op.stride};
}

// Throws std::invalid_argument where these kernels of the table do not compute the convolution's `shape`.
template <class T, class Kernels>
void check_computes(const Operation& op, Kernels ConvolutionTable<T>::*kernels, const ConvolutionShape& shape) {
  const auto computes = (table_for<T>(op).*kernels).computes;
  const bool sized = op.kernel == 3 ? op.padding == 1 : op.kernel == 1 && op.padding == 0;
  if (sized && computes && computes(shape)) return;
  const auto number = [](int64_t n) { return std::to_string(n); };
  throw std::invalid_argument("no kernel of our own for " + std::string(resnet::kernels().isa) + " computes a " +
                              number(op.kernel) + "x" + number(op.kernel) + " convolution of " +
                              number(shape.in_channels) + " to " + number(shape.out_channels) + " channels on " +
                              number(shape.in_height) + "x" + number(shape.in_width) + " with stride " +
                              number(op.stride) + ": the plan must leave it to oneDNN");
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
        kernels_(table_for<T>(operation).convolution) {}

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
