#include "layers/pointwise.h"

#include <algorithm>
#include <cmath>

#include "layers/layers.h"

namespace resnet {

template <class T>
Pointwise<T>::Pointwise(Context& context, const Operation& op)
    : Layer(context, op),
      added_(op.addend >= 0),
      channels_(context.shape(op.src).channels),
      groups_(context.plan.batch / context.plan.statistics_group),
      group_rows_(context.rows(op.src) / groups_),
      sums_(context.plan.threads, op.normalized && !context.plan.inference ? channels_ : 0, groups_) {
  if (!op.normalized) return;
  context.bytes_of_layers += sums_.bytes();
  context.normalizations[op.dst] = this;
  for (auto* v : {&mean_, &variance_, &scale_, &shift_, &k_gradient_, &k_src_, &k_one_}) v->resize(groups_ * channels_);
}

template <class T>
void Pointwise<T>::plan_forward() {
  Layer::plan_forward();
  if (added_) context_.use(operation_.addend);
}

template <class T>
void Pointwise<T>::plan_backward() {
  const Operation& op = operation_;
  dst_gradient_.plan(context_, op.dst);
  if (context_.is_mask[op.dst]) context_.use(op.dst);
  // The masked gradient is written over the last contribution, in passing, or over the first.
  dst_gradient_buffer_ = op.pointwise.mask ? dst_gradient_.first() : dst_gradient_.last();
  masked_ = !op.pointwise.mask || added_ || !op.normalized || dst_gradient_.count() > 1;
  if (added_) context_.share_gradient(op.addend, dst_gradient_buffer_);
  if (!op.normalized) {
    // Two owners of one buffer would mask it twice: with an addend, src gets a copy.
    if (!added_) return context_.share_gradient(op.src, dst_gradient_buffer_);
    src_gradient_ = context_.add_gradient(op.src, sizeof(T));
    return;
  }
  const BufferId src = context_.use(op.src);
  if (!op.pointwise.src_gradient) return context_.share_gradient(op.src, dst_gradient_buffer_);
  if (context_.consumers[op.src] == 1 && !context_.is_mask[op.src]) {
    src_gradient_ = src;
    context_.share_gradient(op.src, src);
  } else {
    src_gradient_ = context_.add_gradient(op.src, sizeof(T));
  }
}

template <class T>
ChannelSums& Pointwise<T>::statistics() {
  sums_.clear();
  return sums_;
}

template <class T>
void Pointwise<T>::use_folded() {
  if (added_) context_.use(operation_.addend);
  context_.use(operation_.dst);
}

template <class T>
typename Pointwise<T>::Folded Pointwise<T>::fold() {
  fold_running_statistics();
  const auto data = [&](int value) { return context_.arena.template data<T>(context_.values[value]); };
  return {scale_.data(), shift_.data(), added_ ? data(operation_.addend) : nullptr, operation_.relu,
          data(operation_.dst)};
}

template <class T>
typename Pointwise<T>::Masking Pointwise<T>::masking() {
  sums_.clear();
  GradientInputs<T> inputs = gradient_inputs();
  inputs.second = dst_gradient_.count() > 1 ? dst_gradient_.data(context_, 0) : nullptr;
  return {inputs, sums_};
}

template <class T>
Input<T> Pointwise<T>::dst(Mode mode) {
  if (mode == Mode::inference) fold_running_statistics();
  return {context_.arena.template data<T>(context_.values[operation_.src]), scale_.data(), shift_.data()};
}

template <class T>
typename Pointwise<T>::SrcGradient Pointwise<T>::src_gradient() {
  GradientInputs<T> inputs = gradient_inputs();
  inputs.gradient = context_.arena.template data<T>(dst_gradient_buffer_);
  if (masked_) inputs.mask = Mask::none;
  return {inputs, {k_gradient_.data(), k_src_.data(), k_one_.data()}};
}

template <class T>
void Pointwise<T>::forward(Mode mode) {
  const bool training = mode == Mode::training;
  const bool written = training ? operation_.pointwise.dst_in_training : operation_.pointwise.dst_in_inference;
  if (operation_.normalized && training) take_statistics();
  if (operation_.normalized && !training && written) fold_running_statistics();
  if (written) apply();
  context_.clock.spent_on(Work::forward_pointwise);
}

// Every thread sums its rows of each group.
template <class T>
template <class Pass>
void Pointwise<T>::reduce(Pass pass) {
  sums_.clear();
  for (int64_t group = 0; group < groups_; ++group)
    parallel(context_.plan.threads, group_rows_, [&](int64_t begin, int64_t end, Worker worker) {
      pass(group, group * group_rows_ + begin, end - begin, sums_.of(group, worker.chunk));
    });
}

template <class T>
void Pointwise<T>::take_statistics() {
  const T* src = context_.arena.template data<T>(context_.values[operation_.src]);
  if (operation_.pointwise.statistics)
    reduce([&](int64_t, int64_t row, int64_t rows, double* sums) {
      kernels_for<T>().rows.channel_sums(src + row * channels_, rows, channels_, sums, sums + channels_);
    });
  for (int64_t group = 0; group < groups_; ++group) finish_statistics(group, sums_.add_chunks(group));
}

template <class T>
void Pointwise<T>::finish_statistics(int64_t group, const double* sums) {
  const Normalization& n = operation_.normalization;
  for (int64_t c = 0; c < channels_; ++c) {
    const double mean = sums[c] / group_rows_;
    const double variance = std::max(0.0, sums[channels_ + c] / group_rows_ - mean * mean);
    const double scale = parameter(n.scale)[c] / std::sqrt(variance + n.epsilon);
    const int64_t i = group * channels_ + c;
    mean_[i] = static_cast<float>(mean);
    variance_[i] = static_cast<float>(variance);
    scale_[i] = static_cast<float>(scale);
    shift_[i] = static_cast<float>(parameter(n.shift)[c] - mean * scale);
  }
}

template <class T>
void Pointwise<T>::fold_running_statistics() {
  const Normalization& n = operation_.normalization;
  for (int64_t i = 0; i < groups_ * channels_; ++i) {
    const int64_t c = i % channels_;
    const double scale = parameter(n.scale)[c] / std::sqrt(double{parameter(n.running_variance)[c]} + n.epsilon);
    scale_[i] = static_cast<float>(scale);
    shift_[i] = static_cast<float>(parameter(n.shift)[c] - parameter(n.running_mean)[c] * scale);
  }
}

template <class T>
void Pointwise<T>::apply() {
  const Arena& arena = context_.arena;
  const T* src = arena.template data<T>(context_.values[operation_.src]);
  const T* addend = added_ ? arena.template data<T>(context_.values[operation_.addend]) : nullptr;
  T* dst = arena.template data<T>(context_.values[operation_.dst]);
  for (int64_t group = 0; group < groups_; ++group) {
    const float* scale = operation_.normalized ? of_group(scale_, group) : nullptr;
    const float* shift = operation_.normalized ? of_group(shift_, group) : nullptr;
    parallel(context_.plan.threads, group_rows_, [&](int64_t begin, int64_t end, Worker) {
      const int64_t i = (group * group_rows_ + begin) * channels_;
      kernels_for<T>().rows.normalize(src + i, addend ? addend + i : nullptr, dst + i, end - begin, channels_, scale,
                                      shift, operation_.relu);
    });
  }
}

template <class T>
void Pointwise<T>::backward() {
  dst_gradient_.reduce(context_, 2);
  operation_.normalized ? backward_normalized() : backward_masked();
  context_.clock.spent_on(Work::backward_pointwise);
}

// Of the whole value, with the channels' numbers of the first group.
template <class T>
GradientInputs<T> Pointwise<T>::gradient_inputs() {
  const auto data = [&](int value) { return context_.arena.template data<T>(context_.values[value]); };
  const Mask mask = !operation_.relu ? Mask::none : added_ ? Mask::output : Mask::recomputed;
  return {nullptr,       nullptr,       data(operation_.dst), data(operation_.src),
          scale_.data(), shift_.data(), mean_.data(),         mask};
}

template <class T>
void Pointwise<T>::backward_normalized() {
  GradientInputs<T> inputs = gradient_inputs();
  // Those of some rows of a group.
  const auto of = [&](int64_t group, int64_t row) {
    return inputs.from(row * channels_).with_channels(group * channels_);
  };
  T* gradient = context_.arena.template data<T>(dst_gradient_buffer_);
  if (operation_.pointwise.mask) {
    inputs.gradient = gradient;
    inputs.second = dst_gradient_.data(context_, 1);
    reduce([&](int64_t group, int64_t row, int64_t rows, double* sums) {
      kernels_for<T>().rows.gradient_sums(of(group, row), masked_ ? gradient + row * channels_ : nullptr, rows,
                                          channels_, sums, sums + channels_);
    });
  }
  for (int64_t group = 0; group < groups_; ++group) finish_gradients(group, sums_.add_chunks(group));
  if (!operation_.pointwise.src_gradient) return;
  const SrcGradient from = src_gradient();
  T* dx = context_.arena.template data<T>(src_gradient_);
  for (int64_t group = 0; group < groups_; ++group)
    parallel(context_.plan.threads, group_rows_, [&](int64_t begin, int64_t end, Worker) {
      const int64_t row = group * group_rows_ + begin;
      kernels_for<T>().rows.normalization_gradient(from.inputs.from(row * channels_).with_channels(group * channels_),
                                                   from.factors.with_channels(group * channels_), dx + row * channels_,
                                                   end - begin, channels_);
    });
}

// With z = scale0 xhat + shift0, xhat = (x - mean) / sigma, over m rows:
// dx = scale0 / sigma (dz - sum(dz) / m - xhat sum(dz xhat) / m).
template <class T>
void Pointwise<T>::finish_gradients(int64_t group, const double* sums) {
  const Normalization& n = operation_.normalization;
  float* scale_gradient = context_.parameters.gradients + n.scale;
  float* shift_gradient = context_.parameters.gradients + n.shift;
  for (int64_t c = 0; c < channels_; ++c) {
    const int64_t i = group * channels_ + c;
    const double inverse = 1 / std::sqrt(double{variance_[i]} + n.epsilon);
    const double sum = sums[c], products = sums[channels_ + c] * inverse;
    const double factor = parameter(n.scale)[c] * inverse;
    const double k_src = -factor * inverse * products / group_rows_;
    k_gradient_[i] = static_cast<float>(factor);
    k_src_[i] = static_cast<float>(k_src);
    k_one_[i] = static_cast<float>(-factor * sum / group_rows_ - k_src * mean_[i]);
    scale_gradient[c] = (group ? scale_gradient[c] : 0) + static_cast<float>(products);
    shift_gradient[c] = (group ? shift_gradient[c] : 0) + static_cast<float>(sum);
  }
}

template <class T>
void Pointwise<T>::backward_masked() {
  T* gradient = dst_gradient_.data(context_, 0);
  const T* second = dst_gradient_.data(context_, 1);
  const T* output = operation_.relu ? context_.arena.template data<T>(context_.values[operation_.dst]) : nullptr;
  T* copy = context_.arena.template data<T>(src_gradient_);
  if (!second && !output && !copy) return;
  parallel(context_.plan.threads, context_.size(operation_.dst), [&](int64_t begin, int64_t end, Worker) {
    const auto at = [&](const T* p) { return p ? p + begin : nullptr; };
    kernels_for<T>().rows.masked_gradient(gradient + begin, at(second), at(output), gradient + begin, end - begin);
    if (copy) std::copy(gradient + begin, gradient + end, copy + begin);
  });
}

template <class T>
void Pointwise<T>::update_statistics(double kept, double weight) {
  if (!operation_.normalized) return;
  const Normalization& n = operation_.normalization;
  // Bessel's correction: Ioffe & Szegedy 2015, algorithm 2.
  const double unbiased = group_rows_ > 1 ? double(group_rows_) / (group_rows_ - 1) : 1;
  const auto move = [&](float* running, double batch) {
    *running = static_cast<float>(kept * *running + weight * batch);
  };
  for (int64_t c = 0; c < channels_; ++c) {
    double mean = 0, variance = 0;
    for (int64_t g = 0; g < groups_; ++g) {
      mean += mean_[g * channels_ + c] / groups_;
      variance += variance_[g * channels_ + c] * unbiased / groups_;
    }
    move(parameter(n.running_mean) + c, mean);
    move(parameter(n.running_variance) + c, variance);
  }
}

template class Pointwise<float>;
template class Pointwise<bf16>;

template <class T>
std::unique_ptr<Layer> make_pointwise(Context& context, const Operation& operation) {
  return std::make_unique<Pointwise<T>>(context, operation);
}

template std::unique_ptr<Layer> make_pointwise<float>(Context&, const Operation&);
template std::unique_ptr<Layer> make_pointwise<bf16>(Context&, const Operation&);

}  // namespace resnet
