#pragma once

#include "convolutions/own_kernels.h"

namespace resnet {

// The mask and sums of the normalization before a convolution, which its data gradient may take in passing.
template <class T>
class MaskInPassing {
 public:
  void plan(Context& context, const Operation& operation) {
    normalization_ = fusible<T>(context.writers[operation.src]);
    if (normalization_ && !normalization_->plan_masking()) normalization_ = nullptr;
  }

  // Calls f(epilogue, sums).
  template <class F>
  void run(F f) {
    if (!normalization_) return f(Epilogue<T>{}, nullptr);
    const typename Fusible<T>::Masking masking = normalization_->masking();
    Epilogue<T> epilogue;
    epilogue.masking = masking.inputs;
    f(epilogue, &masking.sums);
  }

 private:
  Fusible<T>* normalization_ = nullptr;
};

}  // namespace resnet
