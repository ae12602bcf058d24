// Memory planned once: every buffer has a first and a last use on one time axis (forward, then backward), and buffers
// whose lives do not overlap share addresses.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace resnet {

using BufferId = int;

// Zeroed, aligned to huge pages and backed by them where the system grants it.
class Block {
 public:
  explicit Block(size_t bytes);
  ~Block();
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  char* data() const { return data_; }
  size_t bytes() const { return bytes_; }

 private:
  char* data_;
  size_t bytes_;
};

class Arena {
 public:
  // A buffer whose life begins at `time`.
  BufferId add(size_t bytes, int time);
  // Extends its life to include `time`.
  void use(BufferId id, int time);
  // Gives every buffer its address; no buffer may be added or used afterwards.
  void assign();
  template <class T>
  T* data(BufferId id) const {
    return id < 0 ? nullptr : reinterpret_cast<T*>(block_->data() + buffers_[id].offset);
  }
  size_t bytes() const { return block_->bytes(); }

 private:
  struct Buffer {
    size_t bytes, offset;
    int birth, death;
  };
  std::vector<Buffer> buffers_;
  std::unique_ptr<Block> block_;
};

}  // namespace resnet
