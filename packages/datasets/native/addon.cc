// The addon of src/photos/photo-addon.ts, which says what each function does.
#include <napi.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "decode_jpeg.h"
#include "pixel_loops.h"

namespace {

template <class T>
T field(const Napi::Object& object, const char* name) {
  return object.Get(name).As<T>();
}

int number(const Napi::Object& object, const char* name) { return field<Napi::Number>(object, name).Int32Value(); }

// Nothing is read or written beyond an array, whatever is asked for.
void check(Napi::Env env, bool fits, const char* what) {
  if (!fits) throw Napi::RangeError::New(env, std::string("expected ") + what);
}

template <class Element>
Napi::TypedArrayOf<Element> array(const Napi::Value& value) {
  check(value.Env(), value.IsTypedArray() && value.As<Napi::TypedArray>().ElementSize() == sizeof(Element),
        "an array of another kind");
  return value.As<Napi::TypedArrayOf<Element>>();
}

// `first` and `weights` fit an axis of `size` pixels.
resnet::FilterWeights filter_weights(const Napi::Object& object, int size) {
  const auto first = array<int32_t>(object.Get("first")), weights = array<int32_t>(object.Get("weights"));
  const resnet::FilterWeights filter{number(object, "taps"), static_cast<int>(first.ElementLength()), first.Data(),
                                     weights.Data()};
  const auto inside = [&](int from) { return from >= 0 && from <= size - filter.taps; };
  check(object.Env(),
        filter.taps > 0 && filter.pixels > 0 && weights.ElementLength() == size_t(filter.taps) * filter.pixels &&
            std::is_sorted(filter.first, filter.first + filter.pixels) && inside(filter.first[0]) &&
            inside(filter.first[filter.pixels - 1]),
        "weights of pixels that are there");
  return filter;
}

struct Pixels {
  const uint8_t* bytes;
  int width, height;
};

Pixels pixels(const Napi::Object& object) {
  const auto bytes = array<uint8_t>(object.Get("bytes"));
  const Pixels pixels{bytes.Data(), number(object, "width"), number(object, "height")};
  check(object.Env(),
        pixels.width > 0 && pixels.height > 0 && bytes.ElementLength() == size_t{3} * pixels.width * pixels.height,
        "three bytes for each pixel");
  return pixels;
}

void resize(const Napi::CallbackInfo& info) {
  const auto photo = pixels(info[0].As<Napi::Object>());
  const auto columns = filter_weights(info[1].As<Napi::Object>(), photo.width);
  const auto rows = filter_weights(info[2].As<Napi::Object>(), photo.height);
  auto target = array<uint8_t>(info[3]);
  check(info.Env(), target.ElementLength() == size_t{3} * columns.pixels * rows.pixels, "room for the resized pixels");
  resnet::resize(photo.bytes, size_t{3} * photo.width, columns, rows, target.Data());
}

void write_view(const Napi::CallbackInfo& info) {
  const auto object = info[0].As<Napi::Object>();
  auto target = array<float>(info[1]);
  const auto resized = pixels(field<Napi::Object>(object, "resized"));
  const int left = number(object, "left"), top = number(object, "top");
  const auto shift = array<double>(object.Get("shift")), scale = array<double>(object.Get("scale"));
  const auto mean = array<float>(object.Get("mean"));
  resnet::View view{};
  view.width = number(object, "width");
  view.height = number(object, "height");
  check(info.Env(),
        left >= 0 && top >= 0 && view.width > 0 && view.height > 0 && view.width <= resized.width - left &&
            view.height <= resized.height - top,
        "a view within the resized pixels");
  const size_t length = size_t{3} * view.width * view.height;
  check(info.Env(),
        target.ElementLength() == length && shift.ElementLength() == 3 && scale.ElementLength() == 3 &&
            (mean.ElementLength() == 3 || mean.ElementLength() == length),
        "three numbers for each pixel, and three or as many for the mean");
  view.row_length = size_t{3} * resized.width;
  view.bytes = resized.bytes + top * view.row_length + size_t{3} * left;
  view.flip = field<Napi::Boolean>(object, "flip");
  std::copy_n(shift.Data(), 3, view.shift);
  std::copy_n(scale.Data(), 3, view.scale);
  view.clipped = field<Napi::Boolean>(object, "clipped");
  view.mean = mean.Data();
  view.mean_by_pixel = mean.ElementLength() != 3;
  view.mean_flipped = field<Napi::Boolean>(object, "meanFlipped");
  resnet::write_view(view, target.Data());
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports["decode"] = Napi::Function::New(env, resnet::decode_jpeg);
  exports["resize"] = Napi::Function::New(env, resize);
  exports["writeView"] = Napi::Function::New(env, write_view);
  return exports;
}

}  // namespace

NODE_API_MODULE(photos, init)
