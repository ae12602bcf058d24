// Memory planned once: every buffer has a first and a last use on one time axis (forward, then backward), and buffers
// whose lives do not overlap share addresses.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace resnet {

using BufferId = int;

// Zeros, aligned to huge pages and backed by them where the system grants it. Until it is used it takes address space
// and no memory: what a session needs can be said before it is taken.
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

// What is known of a buffer before it has an address: its size, and when it is used first and last.
struct Buffer {
  size_t bytes;
  int birth, death;
};

// Where each buffer begins, and what all of them take.
struct Layout {
  std::vector<size_t> offsets;
  size_t bytes;
};

// Gives each buffer a place that is free during its whole life.
Layout lay_out(const std::vector<Buffer>& buffers);

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
    return id < 0 ? nullptr : reinterpret_cast<T*>(block_->data() + layout_.offsets[id]);
  }
  size_t bytes() const { return block_->bytes(); }

 private:
  std::vector<Buffer> buffers_;
  Layout layout_{};
  std::unique_ptr<Block> block_;
};

}  // namespace resnet
