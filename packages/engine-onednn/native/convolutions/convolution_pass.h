// The three computations of a convolution, each by oneDNN, by a kernel of our own made for it, or by plain loops.
#pragma once

#include "kernels/bf16.h"
#include "layers/layer.h"

namespace resnet {

// Where the activations of a convolution and their gradients lie; no gradient flows to the image.
struct ConvolutionArrays {
  void *src, *dst, *diff_dst, *diff_src = nullptr;
};

// Forward: dst from src; data gradient: diff_src from diff_dst; weight gradient: the parameters' from src and diff_dst;
// backward: both. The form in which a pass reads the weights is made from the float32 master copy [out, in, height,
// width] by what it adds to the context's packing when it is bound.
class ConvolutionPass {
 public:
  virtual ~ConvolutionPass() = default;
  // Asks for buffers that live while the layer computes.
  virtual void plan() {}
  virtual void bind(const ConvolutionArrays& arrays) = 0;
  virtual void run(Mode mode) = 0;
};

template <class T>
std::unique_ptr<ConvolutionPass> onednn_forward(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<ConvolutionPass> onednn_data_gradient(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<ConvolutionPass> onednn_weight_gradient(Context& context, const Operation& operation);

// Slower, for every shape.
template <class T>
std::unique_ptr<ConvolutionPass> plain_forward(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<ConvolutionPass> plain_data_gradient(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<ConvolutionPass> plain_weight_gradient(Context& context, const Operation& operation);

// These throw std::invalid_argument where no kernel of our own computes this convolution on this processor.
template <class T>
std::unique_ptr<ConvolutionPass> own_forward(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<ConvolutionPass> own_data_gradient(Context& context, const Operation& operation, const InPassing& work);
template <class T>
std::unique_ptr<ConvolutionPass> own_weight_gradient(Context& context, const Operation& operation);
// From `diff_dst` that the normalization after leaves to this pass to make.
template <class T>
std::unique_ptr<ConvolutionPass> own_backward(Context& context, const Operation& operation, const InPassing& work);

}  // namespace resnet
