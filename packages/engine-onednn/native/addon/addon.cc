// What the addon exports; src/binding.ts has its types.
#include <napi.h>

#include <algorithm>
#include <memory>

#include "addon/arguments.h"
#include "addon/errors.h"
#include "addon/promised_call.h"
#include "kernels/kernels.h"
#include "planning/session.h"
#include "runtime/computing_thread.h"
#include "runtime/forced_isa.h"
#include "runtime/register_peak.h"

namespace resnet {

namespace {

class NativeSession : public Napi::ObjectWrap<NativeSession> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(
        env, "NativeSession",
        {InstanceMethod<&NativeSession::train_step>("trainStep"),
         InstanceMethod<&NativeSession::gradients>("gradients"),
         InstanceMethod<&NativeSession::update_statistics>("updateStatistics"),
         InstanceMethod<&NativeSession::predict>("predict"), InstanceMethod<&NativeSession::read>("read"),
         InstanceMethod<&NativeSession::write>("write"), InstanceMethod<&NativeSession::close>("close"),
         InstanceAccessor<&NativeSession::memory_bytes>("memoryBytes"),
         InstanceAccessor<&NativeSession::work_seconds>("workSeconds")});
  }

  explicit NativeSession(const Napi::CallbackInfo& info) : Napi::ObjectWrap<NativeSession>(info) {
    guarded(info.Env(), [&] {
      const Plan plan = plan_from(info[0].As<Napi::Object>());
      on_computing_thread([&] { naming_onednn([&] { session_ = std::make_unique<Session>(plan); }); });
    });
  }

 private:
  Session& session(Napi::Env env) {
    if (!session_) throw Napi::Error::New(env, "the session is closed");
    return *session_;
  }

  // The session while no call computes: it has one set of buffers.
  Session& idle_session(Napi::Env env) {
    if (busy_) throw Napi::Error::New(env, "this session is computing: await its last call before the next");
    return session(env);
  }

  static const int32_t* integers(const Napi::Value& v) { return v.As<Napi::Int32Array>().Data(); }

  static Napi::Object object_from(Napi::Env env, const StepResult& r) {
    auto o = Napi::Object::New(env);
    o.Set("loss", r.loss);
    o.Set("errors", static_cast<double>(r.errors));
    o.Set("top5Errors", static_cast<double>(r.top5_errors));
    return o;
  }

  static Napi::Value copy(Napi::Env env, const float* data, int64_t size) {
    auto array = Napi::Float32Array::New(env, size);
    std::copy(data, data + size, array.Data());
    return array;
  }

  // The array named: `parameters` or `momentum`.
  static float* array(const Session& s, const Napi::Value& name) {
    const std::string which = name.ToString();
    if (which == "parameters") return s.parameters().values;
    if (which == "momentum" && !s.plan().inference) return s.parameters().momentum;
    throw std::invalid_argument("expected parameters or momentum, got " + which);
  }

  // `compute` of the session on the computing thread, then a promised `answer`.
  template <class Compute, class Answer>
  Napi::Value promised(const Napi::CallbackInfo& info, Compute compute, Answer answer) {
    return guarded(info.Env(), [&] {
      Session& s = idle_session(info.Env());
      auto run = [&s, compute] { return compute(s); };
      return PromisedCall<decltype(run), Answer>::start(info, busy_, run, answer);
    });
  }

  Napi::Value train_step(const Napi::CallbackInfo& info) {
    const Images images = images_from(info[0]);
    const int32_t* labels = integers(info[1]);
    const float rate = info[2].As<Napi::Number>().FloatValue();
    return promised(
        info, [=](Session& s) { return s.train_step(images, labels, rate); }, object_from);
  }

  Napi::Value gradients(const Napi::CallbackInfo& info) {
    const Images images = images_from(info[0]);
    const int32_t* labels = integers(info[1]);
    return promised(
        info, [=](Session& s) { return s.gradients(images, labels); },
        [this](Napi::Env env, const StepResult& r) {
          auto o = object_from(env, r);
          o.Set("gradients", copy(env, session_->parameters().gradients, session_->plan().parameter_count));
          return o;
        });
  }

