// What a batch normalization lets the convolutions on either side of it do while the numbers are at hand.
#pragma once

#include "kernels/kernels.h"
#include "layers/layer.h"

namespace resnet {

// Forward dst = relu?(scale src + shift + addend?). Each kind of work is planned first, by the layer that will do it.
template <class T>
class Fusible : public AnyFusible {
 public:
  // In inference: whoever computes src writes dst instead.
  struct Folded {
    const float *scale, *shift;
    const T* addend;
    bool relu;
    T* dst;
  };
  virtual void plan_fold() = 0;
  // Leaves this inference's pass to the caller.
  virtual Folded fold() = 0;

  // In training: dst is not written. What alone reads it makes it from `dst()` instead. False where that may not be.
  virtual bool plan_unwritten_dst() = 0;
  virtual bool dst_is_unwritten() const = 0;
  virtual Input<T> dst() = 0;

  // Backward: whoever makes the last contribution to the gradient of dst masks the sum of all, and takes its sums.
  // False where that may not be: of more than two contributions, or with several groups.
  struct Masking {
    GradientInputs<T> inputs;  // `gradient` is the caller's
    ChannelSums& sums;
  };
  virtual bool plan_masking() = 0;
  virtual Masking masking() = 0;

  // Backward: the gradient of src is not written. Whoever computed src makes it from `src_gradient()` instead. False
  // where that may not be.
  struct SrcGradient {
    GradientInputs<T> inputs;
    GradientFactors factors;
  };
  virtual bool plan_unwritten_gradient() = 0;
  virtual SrcGradient src_gradient() = 0;
};

// The normalization of a session whose activations are of type T, or null.
template <class T>
Fusible<T>* fusible(AnyFusible* normalization) {
  return static_cast<Fusible<T>*>(normalization);
}

}  // namespace resnet
