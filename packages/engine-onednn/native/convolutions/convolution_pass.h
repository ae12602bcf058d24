// The three computations of a convolution, each by oneDNN, by a kernel of our own made for it, or by plain loops.
#pragma once

#include "kernels/bf16.h"
#include "layers/layer.h"

namespace resnet {

// Where the activations of a convolution and their gradients lie; no gradient flows to the image.
struct ConvolutionArrays {
  void *src, *dst, *diff_dst, *diff_src = nullptr;
};

// The form in which a pass reads the weights is made from the float32 master copy [out, in, height, width] by what it
// adds to the context's packing when it is bound.
class ConvolutionPass {
 public:
  virtual ~ConvolutionPass() = default;
  // Asks for buffers that live while the layer computes.
  virtual void plan() {}
  virtual void bind(const ConvolutionArrays& arrays) = 0;
  virtual void run(Mode mode) = 0;
};

template <class T>
std::unique_ptr<ConvolutionPass> onednn_pass(Context& context, const Operation& operation, Computation computation);

// Slower, for every shape.
template <class T>
std::unique_ptr<ConvolutionPass> plain_pass(Context& context, const Operation& operation, Computation computation);

// Throws std::invalid_argument where no kernel of our own computes this on this processor. A forward pass does the work
// that its operation names, a backward pass `work`.
template <class T>
std::unique_ptr<ConvolutionPass> own_pass(Context& context, const Operation& operation, Computation computation,
                                          const InPassing& work);

}  // namespace resnet
