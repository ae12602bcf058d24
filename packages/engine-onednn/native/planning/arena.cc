#include "planning/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>
#include <numeric>

namespace resnet {

namespace {

constexpr size_t alignment = 4096;
constexpr size_t huge_page = 2 << 20;

size_t round_up(size_t n, size_t to) { return (n + to - 1) / to * to; }

}  // namespace

Block::Block(size_t bytes) : bytes_(round_up(std::max<size_t>(bytes, 1), huge_page)) {
  data_ = static_cast<char*>(std::aligned_alloc(huge_page, bytes_));
  if (!data_) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  madvise(data_, bytes_, MADV_HUGEPAGE);
#endif
  std::fill(data_, data_ + bytes_, 0);
}

Block::~Block() { std::free(data_); }

BufferId Arena::add(size_t bytes, int time) {
  buffers_.push_back({round_up(bytes, alignment), 0, time, time});
  return static_cast<BufferId>(buffers_.size() - 1);
}

void Arena::use(BufferId id, int time) {
  buffers_[id].death = std::max(buffers_[id].death, time);
  buffers_[id].birth = std::min(buffers_[id].birth, time);
}

// Largest first, each at the lowest address that is free during its whole life.
void Arena::assign() {
  std::vector<int> order(buffers_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return buffers_[a].bytes > buffers_[b].bytes; });
  std::vector<const Buffer*> placed;  // by offset
  size_t total = 0;
  for (int id : order) {
    Buffer& buffer = buffers_[id];
    for (const Buffer* other : placed) {
      if (other->death < buffer.birth || buffer.death < other->birth) continue;
      if (buffer.offset + buffer.bytes <= other->offset) break;
      buffer.offset = std::max(buffer.offset, other->offset + other->bytes);
    }
    placed.insert(std::upper_bound(placed.begin(), placed.end(), &buffer,
                                   [](const Buffer* a, const Buffer* b) { return a->offset < b->offset; }),
                  &buffer);
    total = std::max(total, buffer.offset + buffer.bytes);
  }
  block_ = std::make_unique<Block>(total);
}

}  // namespace resnet
