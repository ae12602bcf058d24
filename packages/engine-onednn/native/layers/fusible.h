// What a batch normalization gives to the convolutions on either side of it that do some of its work, as the plan says:
// planning/plan.h.
#pragma once

#include "kernels/kernels.h"
#include "layers/layer.h"

namespace resnet {

// Forward dst = relu?(scale src + shift + addend?). What is said of channels, scale and shift and the like, is that of
// the first statistics group; those of the others follow.
template <class T>
class Fusible : public AnyFusible {
 public:
  // For who takes the statistics of src: zeros.
  virtual ChannelSums& statistics() = 0;

  // For who writes dst instead of src in inference.
  struct Folded {
    const float *scale, *shift;
    const T* addend;
    bool relu;
    T* dst;
  };
  virtual Folded fold() = 0;
  // Asks for the buffers of dst and addend, for the layer being planned.
  virtual void use_folded() = 0;

  // For who makes dst as it reads it.
  virtual Input<T> dst(Mode mode) = 0;

  // For who makes the last contribution to the gradient of dst: it masks the sum of all, and takes its sums.
  struct Masking {
    GradientInputs<T> inputs;  // `gradient` is the caller's
    ChannelSums& sums;         // zeros
  };
  virtual Masking masking() = 0;

  // For who makes the gradient of src as it reads it.
  struct SrcGradient {
    GradientInputs<T> inputs;
    GradientFactors factors;
  };
  virtual SrcGradient src_gradient() = 0;
};

// The normalization that writes what a convolution reads.
template <class T>
Fusible<T>& normalization_before(const Context& context, const Operation& convolution) {
  return static_cast<Fusible<T>&>(*context.normalizations[convolution.src]);
}

// The normalization that reads what a convolution writes, for which its passes work.
template <class T>
Fusible<T>& normalization_after(const Context& context, const Operation& convolution) {
  return static_cast<Fusible<T>&>(*context.normalizations[convolution.after]);
}

}  // namespace resnet
