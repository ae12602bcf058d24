// The gradient of a value as one array, for layers that read only one: where several layers contributed, the later
// contributions are added to the first.
#pragma once

#include "kernels/kernels.h"
#include "layers/layer.h"

namespace resnet {

template <class T>
class SummedGradient {
 public:
  void plan(Context& context, int value) {
    contributions_ = context.take_gradients(value);
    size_ = context.size(value);
  }

  // At most `keep` contributions stay apart (1 or 2): the others are added to the first.
  void reduce(const Context& context, size_t keep) const {
    for (size_t i = keep; i < contributions_.size(); ++i) {
      T* sum = data(context, 0);
      const T* other = data(context, i);
      parallel(context.plan.threads, size_, [&](int64_t begin, int64_t end, Worker) {
        kernels_for<T>().rows.masked_gradient(sum + begin, other + begin, nullptr, sum + begin, end - begin);
      });
    }
  }

  T* data(const Context& context, size_t i) const {
    return i < contributions_.size() ? context.arena.data<T>(contributions_[i]) : nullptr;
  }
  BufferId first() const { return contributions_.front(); }
  BufferId last() const { return contributions_.back(); }
  size_t count() const { return contributions_.size(); }

 private:
  std::vector<BufferId> contributions_;
  int64_t size_ = 0;
};

}  // namespace resnet
