// Work shared out among threads so that who does what is settled by who is free, but what is done together is not.
#pragma once

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace resnet {

// [0, count) in chunks, none of them empty: a large one for each thread to begin with, and small ones for those that
// are done first. Two cores are seldom equally fast: other work may run beside one of them.
class Chunks {
 public:
  static constexpr int small_ones = 3;  // for each thread
  // No more than this, whatever there is to share out.
  static int most(int threads) { return threads == 1 ? 1 : threads * (1 + small_ones); }

  Chunks(int threads, int64_t count)
      : threads_(threads),
        small_(threads == 1 ? 0 : count / (16 * threads)),
        large_(count - small_ * small_ones * threads),
        large_ones_(static_cast<int>(std::min<int64_t>(threads, large_))) {}

  int large_ones() const { return large_ones_; }
  int size() const { return large_ones_ + (small_ > 0 ? small_ones * threads_ : 0); }
  int64_t begin(int chunk) const {
    return chunk < large_ones_ ? large_ * chunk / large_ones_ : large_ + (chunk - large_ones_) * small_;
  }

 private:
  int threads_;
  int64_t small_, large_;
  int large_ones_;
};

struct Worker {
  int thread, chunk;
};

// Calls f(begin, end, worker) for every chunk of [0, count). What is summed up by chunk does not depend on which thread
// was how fast, nor on how many of the threads OpenMP gives.
template <class F>
void parallel(int threads, int64_t count, F f) {
  const Chunks chunks(threads, count);
  std::atomic<int> next{chunks.large_ones()};
#pragma omp parallel num_threads(threads)
  {
    const int thread = omp_get_thread_num();
    const auto run = [&](int chunk) { f(chunks.begin(chunk), chunks.begin(chunk + 1), Worker{thread, chunk}); };
    for (int chunk = thread; chunk < chunks.large_ones(); chunk += omp_get_num_threads()) run(chunk);
    for (int chunk = next++; chunk < chunks.size(); chunk = next++) run(chunk);
  }
}

}  // namespace resnet
