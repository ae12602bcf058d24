#include "runtime/computing_thread.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <queue>
#include <thread>

namespace resnet {

namespace {

class ComputingThread {
 public:
  ComputingThread() {
    std::thread([this] { compute(); }).detach();
  }

  void run(const std::function<void()>& work) {
    std::packaged_task<void()> task(work);
    std::future<void> done = task.get_future();
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      tasks_.push(std::move(task));
    }
    asked_.notify_one();
    done.get();
  }

 private:
  void compute() {
    for (;;) next()();
  }

  std::packaged_task<void()> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    asked_.wait(lock, [this] { return !tasks_.empty(); });
    std::packaged_task<void()> task = std::move(tasks_.front());
    tasks_.pop();
    return task;
  }

  std::mutex mutex_;
  std::condition_variable asked_;
  std::queue<std::packaged_task<void()>> tasks_;
};

}  // namespace

void on_computing_thread(const std::function<void()>& work) {
  // Never destroyed: it waits for work until the process ends.
  static ComputingThread& thread = *new ComputingThread;
  thread.run(work);
}

}  // namespace resnet
