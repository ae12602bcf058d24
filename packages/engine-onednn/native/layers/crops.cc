#include "layers/crops.h"

#include <algorithm>
#include <type_traits>

#include "kernels/kernels.h"
#include "layers/layer.h"

namespace resnet {

namespace {

// One row of a crop: `width` pixels from column `right` of a row of the source, flipped or not; zeros outside of it,
// and where `source` is null.
template <class E>
void crop_row(const E* source, int64_t right, bool flip, int64_t width, int64_t channels, E* row) {
  std::fill_n(row, width * channels, E{0});
  if (!source) return;
  const int64_t first = std::max<int64_t>(0, -right), last = std::min(width, width - right);
  if (first >= last) return;
  source += right * channels;
  if (!flip) {
    std::copy(source + first * channels, source + last * channels, row + first * channels);
    return;
  }
  const auto turn = [&](auto channels) {
    for (int64_t x = first; x < last; ++x)
      for (int64_t c = 0; c < channels; ++c) row[(width - 1 - x) * channels + c] = source[x * channels + c];
  };
  channels == 3 ? turn(std::integral_constant<int64_t, 3>{}) : turn(channels);
}

template <class T>
void write_crops(const Crops& crops, int64_t count, const Shape& shape, int threads, T* dst) {
  const int64_t length = shape.width * shape.channels;
  std::vector<float> scale(length);
  for (int64_t i = 0; i < length; ++i) scale[i] = crops.scale[i % shape.channels];
  parallel(threads, count * shape.height, [&](int64_t begin, int64_t end, Worker) {
    std::vector<uint8_t> bytes(length);
    std::vector<float> mean(length);
    for (int64_t r = begin; r < end; ++r) {
      const int32_t* place = crops.places + r / shape.height * 4;
      const int64_t y = r % shape.height, down = place[1], right = place[2];
      const bool flip = place[3], inside = y + down >= 0 && y + down < shape.height;
      const auto crop = [&](const auto* image, auto& row) {
        crop_row(inside ? image + (y + down) * length : nullptr, right, flip, shape.width, shape.channels, row.data());
      };
      crop(crops.bytes + place[0] * shape.size(), bytes);
      if (!crops.black) crop(crops.mean, mean);
      const float* subtracted = crops.black ? crops.mean + y * length : mean.data();
      kernels_for<T>().rows.from_bytes(bytes.data(), subtracted, scale.data(), dst + r * length, length);
    }
  });
}

template <class T>
void write_floats(const float* images, int64_t size, int threads, T* dst) {
  parallel(threads, size, [&](int64_t begin, int64_t end, Worker) {
    kernels_for<T>().rows.from_float(images + begin, dst + begin, end - begin);
  });
}

}  // namespace

Images without_first(const Images& images, int64_t count, const Shape& shape) {
  if (const auto* numbers = std::get_if<const float*>(&images)) return *numbers + count * shape.size();
  Crops crops = std::get<Crops>(images);
  crops.places += 4 * count;
  return crops;
}

template <class T>
void write_images(const Images& images, int64_t count, const Shape& shape, int threads, T* dst) {
  if (const auto* floats = std::get_if<const float*>(&images))
    write_floats(*floats, count * shape.size(), threads, dst);
  else
    write_crops(std::get<Crops>(images), count, shape, threads, dst);
}

template void write_images(const Images&, int64_t, const Shape&, int, float*);
template void write_images(const Images&, int64_t, const Shape&, int, bf16*);

}  // namespace resnet
