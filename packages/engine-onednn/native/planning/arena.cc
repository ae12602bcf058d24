#include "planning/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <string>

namespace resnet {

namespace {

constexpr size_t alignment = 4096;
constexpr size_t huge_page = 2 << 20;

size_t round_up(size_t n, size_t to) { return (n + to - 1) / to * to; }

[[noreturn]] void refuse(size_t bytes) {
  throw std::length_error("this session needs " + std::to_string(bytes >> 20) +
                          " MiB of memory in one piece, which the system refuses: take a smaller mini-batch, compute "
                          "fewer statistics groups at once, or raise the limit (`ulimit -v`, vm.overcommit_memory)");
}

}  // namespace

#ifdef __SANITIZE_ADDRESS__

// AddressSanitizer watches the ends of what comes from the heap.
Block::Block(size_t bytes) : bytes_(round_up(std::max<size_t>(bytes, 1), huge_page)) {
  data_ = static_cast<char*>(std::aligned_alloc(huge_page, bytes_));
  if (!data_) refuse(bytes_);
  std::fill(data_, data_ + bytes_, 0);
}

Block::~Block() { std::free(data_); }

#else

Block::Block(size_t bytes) : bytes_(round_up(std::max<size_t>(bytes, 1), huge_page)) {
  const size_t mapped = bytes_ + huge_page;
  void* begin = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (begin == MAP_FAILED) refuse(bytes_);
  const size_t before = round_up(reinterpret_cast<uintptr_t>(begin), huge_page) - reinterpret_cast<uintptr_t>(begin);
  data_ = static_cast<char*>(begin) + before;
  if (before > 0) munmap(begin, before);
  munmap(data_ + bytes_, huge_page - before);
#ifdef MADV_HUGEPAGE
  madvise(data_, bytes_, MADV_HUGEPAGE);
#endif
}

Block::~Block() { munmap(data_, bytes_); }

#endif

// Largest first, each at the lowest address that is free during its whole life.
Layout lay_out(const std::vector<Buffer>& buffers) {
  const auto size = [&](int id) { return round_up(buffers[id].bytes, alignment); };
  std::vector<int> order(buffers.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return size(a) > size(b); });
  Layout layout{std::vector<size_t>(buffers.size()), 0};
  const auto end = [&](int id) { return layout.offsets[id] + size(id); };
  std::vector<int> placed;  // by offset
  for (int id : order) {
    size_t& offset = layout.offsets[id];
    for (int other : placed) {
      if (buffers[other].death < buffers[id].birth || buffers[id].death < buffers[other].birth) continue;
      if (end(id) <= layout.offsets[other]) break;
      offset = std::max(offset, end(other));
    }
    const auto before = [&](int a, int b) { return layout.offsets[a] < layout.offsets[b]; };
    placed.insert(std::upper_bound(placed.begin(), placed.end(), id, before), id);
    layout.bytes = std::max(layout.bytes, end(id));
  }
  return layout;
}

BufferId Arena::add(size_t bytes, int time) {
  buffers_.push_back({bytes, time, time});
  return static_cast<BufferId>(buffers_.size() - 1);
}

void Arena::use(BufferId id, int time) {
  buffers_[id].death = std::max(buffers_[id].death, time);
  buffers_[id].birth = std::min(buffers_[id].birth, time);
}

void Arena::assign() {
  layout_ = lay_out(buffers_);
  block_ = std::make_unique<Block>(layout_.bytes);
}

}  // namespace resnet