  Napi::Value update_statistics(const Napi::CallbackInfo& info) {
    const Images images = images_from(info[0]);
    const float weight = info[1].As<Napi::Number>().FloatValue();
    return promised(
        info, [=](Session& s) { return s.update_statistics(images, weight), true; },
        [](Napi::Env env, bool) { return env.Undefined(); });
  }

  Napi::Value predict(const Napi::CallbackInfo& info) {
    const Images images = images_from(info[0]);
    const int64_t count = info[1].As<Napi::Number>().Int64Value();
    return promised(
        info, [=](Session& s) { return s.predict(images, count); },
        [this, count](Napi::Env env, const float* logits) {
          return copy(env, logits, count * session_->plan().classes);
        });
  }

  Napi::Value read(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const Session& s = idle_session(info.Env());
      return copy(info.Env(), array(s, info[0]), s.plan().parameter_count);
    });
  }

  void write(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] {
      Session& s = idle_session(info.Env());
      const auto given = info[1].As<Napi::Float32Array>();
      const int64_t expected = s.plan().parameter_count, found = given.ElementLength();
      if (found != expected)
        throw std::invalid_argument("expected " + std::to_string(expected) + " numbers, got " + std::to_string(found));
      std::copy(given.Data(), given.Data() + expected, array(s, info[0]));
      s.parameters_changed();
    });
  }

  void close(const Napi::CallbackInfo& info) {
    if (busy_) throw Napi::Error::New(info.Env(), "this session is computing: await its last call before close");
    session_.reset();
  }

  Napi::Value memory_bytes(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      return Napi::Number::New(info.Env(), static_cast<double>(session(info.Env()).memory_bytes()));
    });
  }

  Napi::Value work_seconds(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      auto seconds = Napi::Object::New(info.Env());
      for (size_t i = 0; i < work_names.size(); ++i)
        seconds.Set(work_names[i], idle_session(info.Env()).clock().seconds()[i]);
      return seconds;
    });
  }

  std::unique_ptr<Session> session_;
  bool busy_ = false;  // a call computes
};

Napi::Value measure_peak(const Napi::CallbackInfo& info) {
  const auto precision = info[0].ToString().Utf8Value() == "bf16" ? Precision::bf16 : Precision::f32;
  const double peak = register_peak(precision, info[1].As<Napi::Number>().Int32Value());
  return peak > 0 ? Napi::Number::New(info.Env(), peak) : info.Env().Null();
}

// The offset of each of some buffers in the arena that they share.
Napi::Value lay_out_buffers(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const Layout layout = lay_out(buffers_from(info[0]));
    auto offsets = Napi::Float64Array::New(info.Env(), layout.offsets.size());
    std::copy(layout.offsets.begin(), layout.offsets.end(), offsets.Data());
    return offsets;
  });
}

// Crops as a session in float32 sees them.
Napi::Value cut_crops(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const Shape shape = shape_from(info[1].As<Napi::Object>());
    const int64_t count = info[0].As<Napi::Object>().Get("places").As<Napi::Int32Array>().ElementLength() / 4;
    auto images = Napi::Float32Array::New(info.Env(), count * shape.size());
    write_images(images_from(info[0]), count, shape, info[2].As<Napi::Number>().Int32Value(), images.Data());
    return images;
  });
}

Napi::Value measure_clock(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), clock_rate()); }

Napi::Object start(Napi::Env env, Napi::Object exports) {
  const std::string isa = guarded(env, [] {
    const std::string chosen = kernels().isa;
    limit_onednn_to_forced_isa();
    return chosen;
  });
  const dnnl_version_t* v = dnnl_version();
  exports.Set("NativeSession", NativeSession::define(env));
  exports.Set("measurePeak", Napi::Function::New(env, measure_peak));
  exports.Set("layOut", Napi::Function::New(env, lay_out_buffers));
  exports.Set("cutCrops", Napi::Function::New(env, cut_crops));
  exports.Set("measureClock", Napi::Function::New(env, measure_clock));
  exports.Set("isa", isa);
  auto isas = Napi::Array::New(env);
  for (const std::string& name : instruction_sets()) isas.Set(isas.Length(), name);
  exports.Set("isas", isas);
  exports.Set("hasBf16", kernels().peak_bf16 != nullptr);
  exports.Set("onednnVersion",
              std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch));
  return exports;
}

}  // namespace

NODE_API_MODULE(resnet_onednn, start)

}  // namespace resnet
