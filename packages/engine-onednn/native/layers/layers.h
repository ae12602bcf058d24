// One constructor per layer; T is the type of activations and their gradients.
#pragma once

#include "layers/layer.h"

namespace resnet {

template <class T>
std::unique_ptr<Layer> make_convolution(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<Layer> make_pointwise(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<Layer> make_max_pooling(Context& context, const Operation& operation);
template <class T>
std::unique_ptr<Layer> make_padded_identity(Context& context, const Operation& operation);
// From T to float32 [batch, channels].
template <class T>
std::unique_ptr<Layer> make_global_average_pooling(Context& context, const Operation& operation);
// float32 in every precision.
std::unique_ptr<Layer> make_fully_connected(Context& context, const Operation& operation);

}  // namespace resnet
