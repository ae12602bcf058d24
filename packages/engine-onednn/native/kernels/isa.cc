// Compiled once per instruction set, with RESNET_ISA_TABLE naming the table and RESNET_ISA_NAME the set.
#include "kernels/max_pooling.h"
#include "kernels/peak.h"
#include "kernels/plain_products.h"
#include "kernels/rows.h"

// The kernels that src/own-kernels.ts names for the set.
#if defined(__AVX512F__)
#include "kernels/winograd.h"
#include "kernels/winograd_weight_gradient.h"
#elif defined(__AVX2__)
#include "kernels/implicit_gemm.h"
#include "kernels/winograd_backward.h"
#endif
#if defined(__AMX_BF16__)
#include "kernels/backward3x3.h"
#elif defined(__AVX512BF16__)
#include "kernels/backward1x1.h"
#include "kernels/backward3x3.h"
#endif

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

template <class T>
using Convolutions = std::array<ConvolutionTable<T>, 2>;

#if defined(__AVX512F__)
constexpr Convolutions<float> convolutions_f32{{{winograd_table, winograd_weight_gradient_table, {}}}};
#elif defined(__AVX2__)
constexpr Convolutions<float> convolutions_f32{
    {{winograd_table, winograd_weight_gradient_table, winograd_backward_table},
     {implicit_gemm_table, implicit_gemm_weight_gradient_table, {}}}};
#else
constexpr Convolutions<float> convolutions_f32{};
#endif
constexpr KernelsFor<float> f32{row_table<float>(), plain_table<float>(), max_pooling_table<float>(), convolutions_f32};

#ifdef __AVX512BF16__
#ifdef __AMX_BF16__
constexpr Convolutions<bf16> convolutions_bf16{{{convolution_table, weight_gradient_table, backward_table}}};
#else
constexpr Convolutions<bf16> convolutions_bf16{
    {{convolution_table, weight_gradient_table, backward_table}, convolution1x1::table}};
#endif
constexpr KernelsFor<bf16> b16{row_table<bf16>(), plain_table<bf16>(), max_pooling_table<bf16>(), convolutions_bf16};
#else
constexpr KernelsFor<bf16> b16{};  // there is no bf16 arithmetic
#endif

}  // namespace

extern const Kernels RESNET_ISA_TABLE;
const Kernels RESNET_ISA_TABLE = {RESNET_ISA_NAME, f32, b16, sgd, peak_f32, peak_bf16};

}  // namespace resnet
