#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "layers/crops.h"
#include "layers/layer.h"

namespace resnet {

struct StepResult {
  double loss;  // mean cross-entropy
  int64_t errors, top5_errors;
};

// One network in memory, planned once. Images and labels are those of a mini-batch, `passes` times `batch` of the plan.
class Session {
 public:
  explicit Session(Plan plan);

  StepResult train_step(const Images& images, const int32_t* labels, float rate);
  // Leaves the gradients in `parameters().gradients`; running statistics stay.
  StepResult gradients(const Images& images, const int32_t* labels);
  void update_statistics(const Images& images, float weight);
  // Logits [count, classes], until the next call; `count` images are given, at most a mini-batch.
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
  void plan_backward();
  void plan_parameters();
  void check_training() const;
  void set_images(const Images& images, int64_t count);
  void forward(Mode mode);
  StepResult loss(const int32_t* labels);
  void backward();
  template <class Finish>
  StepResult over_passes(const Images& images, const int32_t* labels, Finish finish);
  void add_gradients(int64_t pass);
  void move_statistics(int64_t pass, double weight);

  const Plan plan_;
  Context context_;
  const int threads_;  // that OpenMP gives, of those the plan asks for
  std::vector<std::unique_ptr<Layer>> layers_;
  std::unique_ptr<Block> parameter_block_, scratch_;
  BufferId logits_gradient_ = -1;
  float* gradient_sums_ = nullptr;  // of the passes so far, where there are several
  std::vector<float> logits_;       // of the last prediction
};

}  // namespace resnet
