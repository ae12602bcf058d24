// Passes over rows by channels. Reductions go through chunks of rows that fit the first-level cache: float
// accumulators in registers within a chunk, doubles across chunks.
#pragma once

#include "kernels/kernels.h"
#include "kernels/vector.h"

namespace resnet {
namespace {

constexpr int64_t chunk_bytes = 16 << 10;

template <class F>
inline void for_chunks(int64_t rows, int64_t row_bytes, F f) {
  const int64_t chunk = chunk_bytes / row_bytes > 8 ? chunk_bytes / row_bytes : 8;
  for (int64_t r = 0; r < rows; r += chunk) f(r, r + chunk < rows ? r + chunk : rows);
}

template <class Width>
inline void add_to(double* sums, Vector v, Width width) {
  for (int i = 0; i < width; ++i) sums[i] += v[i];
}

// Two independent sets of accumulators hide the latency of the additions.
template <class F>
inline void unroll_two(int64_t begin, int64_t end, F f) {
  int64_t r = begin;
  for (; r + 2 <= end; r += 2) {
    f(r, 0);
    f(r + 1, 1);
  }
  if (r < end) f(r, 0);
}

template <class T>
void channel_sums(const T* x, int64_t rows, int64_t channels, double* sum, double* squares) {
  for_chunks(rows, channels * sizeof(T), [&](int64_t begin, int64_t end) {
    for_channel_blocks(channels, [&](int64_t c, auto width) {
      Vector s[2]{}, q[2]{};
      unroll_two(begin, end, [&](int64_t r, int k) {
        const Vector v = load(x + r * channels + c, width);
        s[k] += v;
        q[k] += v * v;
      });
      add_to(sum + c, s[0] + s[1], width);
      add_to(squares + c, q[0] + q[1], width);
    });
  });
}

template <class T, bool normalized, bool added, bool rectified>
void normalize_as(const T* x, const T* addend, T* y, int64_t rows, int64_t channels, const float* scale,
                  const float* shift) {
  for_chunks(rows, channels * sizeof(T), [&](int64_t begin, int64_t end) {
    for_channel_blocks(channels, [&](int64_t c, auto width) {
      const Vector factor = normalized ? load(scale + c, width) : Vector{};
      const Vector constant = normalized ? load(shift + c, width) : Vector{};
      for (int64_t r = begin; r < end; ++r) {
        const int64_t i = r * channels + c;
        Vector v = load(x + i, width);
        if constexpr (normalized) v = factor * v + constant;
        if constexpr (added) v += load(addend + i, width);
        if constexpr (rectified) v = relu(v);
        store(y + i, v, width);
      }
    });
  });
}

template <class T>
void normalize(const T* x, const T* addend, T* y, int64_t rows, int64_t channels, const float* scale,
               const float* shift, bool relu) {
  const auto call = [&](auto normalized, auto added, auto rectified) {
    normalize_as<T, normalized.value, added.value, rectified.value>(x, addend, y, rows, channels, scale, shift);
  };
  using yes = std::true_type;
  using no = std::false_type;
  const auto with_relu = [&](auto normalized, auto added) {
    relu ? call(normalized, added, yes{}) : call(normalized, added, no{});
  };
  const auto with_addend = [&](auto normalized) {
    addend ? with_relu(normalized, yes{}) : with_relu(normalized, no{});
  };
  scale ? with_addend(yes{}) : with_addend(no{});
}

// The gradient where the mask lets it pass.
template <Mask mask, class T, class Width>
inline Vector masked(const GradientInputs<T>& in, int64_t i, int64_t c, Vector gradient, Vector x, Width width) {
  if constexpr (mask == Mask::output) return where_positive(load(in.output + i, width), gradient);
  if constexpr (mask == Mask::recomputed)
    return where_positive(load(in.scale + c, width) * x + load(in.shift + c, width), gradient);
  return gradient;
}

template <class T, Mask mask, bool second>
void gradient_sums_as(const GradientInputs<T>& in, T* dz, int64_t rows, int64_t channels, double* sum,
                      double* products) {
  for_chunks(rows, channels * sizeof(T), [&](int64_t begin, int64_t end) {
    for_channel_blocks(channels, [&](int64_t c, auto width) {
      const Vector center = load(in.mean + c, width);
      Vector s[2]{}, p[2]{};
      unroll_two(begin, end, [&](int64_t r, int k) {
        const int64_t i = r * channels + c;
        const Vector x = load(in.src + i, width);
        Vector g = load(in.gradient + i, width);
        if constexpr (second) g += load(in.second + i, width);
        g = masked<mask>(in, i, c, g, x, width);
        if (dz) store(dz + i, g, width);
        s[k] += g;
        p[k] += g * (x - center);
      });
      add_to(sum + c, s[0] + s[1], width);
      add_to(products + c, p[0] + p[1], width);
    });
  });
}

template <class F>
inline void with_mask(Mask mask, F f) {
  switch (mask) {
    case Mask::none: return f(std::integral_constant<Mask, Mask::none>{});
    case Mask::recomputed: return f(std::integral_constant<Mask, Mask::recomputed>{});
    case Mask::output: return f(std::integral_constant<Mask, Mask::output>{});
  }
}

template <class T>
void gradient_sums(const GradientInputs<T>& in, T* dz, int64_t rows, int64_t channels, double* sum, double* products) {
  with_mask(in.mask, [&](auto mask) {
    in.second ? gradient_sums_as<T, mask.value, true>(in, dz, rows, channels, sum, products)
              : gradient_sums_as<T, mask.value, false>(in, dz, rows, channels, sum, products);
  });
}

template <class T>
void normalization_gradient(const GradientInputs<T>& in, const GradientFactors& factors, T* dx, int64_t rows,
                            int64_t channels) {
  with_mask(in.mask, [&](auto mask) {
    for_chunks(rows, channels * sizeof(T), [&](int64_t begin, int64_t end) {
      for_channel_blocks(channels, [&](int64_t c, auto width) {
        const auto of = [&](const float* factor) { return load(factor + c, width); };
        const Vector k_gradient = of(factors.gradient), k_src = of(factors.src), k_one = of(factors.one);
        for (int64_t r = begin; r < end; ++r) {
          const int64_t i = r * channels + c;
          const Vector x = load(in.src + i, width);
          const Vector g = masked<mask.value>(in, i, c, load(in.gradient + i, width), x, width);
          store(dx + i, k_gradient * g + (k_src * x + k_one), width);
        }
      });
    });
  });
}

template <class T>
void masked_gradient(const T* gradient, const T* second, const T* output, T* dz, int64_t size) {
  for_channel_blocks(size, [&](int64_t i, auto width) {
    Vector g = load(gradient + i, width);
    if (second) g += load(second + i, width);
    if (output) g = where_positive(load(output + i, width), g);
    store(dz + i, g, width);
  });
}

template <class T>
void channel_means(const T* x, int64_t rows, int64_t channels, float* mean) {
  for_channel_blocks(channels, [&](int64_t c, auto width) {
    Vector sum{};
    for (int64_t r = 0; r < rows; ++r) sum += load(x + r * channels + c, width);
    store(mean + c, sum / static_cast<float>(rows), width);
  });
}

template <class T>
void broadcast(const float* values, float factor, T* x, int64_t rows, int64_t channels) {
  for (int64_t r = 0; r < rows; ++r) {
    for_channel_blocks(
        channels, [&](int64_t c, auto width) { store(x + r * channels + c, load(values + c, width) * factor, width); });
  }
}

template <class T>
void from_float(const float* x, T* y, int64_t size) {
  for_channel_blocks(size, [&](int64_t i, auto width) { store(y + i, load(x + i, width), width); });
}

template <class T>
void from_bytes(const uint8_t* x, const float* mean, const float* scale, T* y, int64_t size) {
  const auto doubles = [](Vector v) { return __builtin_convertvector(v, Doubles); };
  for_channel_blocks(size, [&](int64_t i, auto width) {
    const Doubles bytes = __builtin_convertvector(load_raw<Bytes>(x + i, width, 1), Doubles);
    const Doubles scaled = (bytes - doubles(load(mean + i, width))) * doubles(load(scale + i, width));
    store(y + i, __builtin_convertvector(scaled, Vector), width);
  });
}

template <class T>
constexpr RowKernels<T> row_table() {
  return {channel_sums<T>,    normalize<T>,     gradient_sums<T>, normalization_gradient<T>,
          masked_gradient<T>, channel_means<T>, broadcast<T>,     from_float<T>,
          from_bytes<T>};
}

}  // namespace
}  // namespace resnet
