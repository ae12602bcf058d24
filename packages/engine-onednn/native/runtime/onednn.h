// What differs between oneDNN 2.x (operation descriptors) and 3.x (none), and how the addon runs primitives.
#pragma once

#include <dnnl.hpp>
#include <stdexcept>
#include <unordered_map>

#include "planning/plan.h"

namespace resnet {

template <class T>
constexpr dnnl::memory::data_type dnnl_type() {
  return sizeof(T) == 2 ? dnnl::memory::data_type::bf16 : dnnl::memory::data_type::f32;
}

// One CPU, one stream, and scratch memory shared by all primitives, which run one after the other.
struct Onednn {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
  dnnl::primitive_attr attributes;
  size_t scratch_bytes = 0;
  void* scratch = nullptr;  // set once every primitive is known

  Onednn() { attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user); }
  void need_scratch(size_t bytes) {
    if (bytes > scratch_bytes) scratch_bytes = bytes;
  }
};

// A primitive with its arguments, executed many times.
class Call {
 public:
  Call() = default;
  Call(Onednn& onednn, const dnnl::primitive& primitive, const dnnl::memory::desc& scratch,
       std::unordered_map<int, dnnl::memory> arguments)
      : onednn_(&onednn), primitive_(primitive), arguments_(std::move(arguments)) {
    onednn.need_scratch(scratch.get_size());
    scratch_ = dnnl::memory(scratch, onednn.engine, nullptr);
    arguments_.insert({DNNL_ARG_SCRATCHPAD, scratch_});
  }

  void operator()() {
    scratch_.set_data_handle(onednn_->scratch);
    primitive_.execute(onednn_->stream, arguments_);
    onednn_->stream.wait();  // not every runtime of oneDNN computes before it returns
  }

 private:
  Onednn* onednn_ = nullptr;
  dnnl::primitive primitive_;
  dnnl::memory scratch_;
  std::unordered_map<int, dnnl::memory> arguments_;
};

template <class Descriptor, class Primitive>
Call make_call(Onednn& onednn, const Descriptor& descriptor, const Primitive& primitive,
               std::unordered_map<int, dnnl::memory> arguments) {
  return Call(onednn, primitive, descriptor.scratchpad_desc(), std::move(arguments));
}

// The primitive descriptor of a forward primitive, and of a backward one with its forward hint.
#if DNNL_VERSION_MAJOR >= 3
template <class P, class... Args>
typename P::primitive_desc describe_forward(Onednn& o, Args&&... args) {
  return typename P::primitive_desc(o.engine, std::forward<Args>(args)..., o.attributes);
}
template <class P, class Hint, class... Args>
typename P::primitive_desc describe_backward(Onednn& o, const Hint& hint, Args&&... args) {
  return typename P::primitive_desc(o.engine, std::forward<Args>(args)..., hint, o.attributes);
}
#else
template <class P, class... Args>
typename P::primitive_desc describe_forward(Onednn& o, Args&&... args) {
  return typename P::primitive_desc(typename P::desc(std::forward<Args>(args)...), o.attributes, o.engine);
}
template <class P, class Hint, class... Args>
typename P::primitive_desc describe_backward(Onednn& o, const Hint& hint, Args&&... args) {
  return typename P::primitive_desc(typename P::desc(std::forward<Args>(args)...), o.attributes, o.engine, hint);
}
#endif

inline dnnl::memory::desc nhwc(int64_t batch, const Shape& s, dnnl::memory::data_type type) {
  return {{batch, s.channels, s.height, s.width}, type, dnnl::memory::format_tag::nhwc};
}

}  // namespace resnet
