// The threads that a session computes on.
#pragma once

#include <omp.h>

#include <stdexcept>
#include <string>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace resnet {

// How many threads OpenMP gives of those asked for. OMP_THREAD_LIMIT may leave fewer.
inline int given_threads(int asked) {
  omp_set_dynamic(0);
  int given = 1;
#pragma omp parallel num_threads(asked)
#pragma omp single
  given = omp_get_num_threads();
  return given;
}

// While it lives, oneDNN computes on the threads that are `given`, and denormal numbers are flushed to zero on every
// thread; JavaScript needs its own setting back. oneDNN shares out work when it plans and is wrong on fewer threads.
class ComputingThreads {
 public:
  explicit ComputingThreads(int given) {
    omp_set_dynamic(0);
    omp_set_num_threads(given);
#ifdef __x86_64__
    saved_ = _mm_getcsr();
#endif
    int found = 0;
#pragma omp parallel num_threads(given) reduction(+ : found)
    {
      found = 1;
#ifdef __x86_64__
      _mm_setcsr(_mm_getcsr() | 0x8040);
#endif
    }
    if (found == given) return;
    restore();
    throw std::runtime_error("expected the " + std::to_string(given) +
                             " threads that OpenMP gave when the session was created, got " + std::to_string(found));
  }
  ~ComputingThreads() { restore(); }
  ComputingThreads(const ComputingThreads&) = delete;
  ComputingThreads& operator=(const ComputingThreads&) = delete;

 private:
  void restore() {
#ifdef __x86_64__
    _mm_setcsr(saved_);
#endif
  }
  unsigned saved_ = 0;
};

}  // namespace resnet
