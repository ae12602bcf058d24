// JPEG to RGB by libjpeg-turbo: the addon of src/photos/decode/turbo-jpeg.ts.
#include <napi.h>
#include <turbojpeg.h>

#include <cstdint>
#include <memory>

namespace {

struct Destroy {
  void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, Destroy>;

/// new Uint8Array(size), or null where there is no memory for it. Memory of the addon's own would be freed in a later
/// turn of the event loop, which a worker that has always something to do does not take.
Napi::Value allocate(Napi::Env env, size_t size) {
  try {
    return env.Global().Get("Uint8Array").As<Napi::Function>().New({Napi::Number::New(env, static_cast<double>(size))});
  } catch (const Napi::Error&) {
    return env.Null();
  }
}

/// decode(encoded: Uint8Array): { width, height, bytes } | null. Null: no JPEG, one of four inks, or one that
/// libjpeg-turbo does not decode without a warning.
Napi::Value decode(const Napi::CallbackInfo& info) {
  auto encoded = info[0].As<Napi::Uint8Array>();
  const Decoder decoder(tjInitDecompress());
  int width, height, subsampling, colours;
  if (!decoder || tjDecompressHeader3(decoder.get(), encoded.Data(), encoded.ByteLength(), &width, &height,
                                      &subsampling, &colours) != 0)
    return info.Env().Null();
  if (colours == TJCS_CMYK || colours == TJCS_YCCK) return info.Env().Null();
  // The size of a damaged file may be absurd. What is had of it is touched only as far as there are rows.
  const Napi::Value bytes = allocate(info.Env(), size_t{3} * width * height);
  if (bytes.IsNull() ||
      tjDecompress2(decoder.get(), encoded.Data(), encoded.ByteLength(), bytes.As<Napi::Uint8Array>().Data(), width, 0,
                    height, TJPF_RGB, TJFLAG_STOPONWARNING) != 0)
    return info.Env().Null();
  Napi::Object picture = Napi::Object::New(info.Env());
  picture["width"] = width;
  picture["height"] = height;
  picture["bytes"] = bytes;
  return picture;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports["decode"] = Napi::Function::New(env, decode);
  return exports;
}

}  // namespace

NODE_API_MODULE(jpeg_decoder, init)
