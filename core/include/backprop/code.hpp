#pragma once
// A network's activations and loss as source code: NumPy, PyTorch, Eigen.

#include "formulas/code_writer.hpp"  // IWYU pragma: export
