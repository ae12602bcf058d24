// JPEG to RGB by libjpeg-turbo: the addon of src/photos/decode/turbo-jpeg.ts.
#include <napi.h>
#include <turbojpeg.h>

#include <cstdint>
#include <memory>
#include <new>

namespace {

struct Destroy {
  void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, Destroy>;

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
  // The size of a damaged file may be absurd: memory that cannot be had must not end the process, as that of a
  // JavaScript array would, and is touched only as far as there are rows.
  const size_t size = size_t{3} * width * height;
  std::unique_ptr<uint8_t[]> pixels(new (std::nothrow) uint8_t[size]);
  if (!pixels || tjDecompress2(decoder.get(), encoded.Data(), encoded.ByteLength(), pixels.get(), width, 0, height,
                               TJPF_RGB, TJFLAG_STOPONWARNING) != 0)
    return info.Env().Null();
  Napi::Object picture = Napi::Object::New(info.Env());
  picture["width"] = width;
  picture["height"] = height;
  picture["bytes"] = Napi::Buffer<uint8_t>::NewOrCopy(info.Env(), pixels.release(), size,
                                                      [](Napi::Env, uint8_t* bytes) { delete[] bytes; });
  return picture;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports["decode"] = Napi::Function::New(env, decode);
  return exports;
}

}  // namespace

NODE_API_MODULE(jpeg_decoder, init)
