#include "planning/check_passes.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace resnet {

namespace {

class PassCheck {
 public:
  explicit PassCheck(const Plan& plan) : producers_(plan.values.size()), readers_(plan.values.size()) {
    for (const Operation& op : plan.operations) {
      producers_[op.dst] = &op;
      readers_[op.src].push_back(&op);
      if (op.addend >= 0) readers_[op.addend].push_back(&op);
    }
  }

  void convolution(const Operation& op) const {
    const ForwardPass& forward = op.forward;
    const bool works = any(forward.training) || any(forward.inference);
    require(!works || forward.by == Maker::own, op, "only our own kernels work for normalizations");
    require(!forward.training.normalize_dst && !forward.inference.take_statistics, op,
            "outputs are normalized in inference, statistics are taken in training");
    InPassing all = both(forward.training, forward.inference);
    require(
        has_gradients(op), op,
        "a convolution has one pass for both gradients, or one for that of its weights and then one for that of its "
        "input; a convolution of the image, one for that of its weights");
    for (const BackwardPass& pass : op.backward) {
      require(!any(pass.in_passing) || pass.by == Maker::own, op, "only our own kernels work for normalizations");
      require(!any(pass.in_passing) || pass.computes != Computation::weight_gradient, op,
              "what computes the gradient of weights alone does no work for normalizations");
      require((pass.computes == Computation::both_gradients) == pass.in_passing.make_dst_gradient, op,
              "what computes both gradients makes the gradient of its output, and nothing else does");
      require(
          !(forward.training.make_src || forward.inference.make_src) || pass.computes == Computation::both_gradients,
          op, "an input that its convolution makes is made by one pass for both gradients too");
      all = both(all, pass.in_passing);
    }
    require(!(all.make_src || all.mask_src_gradient) || is_normalization(producers_[op.src]), op,
            "no normalization before it to work for");
    require(!(all.take_statistics || all.normalize_dst || all.make_dst_gradient) || is_after(op), op,
            "no normalization after it to work for");
    require(!(all.normalize_dst || all.make_dst_gradient) || is_alone(op), op,
            "only the normalization that alone reads it, and whose addend is there before, is computed with it");
  }

  void pointwise(const Operation& op) const {
    const Operation* before = producers_[op.src];
    const bool worked_for = is_convolution(before) && before->after == op.dst;
    const auto& readers = readers_[op.dst];
    const bool made = any_reader(op, [](const Operation& o) { return o.forward.training.make_src; });
    const bool made_in_inference = any_reader(op, [](const Operation& o) { return o.forward.inference.make_src; });
    const auto masks = [](const Operation* o) { return any_backward(*o, &InPassing::mask_src_gradient); };
    const auto masking = std::count_if(readers.begin(), readers.end(), masks);
    const bool normalized_before = worked_for && before->forward.inference.normalize_dst;
    const PointwisePasses& left = op.pointwise;

    require(left.statistics == (op.normalized && !(worked_for && before->forward.training.take_statistics)), op,
            "statistics are taken once");
    require(left.dst_in_training != made && left.dst_in_inference == !(made_in_inference || normalized_before), op,
            "an output is written, or made by what reads it");
    require(
        left.src_gradient == (op.normalized && !(worked_for && any_backward(*before, &InPassing::make_dst_gradient))),
        op, "the gradient of an input is written, or made by what reads it");
    require(masking + left.mask == 1, op, "a gradient is masked once");
    require(!made || (readers.size() == 1 && op.relu && op.addend < 0 && makes_all(*readers[0])), op,
            "an output may stay unwritten where one convolution alone reads it, after a ReLU and no addition");
    require(left.mask || (readers.size() <= 2 && masks(readers[0])), op,
            "a gradient is masked by who makes the last of one or two contributions to it");
  }

 private:
  static bool is_convolution(const Operation* op) { return op && op->kind == OperationKind::convolution; }
  static bool is_normalization(const Operation* op) {
    return op && op->kind == OperationKind::pointwise && op->normalized;
  }
  bool is_after(const Operation& op) const {
    const Operation* after = op.after < 0 ? nullptr : producers_[op.after];
    return is_normalization(after) && after->src == op.dst;
  }
  // Whether the normalization after alone reads what a convolution writes, and can be computed when that is.
  bool is_alone(const Operation& op) const {
    const int addend = producers_[op.after]->addend;
    return readers_[op.dst].size() == 1 && (addend < 0 || !producers_[addend] || producers_[addend] < &op);
  }
  static bool any(const InPassing& w) {
    return w.make_src || w.take_statistics || w.normalize_dst || w.make_dst_gradient || w.mask_src_gradient;
  }
  static InPassing both(const InPassing& a, const InPassing& b) {
    return {a.make_src || b.make_src, a.take_statistics || b.take_statistics, a.normalize_dst || b.normalize_dst,
            a.make_dst_gradient || b.make_dst_gradient, a.mask_src_gradient || b.mask_src_gradient};
  }
  static bool any_backward(const Operation& op, bool InPassing::*work) {
    return std::any_of(op.backward.begin(), op.backward.end(),
                       [&](const BackwardPass& pass) { return pass.in_passing.*work; });
  }
  // Whether its backward passes compute what they must; no gradient flows to the image.
  static bool has_gradients(const Operation& op) {
    std::vector<Computation> computed;
    for (const BackwardPass& pass : op.backward) computed.push_back(pass.computes);
    using All = std::vector<Computation>;
    if (op.src == 0) return computed == All{Computation::weight_gradient};
    return computed == All{Computation::both_gradients} ||
           computed == All{Computation::weight_gradient, Computation::data_gradient};
  }
  // Whether every pass that reads src makes it.
  static bool makes_all(const Operation& op) {
    return std::all_of(op.backward.begin(), op.backward.end(), [](const BackwardPass& pass) {
      return pass.computes == Computation::data_gradient || pass.in_passing.make_src;
    });
  }
  template <class F>
  bool any_reader(const Operation& op, F f) const {
    return std::any_of(readers_[op.dst].begin(), readers_[op.dst].end(),
                       [&](const Operation* reader) { return is_convolution(reader) && f(*reader); });
  }
  static void require(bool holds, const Operation& op, const char* rule) {
    if (!holds)
      throw std::invalid_argument("the plan contradicts itself at the operation that writes value " +
                                  std::to_string(op.dst) + ": " + rule);
  }

  std::vector<const Operation*> producers_;
  std::vector<std::vector<const Operation*>> readers_;
};

}  // namespace

void check_passes(const Plan& plan) {
  const PassCheck check(plan);
  for (const Operation& op : plan.operations) {
    if (op.kind == OperationKind::convolution) check.convolution(op);
    if (op.kind == OperationKind::pointwise) check.pointwise(op);
  }
}

}  // namespace resnet
