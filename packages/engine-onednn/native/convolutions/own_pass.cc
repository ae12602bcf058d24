// A pass by a kernel of our own.
#include "convolutions/own_backward.h"
#include "convolutions/own_data_gradient.h"
#include "convolutions/own_forward.h"
#include "convolutions/own_weight_gradient.h"

namespace resnet {

template <class T>
std::unique_ptr<ConvolutionPass> own_pass(Context& context, const Operation& operation, Computation computation,
                                          const InPassing& work) {
  switch (computation) {
    case Computation::forward: return std::make_unique<OwnForward<T>>(context, operation);
    case Computation::weight_gradient: return std::make_unique<OwnWeightGradient<T>>(context, operation);
    case Computation::data_gradient: return std::make_unique<OwnDataGradient<T>>(context, operation, work);
    case Computation::both_gradients: return std::make_unique<OwnBackward<T>>(context, operation, work);
  }
  throw std::invalid_argument("unknown computation of a convolution");
}

template std::unique_ptr<ConvolutionPass> own_pass<float>(Context&, const Operation&, Computation, const InPassing&);
template std::unique_ptr<ConvolutionPass> own_pass<bf16>(Context&, const Operation&, Computation, const InPassing&);

}  // namespace resnet
