// What a layer of a session is.
#pragma once

#include "planning/context.h"

namespace resnet {

// Forward and backward of one operation. Planning calls `plan_forward` of every layer in order, then `plan_backward` in
// reverse, then `bind`; after that `forward` and `backward` run any number of times.
class Layer {
 public:
  explicit Layer(Context& context, const Operation& operation) : context_(context), operation_(operation) {}
  virtual ~Layer() = default;
  // Asks for what it reads and writes.
  virtual void plan_forward() {
    context_.use(operation_.src);
    context_.use(operation_.dst);
  }
  virtual void plan_backward() = 0;
  virtual void bind() {}
  virtual void forward(Mode mode) = 0;
  virtual void backward() = 0;
  // running := kept running + weight batch, for layers that keep statistics.
  virtual void update_statistics(double /*kept*/, double /*weight*/) {}

 protected:
  Context& context_;
  const Operation operation_;
};

}  // namespace resnet
