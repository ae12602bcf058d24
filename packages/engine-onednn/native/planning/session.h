#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "layers/crops.h"
#include "layers/layer.h"

namespace resnet {

struct StepResult {
  double loss;  // mean cross-entropy
  int64_t errors;
};

// One network in memory, planned once. Labels are [batch].
class Session {
 public:
  explicit Session(Plan plan);

  StepResult train_step(const Images& images, const int32_t* labels, float rate);
  // Leaves the gradients in `parameters().gradients`; running statistics stay.
  StepResult gradients(const Images& images, const int32_t* labels);
  void update_statistics(const Images& images, float weight);
  // Logits [batch, classes]; `count` <= batch images are given, rows beyond them are meaningless.
  const float* predict(const Images& images, int64_t count);

  const Plan& plan() const { return plan_; }
  const ParameterArrays& parameters() const { return context_.parameters; }
  // To be called after writing `parameters().values`.
  void parameters_changed();
  size_t memory_bytes() const;
  // Since the session began.
  const WorkClock& clock() const { return context_.clock; }

 private:
  template <class T>
  std::unique_ptr<Layer> make_layer(const Operation& operation);
  void plan_memory();
  void set_images(const Images& images, int64_t count);
  void forward(Mode mode);
  StepResult loss(const int32_t* labels);

  const Plan plan_;
  Context context_;
  const int threads_;  // that OpenMP gives, of those the plan asks for
  std::vector<std::unique_ptr<Layer>> layers_;
  std::unique_ptr<Block> parameter_block_, scratch_;
  BufferId logits_gradient_ = -1;
};

}  // namespace resnet
