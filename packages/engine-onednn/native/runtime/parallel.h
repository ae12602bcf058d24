// Work shared out among threads so that who does what is settled by who is free, but what is done together is not.
#pragma once

#include <omp.h>

#include <atomic>
#include <cstdint>

namespace resnet {

// [0, count) in chunks: a large one for each thread to begin with, and small ones for those that are done first. Two
// cores are seldom equally fast: other work may run beside one of them.
class Chunks {
 public:
  static constexpr int small_ones = 3;  // for each thread
  // How many chunks there are, of which some may be empty.
  static int count(int threads) { return threads == 1 ? 1 : threads * (1 + small_ones); }

  Chunks(int threads, int64_t count)
      : threads_(threads),
        small_(threads == 1 ? 0 : count / (16 * threads)),
        large_(count - small_ * small_ones * threads) {}

  int64_t begin(int chunk) const {
    return chunk < threads_ ? large_ * chunk / threads_ : large_ + (chunk - threads_) * small_;
  }

 private:
  int threads_;
  int64_t small_, large_;
};

struct Worker {
  int thread, chunk;
};

// Calls f(begin, end, worker) for every chunk of [0, count). What is summed up by chunk does not depend on which thread
// was how fast.
template <class F>
void parallel(int threads, int64_t count, F f) {
  const Chunks chunks(threads, count);
  std::atomic<int> next{threads};
#pragma omp parallel num_threads(threads)
  {
    const int thread = omp_get_thread_num();
    const auto run = [&](int chunk) { f(chunks.begin(chunk), chunks.begin(chunk + 1), Worker{thread, chunk}); };
    for (int chunk = thread; chunk < threads; chunk += omp_get_num_threads()) run(chunk);
    for (int chunk = next++; chunk < Chunks::count(threads); chunk = next++) run(chunk);
  }
}

}  // namespace resnet
