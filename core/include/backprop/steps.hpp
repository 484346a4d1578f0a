#pragma once
// An iteration as ordered steps, of one sample or of a batch, each with its formula.

#include "training/step_list.hpp"  // IWYU pragma: export
#include "writing/trace.hpp"       // IWYU pragma: export
