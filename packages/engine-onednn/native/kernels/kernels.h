// The addon's own vector code: passes over a matrix of rows (image, y, x) by channels, stored row by row.
// One source, compiled once per instruction set; `kernels()` picks the best one the processor has.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "kernels/bf16.h"

namespace resnet {

// y = relu(scale x + shift) > 0 decides which gradients pass; `output` where an addition came in between.
enum class Mask { none, recomputed, output };

// What the gradient of a batch normalization, with the addition and ReLU in its pass, is made from.
template <class T>
struct GradientInputs {
  const T* gradient = nullptr;                                      // of the layer's output
  const T* second = nullptr;                                        // a second contribution to it, or null
  const T* output = nullptr;                                        // for Mask::output
  const T* src = nullptr;                                           // what was normalized
  const float *scale = nullptr, *shift = nullptr, *mean = nullptr;  // of x; folded, y = scale x + shift
  Mask mask = Mask::none;

  // The inputs from element `i` on, the first of a row.
  GradientInputs from(int64_t i) const {
    const auto at = [i](const T* p) { return p ? p + i : nullptr; };
    return {at(gradient), at(second), at(output), at(src), scale, shift, mean, mask};
  }
  // With the channels' numbers of another statistics group, which lie `i` further on.
  GradientInputs with_channels(int64_t i) const {
    const auto at = [i](const float* p) { return p ? p + i : nullptr; };
    return {gradient, second, output, src, at(scale), at(shift), at(mean), mask};
  }
};

// By channel: dx = gradient mask(gradient of y) + src x + one.
struct GradientFactors {
  const float *gradient, *src, *one;

  GradientFactors with_channels(int64_t i) const { return {gradient + i, src + i, one + i}; }
};

template <class T>
struct RowKernels {
  // Adds the sum and the sum of squares of each channel to `sum` and `squares`.
  void (*channel_sums)(const T* x, int64_t rows, int64_t channels, double* sum, double* squares);
  // y = relu?(scale x + shift + addend?); a null scale means y = relu?(x + addend?).
  void (*normalize)(const T* x, const T* addend, T* y, int64_t rows, int64_t channels, const float* scale,
                    const float* shift, bool relu);
  // dz = mask(gradient + second), written where `dz` is not null; adds sum(dz) and sum(dz (x - mean)).
  void (*gradient_sums)(const GradientInputs<T>& in, T* dz, int64_t rows, int64_t channels, double* sum,
                        double* products);
  // dx, from one contribution to the gradient.
  void (*normalization_gradient)(const GradientInputs<T>& in, const GradientFactors& factors, T* dx, int64_t rows,
                                 int64_t channels);
  // dz = mask(gradient + second), without a normalization before the mask.
  void (*masked_gradient)(const T* gradient, const T* second, const T* output, T* dz, int64_t size);
  // Mean of each channel over the rows, as float.
  void (*channel_means)(const T* x, int64_t rows, int64_t channels, float* mean);
  // Every row becomes factor times `values`.
  void (*broadcast)(const float* values, float factor, T* x, int64_t rows, int64_t channels);
  void (*from_float)(const float* x, T* y, int64_t size);
  // y = (x - mean) scale, in double precision.
  void (*from_bytes)(const uint8_t* x, const float* mean, const float* scale, T* y, int64_t size);
};

struct SgdStep {
  float momentum, weight_decay, gradient_factor, step_factor;
  bool nesterov;
};

// Of a convolution whose padding keeps the size at stride 1, or, `turned`, of the one that makes its data gradient:
// `in` is then what the former wrote, `out` what it read.
struct ConvolutionShape {
  int64_t in_channels, in_height, in_width, out_channels, out_height, out_width, kernel, stride;
  bool is_turned = false;

  int64_t taps() const { return kernel * kernel; }
  int64_t padding() const { return (kernel - 1) / 2; }
  // Whether it is a convolution of this kernel size: of the turned ones, those with stride 1.
  bool is_convolution(int64_t size) const { return kernel == size && !(is_turned && stride > 1); }
  ConvolutionShape turned() const {
    return {out_channels, out_height, out_width, in_channels, in_height, in_width, kernel, stride, !is_turned};
  }
};

// What a convolution reads: x, or where `scale` is not null relu(scale x + shift), rounded to T.
template <class T>
struct Input {
  const T* data;
  const float *scale = nullptr, *shift = nullptr;

  Input from(int64_t i) const { return {data + i, scale, shift}; }
  Input with_channels(int64_t i) const { return scale ? Input{data, scale + i, shift + i} : *this; }
};

// What a convolution does with its sums on the way to memory: nothing, or one of the three.
template <class T>
struct Epilogue {
  // Adds the sum and the sum of squares of each output channel.
  double *sum = nullptr, *products = nullptr;
  // y = relu?(scale y + shift + addend?).
  const float *scale = nullptr, *shift = nullptr;
  const T* addend = nullptr;  // of the shape of the output
  bool relu = false;
  // Where its `src` is not null, y is the contribution to a gradient that `gradient` would be: y = mask(y + second),
  // and what is added to `sum` and `products` is sum(y) and sum(y (x - mean)).
  GradientInputs<T> masking{};

