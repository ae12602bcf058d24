// Picks the compiled instruction set at run time; RESNET_ISA forces a lower one.
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/kernels.h"

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace resnet {

#ifdef __x86_64__
extern const Kernels kernels_amx_bf16, kernels_avx512_bf16, kernels_avx512, kernels_avx2;
#endif
extern const Kernels kernels_portable;

namespace {

// Whether the processor has AMX and the system lets this process have its tiles, which threads save at every switch.
bool may_use_amx() {
#if defined(__x86_64__) && defined(__linux__)
  constexpr int request_permission = 0x1023, tile_data = 18;  // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
  return __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") &&
         syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
#else
  return false;
#endif
}

std::vector<const Kernels*> supported() {
  std::vector<const Kernels*> sets;
#ifdef __x86_64__
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  const bool bf16 = avx512 && __builtin_cpu_supports("avx512bf16");
  if (bf16 && may_use_amx()) sets.push_back(&kernels_amx_bf16);
  if (bf16) sets.push_back(&kernels_avx512_bf16);
  if (avx512) sets.push_back(&kernels_avx512);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(&kernels_avx2);
#endif
  sets.push_back(&kernels_portable);
  return sets;
}

const Kernels& choose() {
  const auto sets = supported();
  const char* wanted = std::getenv("RESNET_ISA");
  if (!wanted || !*wanted) return *sets.front();
  for (const Kernels* set : sets)
    if (wanted == std::string(set->isa)) return *set;
  std::string names;
  for (const std::string& name : instruction_sets()) names += (names.empty() ? "" : ", ") + name;
  throw std::runtime_error("RESNET_ISA must name an instruction set of this processor (" + names + "), got " + wanted);
}

}  // namespace

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (const Kernels* set : supported()) names.push_back(set->isa);
  return names;
}

const Kernels& kernels() {
  static const Kernels& chosen = choose();
  return chosen;
}

}  // namespace resnet
