#include "planning/session.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kernels/kernels.h"
#include "layers/layers.h"
#include "planning/check_passes.h"
#include "runtime/threads.h"

namespace resnet {

namespace {

// Which values are float32 in every precision: from global average pooling on.
bool is_float(const Plan& plan, int value) {
  for (const Operation& op : plan.operations)
    if (op.dst == value)
      return op.kind == OperationKind::global_average_pooling || op.kind == OperationKind::fully_connected;
  return false;
}

size_t element_bytes(const Plan& plan, int value) {
  return plan.precision == Precision::f32 || is_float(plan, value) ? sizeof(float) : sizeof(bf16);
}

}  // namespace

Context::Context(const Plan& p)
    : plan(p),
      values(p.values.size(), -1),
      gradients(p.values.size()),
      consumers(p.values.size()),
      is_mask(p.values.size()),
      normalizations(p.values.size()) {
  for (const Operation& op : p.operations) {
    ++consumers[op.src];
    if (op.addend >= 0) ++consumers[op.addend];
    is_mask[op.dst] = op.kind == OperationKind::pointwise && op.relu && (op.addend >= 0 || !op.normalized);
  }
}

BufferId Context::use(int value) {
  if (values[value] < 0) values[value] = arena.add(size(value) * element_bytes(plan, value), time);
  arena.use(values[value], time);
  return values[value];
}

BufferId Context::add_gradient(int value, size_t element) {
  gradients[value].push_back(arena.add(size(value) * element, time));
  return gradients[value].back();
}

std::vector<BufferId> Context::take_gradients(int value) {
  if (gradients[value].empty())
    throw std::runtime_error("every value must be read by a later operation; value " + std::to_string(value) +
                             " is not");
  for (BufferId id : gradients[value]) arena.use(id, time);
  return gradients[value];
}

Session::Session(Plan plan) : plan_(std::move(plan)), context_(plan_), threads_(given_threads(plan_.threads)) {
  if (plan_.precision == Precision::bf16 && !kernels().peak_bf16)
    throw std::invalid_argument(std::string("there is no bf16 arithmetic on ") + kernels().isa +
                                ": the session must be planned in f32");
  check_passes(plan_);
  const ComputingThreads computing(threads_);
  for (const Operation& op : plan_.operations)
    layers_.push_back(plan_.precision == Precision::bf16 ? make_layer<bf16>(op) : make_layer<float>(op));
  plan_memory();
}

template <class T>
std::unique_ptr<Layer> Session::make_layer(const Operation& op) {
  switch (op.kind) {
    case OperationKind::convolution: return make_convolution<T>(context_, op);
    case OperationKind::pointwise: return make_pointwise<T>(context_, op);
    case OperationKind::max_pooling: return make_max_pooling<T>(context_, op);
    case OperationKind::global_average_pooling: return make_global_average_pooling<T>(context_, op);
    case OperationKind::fully_connected: return make_fully_connected(context_, op);
    case OperationKind::padded_identity: return make_padded_identity<T>(context_, op);
  }
  throw std::runtime_error("unknown operation");
}

void Session::plan_memory() {
  const int count = static_cast<int>(layers_.size());
  context_.use(0);
  for (int i = 0; i < count; ++i) {
    context_.time = i;
    layers_[i]->plan_forward();
  }
  context_.time = count;
  context_.use(plan_.logits);
  if (!plan_.inference) plan_backward();
  context_.arena.assign();
  plan_parameters();
  for (auto& layer : layers_) layer->bind();
  scratch_ = std::make_unique<Block>(context_.onednn.scratch_bytes);
  context_.onednn.scratch = scratch_->data();
}

void Session::plan_backward() {
  const int count = static_cast<int>(layers_.size());
  logits_gradient_ = context_.add_gradient(plan_.logits, sizeof(float));
  for (int i = count - 1; i >= 0; --i) {
    context_.time = 2 * count - i;
    layers_[i]->plan_backward();
  }
}

void Session::plan_parameters() {
  const int64_t count = plan_.parameter_count;
  const int arrays = plan_.inference ? 1 : plan_.passes == 1 ? 3 : 4;
  parameter_block_ = std::make_unique<Block>(arrays * count * sizeof(float));
  const auto array = [&](int i) {
    return i < arrays ? reinterpret_cast<float*>(parameter_block_->data()) + i * count : nullptr;
  };
  context_.parameters = {array(0), array(1), array(2)};
  gradient_sums_ = array(3);
}

size_t Session::memory_bytes() const {
  return context_.arena.bytes() + context_.bytes_of_layers + parameter_block_->bytes() + scratch_->bytes();
}

void Session::set_images(const Images& images, int64_t count) {
  context_.clock.start();
  const Shape& shape = plan_.values[0];
  const BufferId input = context_.values[0];
  if (plan_.precision == Precision::bf16)
    write_images(images, count, shape, plan_.threads, context_.arena.data<bf16>(input));
  else
    write_images(images, count, shape, plan_.threads, context_.arena.data<float>(input));
  context_.clock.spent_on(Work::mini_batch);
}

void Session::forward(Mode mode) {
  context_.forward_packing.run(plan_.threads);
  context_.clock.spent_on(Work::other);
  for (auto& layer : layers_) {
    layer->forward(mode);
    context_.clock.spent_on(Work::other);  // what the layer has not counted itself
  }
}

// How many logits are not behind the label's: of equal ones the earlier is ahead. Branchless, for vectors.
int64_t count_ahead(const float* logits, int64_t classes, int64_t label) {
  const float own = logits[label];
  int32_t ahead = 0;
  for (int64_t c = 0; c < label; ++c) ahead += !(own > logits[c]);
  for (int64_t c = label + 1; c < classes; ++c) ahead += !(own >= logits[c]);
  return ahead;
}

// Softmax cross-entropy, its gradient with respect to the logits, and the misclassified images.
StepResult Session::loss(const int32_t* labels) {
  const float* logits = context_.arena.data<float>(context_.values[plan_.logits]);
  float* gradient = context_.arena.data<float>(logits_gradient_);
  const int64_t images = plan_.batch * plan_.passes;
  StepResult result{};
  for (int64_t n = 0; n < plan_.batch; ++n) {
    const float* z = logits + n * plan_.classes;
    float* g = gradient + n * plan_.classes;
    const float greatest = *std::max_element(z, z + plan_.classes);
    double sum = 0;
    for (int64_t c = 0; c < plan_.classes; ++c) sum += std::exp(double{z[c]} - greatest);
    for (int64_t c = 0; c < plan_.classes; ++c)
      g[c] = static_cast<float>((std::exp(double{z[c]} - greatest) / sum - (c == labels[n])) / images);
    result.loss += (std::log(sum) + greatest - z[labels[n]]) / images;
    const int64_t ahead = count_ahead(z, plan_.classes, labels[n]);
    result.errors += ahead > 0;
    result.top5_errors += ahead >= 5;
  }
  return result;
}

void Session::parameters_changed() { context_.forward_packing.done = context_.backward_packing.done = false; }

StepResult Session::gradients(const Images& images, const int32_t* labels) {
  return over_passes(images, labels, [](int64_t) {});
}

// `finish` is called after each pass.
template <class Finish>
StepResult Session::over_passes(const Images& images, const int32_t* labels, Finish finish) {
  check_training();
  const ComputingThreads computing(threads_);
  StepResult total{};
  for (int64_t pass = 0; pass < plan_.passes; ++pass) {
    set_images(without_first(images, pass * plan_.batch, plan_.values[0]), plan_.batch);
    forward(Mode::training);
    const StepResult result = loss(labels + pass * plan_.batch);
    backward();
    add_gradients(pass);
    finish(pass);
    total.loss += result.loss;
    total.errors += result.errors;
    total.top5_errors += result.top5_errors;
  }
  return total;
}

void Session::backward() {
  context_.backward_packing.run(plan_.threads);
  context_.clock.spent_on(Work::other);
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    (*layer)->backward();
    context_.clock.spent_on(Work::other);
  }
}