  // That of the outputs from number `i` on, the first of a pixel.
  Epilogue from(int64_t i) const {
    Epilogue e = *this;
    if (addend) e.addend += i;
    e.masking = masking.from(i);
    return e;
  }
};

// All null where no kernel of our own computes that on the instruction set. Activations are [image, y, x, channel].
template <class T>
struct ConvolutionKernels {
  // Whether the kernel can compute this shape; src/own-kernels.ts says where it does.
  bool (*computes)(const ConvolutionShape& shape);
  // Numbers of scratch that one thread needs.
  int64_t (*scratch)(const ConvolutionShape& shape);
  // Numbers of all weights in the kernel's own form.
  int64_t (*packed)(const ConvolutionShape& shape);
  // Weights from float32 [out, in, kernel, kernel], or of a turned shape [in, out, kernel, kernel], to the kernels' own
  // form: blocks [first, last) of 16 output channels.
  void (*pack_weights)(const ConvolutionShape& shape, const float* weights, int64_t first, int64_t last, T* packed);
  // Convolves `images` images.
  void (*run)(const ConvolutionShape& shape, const Input<T>& src, const T* weights, T* dst, int64_t images, T* scratch,
              const Epilogue<T>& epilogue);
};

// All null where there is none, likewise.
template <class T>
struct WeightGradientKernels {
  bool (*computes)(const ConvolutionShape& shape);
  // Numbers of scratch that one thread needs, whole cache lines.
  int64_t (*scratch)(const ConvolutionShape& shape);
  // Floats of a gradient in the kernel's own form.
  int64_t (*partial_size)(const ConvolutionShape& shape);
  // Adds the gradient of `images` images in that form.
  void (*add_partial)(const ConvolutionShape& shape, const T* src, const T* diff_dst, int64_t images, float* partial,
                      T* scratch);
  // The sum of `count` partial gradients, for input channels [begin, end), to [out, in, kernel, kernel].
  void (*gather)(const ConvolutionShape& shape, const float* partials, int64_t count, int64_t begin, int64_t end,
                 float* gradient);
};

// Both gradients of a convolution at once, from a gradient of its output that is computed as it is read. All null where
// there is none, likewise.
template <class T>
struct BackwardKernels {
  bool (*computes)(const ConvolutionShape& shape);
  // Numbers of scratch that one thread needs, whole cache lines.
  int64_t (*scratch)(const ConvolutionShape& shape);
  // Of `images` images: the weight gradient in the form of `WeightGradientKernels`, which is added to `partial`, and
  // the data gradient, with weights that `ConvolutionKernels` packed turned.
  void (*run)(const ConvolutionShape& shape, const Input<T>& src, const GradientInputs<T>& dst_gradient,
              const GradientFactors& factors, const T* weights, T* diff_src, int64_t images, float* partial, T* scratch,
              const Epilogue<T>& epilogue);
};

// Kernels that compute the same convolutions.
template <class T>
struct ConvolutionTable {
  ConvolutionKernels<T> convolution;
  WeightGradientKernels<T> weight_gradient;
  BackwardKernels<T> backward;
};

// What convolutions of any shape are made of. Rows of matrices are padded with zeros to multiples of `padding` numbers.
template <class T>
struct PlainKernels {
  int64_t padding;
  // sums[o] += x[i] weights[i][o], with `in` numbers i and `padded_out` numbers o.
  void (*add_products)(const T* x, int64_t in, const T* weights, int64_t padded_out, float* sums);
  // sums[i][o] += x[p][i] dy[p][o], pixels p of x being `pitch` numbers apart.
  void (*add_pixel_products)(const T* x, int64_t pitch, int64_t in, const float* dy, int64_t padded_out, int64_t pixels,
                             float* sums);
  // Rows of `channels` numbers to padded rows of float32.
  void (*pad_rows)(const T* x, int64_t rows, int64_t channels, int64_t padded, float* to);
};

// An input position of a window: the window's `tap`, the first channel at `data`.
template <class T>
struct Tap {
  int tap;
  const T* data;
};

// An output position that an input position is a tap of: which tap of which window had the maximum, and the gradient.
template <class T>
struct WonTap {
  int tap;
  const T* gradient;
  const uint16_t* winners;
};

// Of one position, all channels. NaN is greater than any number; of equal maxima the first wins.
template <class T>
struct MaxPoolingKernels {
  void (*maximum)(const Tap<T>* taps, int64_t count, int64_t channels, T* maximum, uint16_t* winners);
  // The sum of the gradients where the tap won.
  void (*gradient)(const WonTap<T>* taps, int64_t count, int64_t channels, T* gradient);
};

// The kernels for activations of one type.
template <class T>
struct KernelsFor {
  RowKernels<T> rows;
  PlainKernels<T> plain;
  MaxPoolingKernels<T> max_pooling;
  std::array<ConvolutionTable<T>, 2> convolutions;
};

struct Kernels {
  const char* isa;
  KernelsFor<float> f32;
  KernelsFor<bf16> b16;  // all null where there is no bf16 arithmetic
  // v = momentum v + gradient_factor (g + weight_decay w); w -= step_factor (nesterov ? momentum v +
  // gradient_factor (g + weight_decay w) : v).
  void (*sgd)(float* w, float* v, const float* g, int64_t size, const SgdStep& step);
  // Independent multiply-adds on registers; return the floating-point operations done.
  double (*peak_f32)(int64_t rounds);
  double (*peak_bf16)(int64_t rounds);  // null likewise
};

// The names of the instruction sets this processor has kernels for, fastest first.
std::vector<std::string> instruction_sets();

// Throws std::runtime_error where RESNET_ISA names one that the processor lacks or that does not exist.
const Kernels& kernels();

template <class T>
const KernelsFor<T>& kernels_for() {
  if constexpr (std::is_same_v<T, float>)
    return kernels().f32;
  else
    return kernels().b16;
}

}  // namespace resnet
