#pragma once

namespace resnet {

// Where RESNET_ISA names an instruction set, oneDNN uses no better one either; call it before anything else of oneDNN.
// Throws std::runtime_error where oneDNN refuses.
void limit_onednn_to_forced_isa();

}  // namespace resnet