// Those of the passes before are added to those of this one, and the sums kept for the next.
void Session::add_gradients(int64_t pass) {
  const bool first = pass == 0, last = pass == plan_.passes - 1;
  if (first && last) return;
  float* gradients = context_.parameters.gradients;
  parallel(plan_.threads, plan_.parameter_count, [&](int64_t begin, int64_t end, Worker) {
    for (int64_t i = begin; i < end; ++i) {
      if (!first) gradients[i] += gradient_sums_[i];
      if (!last) gradient_sums_[i] = gradients[i];
    }
  });
  context_.clock.spent_on(Work::other);
}

// Running statistics move by the average over the passes.
void Session::move_statistics(int64_t pass, double weight) {
  for (auto& layer : layers_) layer->update_statistics(pass == 0 ? 1.0 - weight : 1.0, weight / plan_.passes);
}

void Session::check_training() const {
  if (plan_.inference) throw std::logic_error("this session is for inference: create one for training");
}

StepResult Session::train_step(const Images& images, const int32_t* labels, float rate) {
  const StepResult result = over_passes(images, labels, [&](int64_t pass) { move_statistics(pass, 0.1f); });
  const ComputingThreads computing(threads_);
  const ParameterArrays& p = context_.parameters;
  for (const Segment& segment : plan_.segments) {
    const SgdStep step{plan_.momentum, segment.decays ? plan_.weight_decay : 0.f, plan_.rate_inside ? rate : 1.f,
                       plan_.rate_inside ? 1.f : rate, plan_.nesterov};
    parallel(plan_.threads, segment.size, [&](int64_t begin, int64_t end, Worker) {
      const int64_t i = segment.begin + begin;
      kernels().sgd(p.values + i, p.momentum + i, p.gradients + i, end - begin, step);
    });
  }
  parameters_changed();
  context_.clock.spent_on(Work::other);
  return result;
}

void Session::update_statistics(const Images& images, float weight) {
  check_training();
  const ComputingThreads computing(threads_);
  for (int64_t pass = 0; pass < plan_.passes; ++pass) {
    set_images(without_first(images, pass * plan_.batch, plan_.values[0]), plan_.batch);
    forward(Mode::training);
    move_statistics(pass, weight);
  }
}

const float* Session::predict(const Images& images, int64_t count) {
  const ComputingThreads computing(threads_);
  logits_.clear();
  for (int64_t first = 0; first < count; first += plan_.batch) {
    const int64_t some = std::min(plan_.batch, count - first);
    set_images(without_first(images, first, plan_.values[0]), some);
    forward(Mode::inference);
    const float* logits = context_.arena.data<float>(context_.values[plan_.logits]);
    logits_.insert(logits_.end(), logits, logits + some * plan_.classes);
  }
  return logits_.data();
}

}  // namespace resnet
