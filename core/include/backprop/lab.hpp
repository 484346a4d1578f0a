#pragma once
// Training in numbers as fast as the machine allows: a Run with its optimizer, stop conditions and records;
// outputsOver(): what the network, or a neuron, makes of inputs over a grid; a run's
// condition(): how it fares, and why it does not learn; drawData(): points to train on.

#include "lab/claims.hpp"       // IWYU pragma: export
#include "lab/data_sets.hpp"    // IWYU pragma: export
#include "lab/output_grid.hpp"  // IWYU pragma: export
#include "lab/run.hpp"          // IWYU pragma: export
