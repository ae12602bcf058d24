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
  static constexpr int small_for_each_thread = 3;
  // No more than this, whatever there is to share out.
  static int most(int threads) { return threads == 1 ? 1 : threads * (1 + small_for_each_thread); }

  // Without small ones where each chunk costs too much by itself.
  Chunks(int threads, int64_t count, bool with_small_ones = true)
      : small_(threads == 1 || !with_small_ones ? 0 : count / (16 * threads)),
        small_ones_(small_ > 0 ? small_for_each_thread * threads : 0),
        large_(count - small_ * small_ones_),
        large_ones_(static_cast<int>(std::min<int64_t>(threads, large_))) {}

  int large_ones() const { return large_ones_; }
  int size() const { return large_ones_ + small_ones_; }
  int64_t begin(int chunk) const {
    return chunk < large_ones_ ? large_ * chunk / large_ones_ : large_ + (chunk - large_ones_) * small_;
  }

 private:
  int64_t small_;
  int small_ones_;
  int64_t large_;
  int large_ones_;
};

struct Worker {
  int thread, chunk;
};

// Calls f(begin, end, worker) for every chunk. What is summed up by chunk does not depend on which thread was how fast,
// nor on how many of the threads OpenMP gives.
template <class F>
void parallel(int threads, const Chunks& chunks, F f) {
  std::atomic<int> next{chunks.large_ones()};
#pragma omp parallel num_threads(threads)
  {
    const int thread = omp_get_thread_num();
    const auto run = [&](int chunk) { f(chunks.begin(chunk), chunks.begin(chunk + 1), Worker{thread, chunk}); };
    for (int chunk = thread; chunk < chunks.large_ones(); chunk += omp_get_num_threads()) run(chunk);
    for (int chunk = next++; chunk < chunks.size(); chunk = next++) run(chunk);
  }
}

// The same for every chunk of [0, count).
template <class F>
void parallel(int threads, int64_t count, F f) {
  parallel(threads, Chunks(threads, count), f);
}

}  // namespace resnet
