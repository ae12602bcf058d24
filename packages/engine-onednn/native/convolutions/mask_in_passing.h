#pragma once

#include "convolutions/own_kernels.h"

namespace resnet {

// Calls f(epilogue, sums) with what a data gradient does as it writes: nothing, or the mask and the sums of the
// normalization before.
template <class T, class F>
void with_masking(const Context& context, const Operation& operation, const InPassing& work, F f) {
  if (!work.mask_src_gradient) return f(Epilogue<T>{}, nullptr);
  const typename Fusible<T>::Masking masking = normalization_before<T>(context, operation).masking();
  Epilogue<T> epilogue;
  epilogue.masking = masking.inputs;
  f(epilogue, &masking.sums);
}

}  // namespace resnet
