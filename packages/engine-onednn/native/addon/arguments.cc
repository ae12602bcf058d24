#include "addon/arguments.h"

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace resnet {

namespace {

double number(const Napi::Object& o, const char* key) {
  const Napi::Value value = o.Get(key);
  if (!value.IsNumber()) throw std::invalid_argument(std::string("expected a number as ") + key);
  return value.As<Napi::Number>().DoubleValue();
}

int64_t integer(const Napi::Object& o, const char* key) { return static_cast<int64_t>(number(o, key)); }
float real(const Napi::Object& o, const char* key) { return static_cast<float>(number(o, key)); }
bool flag(const Napi::Object& o, const char* key) { return o.Get(key).ToBoolean(); }
std::string text(const Napi::Object& o, const char* key) { return o.Get(key).ToString(); }

template <class F>
void each(const Napi::Value& array_of_objects, F f) {
  const auto array = array_of_objects.As<Napi::Array>();
  for (uint32_t i = 0; i < array.Length(); ++i) f(array.Get(i).As<Napi::Object>());
}
template <class F>
void each(const Napi::Object& o, const char* key, F f) {
  each(o.Get(key), f);
}

OperationKind kind_from(const std::string& name) {
  if (name == "convolution") return OperationKind::convolution;
  if (name == "pointwise") return OperationKind::pointwise;
  if (name == "max-pooling") return OperationKind::max_pooling;
  if (name == "global-average-pooling") return OperationKind::global_average_pooling;
  if (name == "fully-connected") return OperationKind::fully_connected;
  if (name == "padded-identity") return OperationKind::padded_identity;
  throw std::invalid_argument("unknown operation " + name);
}

Maker maker_from(const std::string& name) {
  if (name == "own") return Maker::own;
  if (name == "onednn") return Maker::onednn;
  if (name == "plain") return Maker::plain;
  throw std::invalid_argument("unknown maker of a pass " + name);
}

Computation gradients_from(const std::string& name) {
  if (name == "weight-gradient") return Computation::weight_gradient;
  if (name == "data-gradient") return Computation::data_gradient;
  if (name == "both-gradients") return Computation::both_gradients;
  throw std::invalid_argument("unknown gradient " + name);
}

std::vector<std::string> texts(const Napi::Object& o, const char* key) {
  const auto array = o.Get(key).As<Napi::Array>();
  std::vector<std::string> all;
  for (uint32_t i = 0; i < array.Length(); ++i) all.push_back(array.Get(i).ToString());
  return all;
}

// Sets the flag of every name in the list.
void read_flags(const Napi::Object& o, const char* key, const std::map<std::string, bool*>& flags) {
  for (const std::string& name : texts(o, key)) {
    const auto flag = flags.find(name);
    if (flag == flags.end()) throw std::invalid_argument("unknown work " + name + " in " + key);
    *flag->second = true;
  }
}

InPassing in_passing_from(const Napi::Object& o, const char* key) {
  InPassing work;
  read_flags(o, key,
             {{"make-src", &work.make_src},
              {"take-statistics", &work.take_statistics},
              {"normalize-dst", &work.normalize_dst},
              {"make-dst-gradient", &work.make_dst_gradient},
              {"mask-src-gradient", &work.mask_src_gradient}});
  return work;
}

void read_convolution_passes(const Napi::Object& passes, Operation& op) {
  const auto forward = passes.Get("forward").As<Napi::Object>();
  op.forward = {maker_from(text(forward, "by")), in_passing_from(forward, "training"),
                in_passing_from(forward, "inference")};
  each(passes, "backward", [&](const Napi::Object& pass) {
    op.backward.push_back(
        {gradients_from(text(pass, "computes")), maker_from(text(pass, "by")), in_passing_from(pass, "inPassing")});
  });
  if (passes.Has("after")) op.after = static_cast<int>(integer(passes, "after"));
}

PointwisePasses pointwise_passes_from(const Napi::Object& passes) {
  PointwisePasses work;
  read_flags(passes, "training", {{"statistics", &work.statistics}, {"dst", &work.dst_in_training}});
  read_flags(passes, "inference", {{"dst", &work.dst_in_inference}});
  read_flags(passes, "backward", {{"mask", &work.mask}, {"src-gradient", &work.src_gradient}});
  return work;
}

Operation operation_from(const Napi::Object& o) {
  Operation op{};
  op.kind = kind_from(text(o, "kind"));
  op.src = static_cast<int>(integer(o, "src"));
  op.dst = static_cast<int>(integer(o, "dst"));
  switch (op.kind) {
    case OperationKind::convolution:
      op.weights = integer(o, "weights");
      read_convolution_passes(o.Get("passes").As<Napi::Object>(), op);
      [[fallthrough]];
    case OperationKind::max_pooling:
      op.kernel = integer(o, "kernel");
      op.stride = integer(o, "stride");
      op.padding = integer(o, "padding");
      break;
    case OperationKind::fully_connected:
      op.weights = integer(o, "weights");
      op.bias = integer(o, "bias");
      break;
    case OperationKind::padded_identity:
      op.stride = integer(o, "stride");
      op.averaged = flag(o, "averaged");
      op.channel_offset = integer(o, "channelOffset");
      break;
    case OperationKind::pointwise:
      op.pointwise = pointwise_passes_from(o.Get("passes").As<Napi::Object>());
      op.relu = flag(o, "relu");
      if (o.Has("addend")) op.addend = static_cast<int>(integer(o, "addend"));
      op.normalized = o.Has("normalization");
      if (op.normalized) {
        const auto n = o.Get("normalization").As<Napi::Object>();
        op.normalization = {integer(n, "scale"), integer(n, "shift"), integer(n, "runningMean"),
                            integer(n, "runningVariance"), real(n, "epsilon")};
      }
      break;
    case OperationKind::global_average_pooling: break;
  }
  return op;
}

const float* floats(const Napi::Value& v) { return v.As<Napi::Float32Array>().Data(); }

}  // namespace

Shape shape_from(const Napi::Object& o) { return {integer(o, "channels"), integer(o, "height"), integer(o, "width")}; }

Images images_from(const Napi::Value& v) {
  if (v.IsTypedArray()) return floats(v);
  const auto o = v.As<Napi::Object>();
  return Crops{o.Get("bytes").As<Napi::Uint8Array>().Data(), floats(o.Get("mean")), floats(o.Get("scale")),
               text(o, "padValue") == "black", o.Get("places").As<Napi::Int32Array>().Data()};
}

std::vector<Buffer> buffers_from(const Napi::Value& v) {
  std::vector<Buffer> buffers;
  each(v, [&](const Napi::Object& b) {
    buffers.push_back({static_cast<size_t>(integer(b, "bytes")), static_cast<int>(integer(b, "birth")),
                       static_cast<int>(integer(b, "death"))});
  });
  return buffers;
}

Plan plan_from(const Napi::Object& o) {
  Plan plan{};
  plan.precision = text(o, "precision") == "bf16" ? Precision::bf16 : Precision::f32;
  plan.threads = static_cast<int>(integer(o, "threads"));
  plan.inference = flag(o, "inference");
  plan.batch = integer(o, "batch");
  plan.passes = integer(o, "passes");
  plan.statistics_group = integer(o, "statisticsGroup");
  plan.classes = integer(o, "classes");
  plan.parameter_count = integer(o, "parameterCount");
  plan.logits = static_cast<int>(integer(o, "logits"));
  plan.momentum = real(o, "momentum");
  plan.weight_decay = real(o, "weightDecay");
  plan.nesterov = flag(o, "nesterov");
  plan.rate_inside = flag(o, "rateInside");
  each(o, "values", [&](const Napi::Object& v) { plan.values.push_back(shape_from(v)); });
  each(o, "operations", [&](const Napi::Object& op) { plan.operations.push_back(operation_from(op)); });
  each(o, "segments", [&](const Napi::Object& s) {
    plan.segments.push_back({integer(s, "begin"), integer(s, "size"), flag(s, "decays")});
  });
  return plan;
}

}  // namespace resnet
