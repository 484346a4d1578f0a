#pragma once
// An iteration as ordered steps: StepList numbers them, trace() writes them, of one sample or of a batch, each with its
// formula in symbols and in numbers.

#include "training/step_list.hpp"  // IWYU pragma: export
#include "writing/trace.hpp"       // IWYU pragma: export
