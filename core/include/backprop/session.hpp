#pragma once
// Begin here: a scenario being trained and edited, with undo and redo, and every question about its numbers.
//
// To read how a gradient comes about, begin with network/activation.hpp (a function and its slope), then
// training/backward.cpp (delta = dL/dz from the output back), then expressions/differentiate.cpp (one rule a line).

#include "session/session.hpp"  // IWYU pragma: export
