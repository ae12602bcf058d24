#include "decode_jpeg.h"

#include <turbojpeg.h>

#include <cstdint>
#include <memory>

namespace resnet {
namespace {

struct Destroy {
  void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, Destroy>;

// A Uint8Array of that size, or null where there is no memory for it. Memory of the addon's own would be freed in a
// later turn of the event loop, which a worker that has always something to do does not take.
Napi::Value room_for(size_t size, const Napi::Function& allocate) {
  try {
    return allocate.Call({Napi::Number::New(allocate.Env(), static_cast<double>(size))});
  } catch (const Napi::Error&) {
    return allocate.Env().Null();
  }
}

}  // namespace

Napi::Value decode_jpeg(const Napi::CallbackInfo& info) {
  auto encoded = info[0].As<Napi::Uint8Array>();
  const Decoder decoder(tjInitDecompress());
  int width, height, subsampling, colours;
  if (!decoder || tjDecompressHeader3(decoder.get(), encoded.Data(), encoded.ByteLength(), &width, &height,
                                      &subsampling, &colours) != 0)
    return info.Env().Null();
  if (colours == TJCS_CMYK || colours == TJCS_YCCK) return info.Env().Null();
  // The size of a damaged file may be absurd. What is had of it is touched only as far as there are rows.
  const size_t size = size_t{3} * width * height;
  const Napi::Value bytes = room_for(size, info[1].As<Napi::Function>());
  if (!bytes.IsTypedArray() || bytes.As<Napi::TypedArray>().ByteLength() < size ||
      tjDecompress2(decoder.get(), encoded.Data(), encoded.ByteLength(), bytes.As<Napi::Uint8Array>().Data(), width, 0,
                    height, TJPF_RGB, TJFLAG_STOPONWARNING) != 0)
    return info.Env().Null();
  Napi::Object picture = Napi::Object::New(info.Env());
  picture["width"] = width;
  picture["height"] = height;
  picture["bytes"] = bytes;
  return picture;
}

}  // namespace resnet
