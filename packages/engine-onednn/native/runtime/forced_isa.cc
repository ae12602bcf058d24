#include "runtime/forced_isa.h"

#include <cstdlib>
#include <dnnl.hpp>
#include <map>
#include <stdexcept>
#include <string>

namespace resnet {

void limit_onednn_to_forced_isa() {
#ifdef __x86_64__
  using Isa = dnnl::cpu_isa;
  static const std::map<std::string, Isa> limits = {{"amx-bf16", Isa::avx512_core_amx},
                                                    {"avx512-bf16", Isa::avx512_core_bf16},
                                                    {"avx512", Isa::avx512_core},
                                                    {"avx2", Isa::avx2},
                                                    {"portable", Isa::sse41}};
  const char* forced = std::getenv("RESNET_ISA");
  const auto limit = limits.find(forced ? forced : "");
  if (limit == limits.end()) return;
  // A process may load the addon several times, and oneDNN may be limited only once.
  static const dnnl::status status = dnnl::set_max_cpu_isa(limit->second);
  if (status != dnnl::status::success)
    throw std::runtime_error("oneDNN refuses to be limited to " + limit->first +
                             ": it was used before, or it was built without that (unset RESNET_ISA)");
#endif
}

}  // namespace resnet
