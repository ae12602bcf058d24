// Compiled once per instruction set, with RESNET_ISA_TABLE naming the table and RESNET_ISA_NAME the set.
#include "kernels/backward1x1.h"
#include "kernels/backward3x3.h"
#include "kernels/max_pooling.h"
#include "kernels/plain_products.h"
#include "kernels/rows.h"
#include "kernels/winograd_weight_gradient.h"

namespace resnet {
namespace {

void sgd(float* w, float* v, const float* g, int64_t size, const SgdStep& step) {
  for_channel_blocks(size, [&](int64_t i, auto width) {
    const Vector weight = load(w + i, width);
    const Vector gradient = step.gradient_factor * (load(g + i, width) + step.weight_decay * weight);
    const Vector velocity = step.momentum * load(v + i, width) + gradient;
    const Vector move = step.nesterov ? step.momentum * velocity + gradient : velocity;
    store(v + i, velocity, width);
    store(w + i, weight - step.step_factor * move, width);
  });
}

// Enough independent chains to keep two pipes busy, few enough to stay in registers. They start apart: the compiler
// would compute equal ones once.
#ifdef __AVX512F__
constexpr int chains = 24;
#else
constexpr int chains = 5;
#endif

double peak_f32(int64_t rounds) {
  Vector sums[chains];
  for (int i = 0; i < chains; ++i) sums[i] = Vector{} + static_cast<float>(i);
  Vector a{}, b{};
  a += 1.0000001f;
  b += 0.9999999f;
  for (int64_t r = 0; r < rounds; ++r) {
#pragma GCC unroll 24
    for (int i = 0; i < chains; ++i) sums[i] = a * sums[i] + b;
  }
  volatile float sink = 0;
  for (const Vector& v : sums) sink = sink + v[0];
  return 2.0 * lanes * chains * static_cast<double>(rounds);
}

#ifdef __AVX512BF16__
double peak_bf16(int64_t rounds) {
  __m512 sums[chains];
  for (int i = 0; i < chains; ++i) sums[i] = _mm512_set1_ps(static_cast<float>(i));
  const auto a = _mm512_cvtne2ps_pbh(_mm512_set1_ps(1.f), _mm512_set1_ps(0.5f));
  for (int64_t r = 0; r < rounds; ++r) {
#pragma GCC unroll 24
    for (int i = 0; i < chains; ++i) sums[i] = _mm512_dpbf16_ps(sums[i], a, a);
  }
  volatile float sink = 0;
  for (const auto& s : sums) sink = sink + _mm512_cvtss_f32(s);
  return 4.0 * lanes * chains * static_cast<double>(rounds);
}
#else
constexpr double (*peak_bf16)(int64_t) = nullptr;
#endif

#ifdef __AVX2__
constexpr KernelsFor<float> f32{row_table<float>(),
                                plain_table<float>(),
                                max_pooling_table<float>(),
                                {winograd_table, winograd_weight_gradient_table, {}},
                                {}};
#else
constexpr KernelsFor<float> f32{row_table<float>(), plain_table<float>(), max_pooling_table<float>(), {}, {}};
#endif

#ifdef __AVX512BF16__
constexpr KernelsFor<bf16> b16{row_table<bf16>(),
                               plain_table<bf16>(),
                               max_pooling_table<bf16>(),
                               {convolution_table, weight_gradient_table, backward_table},
                               convolution1x1::table};
#else
constexpr KernelsFor<bf16> b16{row_table<bf16>(), plain_table<bf16>(), max_pooling_table<bf16>(), {}, {}};
#endif

}  // namespace

extern const Kernels RESNET_ISA_TABLE;
const Kernels RESNET_ISA_TABLE = {RESNET_ISA_NAME, f32, b16, sgd, peak_f32, peak_bf16};

}  // namespace resnet
