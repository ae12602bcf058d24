// Asks for memory that is needed soon, a few cache lines at a time: many at once would stall what computes meanwhile.
#pragma once

#include <cstddef>
#include <cstdint>

namespace resnet {
namespace {

constexpr int64_t cache_line = 64;

class Prefetch {
 public:
  // Asks for nothing.
  Prefetch() : Prefetch(nullptr, 0, 1) {}
  // All `bytes` from `begin` on, in `calls` calls; there may be none. Addresses beyond what is mapped do no harm.
  Prefetch(const void* begin, int64_t bytes, int64_t calls)
      : at_(static_cast<const char*>(begin)),
        end_(at_ + bytes),
        stride_(calls > 0 ? (bytes + calls - 1) / calls : bytes) {}

  [[gnu::always_inline]] void operator()() {
    const char* until = at_ + stride_ < end_ ? at_ + stride_ : end_;
    for (; at_ < until; at_ += cache_line) __builtin_prefetch(at_, 0, 2);
  }

 private:
  const char *at_, *end_;
  int64_t stride_;
};

}  // namespace
}  // namespace resnet
