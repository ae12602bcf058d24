// The thread that sessions compute on, so that the event loop is free. There is one for the whole process: OpenMP keeps
// a team of threads for every thread that asks for one, and idle teams wait for work on the cores of the busy one.
#pragma once

#include <functional>

namespace resnet {

// Runs `work` on the computing thread after what was asked for before, and returns once it is done. Throws what it
// throws.
void on_computing_thread(const std::function<void()>& work);

}  // namespace resnet
