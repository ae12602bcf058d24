// Which kernels of our own compute a convolution, and what they read and write beside activations.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "convolutions/convolution_pass.h"
#include "layers/pointwise.h"

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

// The table of kernels that compute one of its passes of a shape. Throws std::invalid_argument where there is none.
template <class T, class Kernels>
const ConvolutionTable<T>& table_that_computes(Kernels ConvolutionTable<T>::*pass, const ConvolutionShape& s) {
  for (const ConvolutionTable<T>& table : kernels_for<T>().convolutions)
    if ((table.*pass).computes && (table.*pass).computes(s)) return table;
  const auto number = [](int64_t n) { return std::to_string(n); };
  throw std::invalid_argument("no kernel of our own for " + std::string(resnet::kernels().isa) + " computes a " +
                              number(s.kernel) + "x" + number(s.kernel) + " convolution of " + number(s.in_channels) +
                              " to " + number(s.out_channels) + " channels on " + number(s.in_height) + "x" +
                              number(s.in_width) + " with stride " + number(s.stride) +
                              ": the plan must leave it to oneDNN");
}

// Weights in the form in which kernels compute `shape`.
template <class T>
class PackedWeights {
 public:
  PackedWeights(Context& context, const Operation& operation, const ConvolutionShape& shape,
                const ConvolutionKernels<T>& kernels)
      : context_(context), operation_(operation), shape_(shape), kernels_(kernels) {}

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
  const ConvolutionKernels<T>& kernels_;
  BufferId buffer_ = -1;
};

// What a pass reads: `src`, or what the normalization before has left unwritten.
template <class T>
Input<T> input_of(const Context& context, const Operation& operation, const InPassing& work, Mode mode, const T* src) {
  return work.make_src ? normalization_before<T>(context, operation).dst(mode) : Input<T>{src};
}

// Calls f(group, begin, end) for the parts of images [begin, end) that share batch statistics: in training those in one
// group, else all.
template <class F>
void for_groups(const Context& context, Mode mode, int64_t begin, int64_t end, F f) {
  const int64_t size = mode == Mode::training ? context.plan.statistics_group : context.plan.batch;
  while (begin < end) {
    const int64_t group = begin / size, next = std::min(end, (group + 1) * size);
    f(group, begin, next);
    begin = next;
  }
}

// What a kernel does with `channels` channels of output from number `i` on, all of one chunk and group.
template <class T>
Epilogue<T> part_of(Epilogue<T> epilogue, ChannelSums* sums, int64_t group, int chunk, int64_t channels, int64_t i) {
  if (sums) epilogue.sum = sums->of(group, chunk);
  if (sums) epilogue.products = epilogue.sum + sums->size / 2;
  epilogue.masking = epilogue.masking.with_channels(group * channels);
  return epilogue.from(i);
}

// Calls f(epilogue, sums) with what a data gradient does as it writes: nothing, or the mask and the sums of the
// normalization before.
template <class T, class F>
void with_masking(const Context& context, const Operation& operation, const InPassing& work, F f) {
  if (!work.mask_src_gradient) return f(Epilogue<T>{}, nullptr);
  const typename Pointwise<T>::Masking masking = normalization_before<T>(context, operation).masking();
  Epilogue<T> epilogue;
  epilogue.masking = masking.inputs;
  f(epilogue, &masking.sums);
}

}  // namespace resnet
