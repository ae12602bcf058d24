// C++ exceptions as JavaScript errors.
#pragma once

#include <napi.h>

#include <stdexcept>
#include <string>

#include "runtime/onednn.h"

namespace resnet {

// Runs `f`; what oneDNN throws is said to be from there.
template <class F>
auto naming_onednn(F f) {
  try {
    return f();
  } catch (const dnnl::error& e) {
    throw std::runtime_error(std::string("oneDNN: ") + e.what());
  }
}

// Runs `f`, turning C++ exceptions into JavaScript errors.
template <class F>
auto guarded(Napi::Env env, F f) {
  try {
    return naming_onednn(f);
  } catch (const Napi::Error&) {
    throw;
  } catch (const std::length_error& e) {
    throw Napi::RangeError::New(env, e.what());
  } catch (const std::exception& e) {
    throw Napi::Error::New(env, e.what());
  }
}

}  // namespace resnet
