// A call that computes beside the event loop.
#pragma once

#include <napi.h>

#include <optional>

#include "addon/errors.h"
#include "runtime/computing_thread.h"

namespace resnet {

// Runs `compute` on the computing thread and resolves a promise with what `answer` makes of its result on the thread of
// JavaScript. `this` and the arguments stay alive until then; `busy` is true as long.
template <class Compute, class Answer>
class PromisedCall : public Napi::AsyncWorker {
 public:
  static Napi::Value start(const Napi::CallbackInfo& info, bool& busy, Compute compute, Answer answer) {
    // Deletes itself.
    auto* call = new PromisedCall(info, busy, std::move(compute), std::move(answer));
    busy = true;
    call->Queue();
    return call->deferred_.Promise();
  }

 protected:
  void Execute() override {
    on_computing_thread([this] { naming_onednn([this] { result_ = compute_(); }); });
  }
  void OnOK() override {
    busy_ = false;
    deferred_.Resolve(answer_(Env(), *result_));
  }
  void OnError(const Napi::Error& error) override {
    busy_ = false;
    deferred_.Reject(error.Value());
  }

 private:
  PromisedCall(const Napi::CallbackInfo& info, bool& busy, Compute compute, Answer answer)
      : AsyncWorker(info.Env()),
        busy_(busy),
        compute_(std::move(compute)),
        answer_(std::move(answer)),
        deferred_(Napi::Promise::Deferred::New(info.Env())) {
    auto used = Napi::Array::New(info.Env());
    used.Set(0u, info.This());
    for (uint32_t i = 0; i < info.Length(); ++i) used.Set(i + 1, info[i]);
    used_ = Napi::Persistent(used.As<Napi::Object>());
  }

  bool& busy_;
  Compute compute_;
  Answer answer_;
  Napi::Promise::Deferred deferred_;
  Napi::ObjectReference used_;
  std::optional<decltype(std::declval<Compute>()())> result_;
};

}  // namespace resnet
