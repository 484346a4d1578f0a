#pragma once
// A gradient derived factor by factor, of one sample or of a batch; the general rule; the graph of operations.

#include "writing/batch_derivation.hpp"   // IWYU pragma: export
#include "writing/computation_graph.hpp"  // IWYU pragma: export
#include "writing/derivation.hpp"         // IWYU pragma: export
#include "writing/general_rule.hpp"       // IWYU pragma: export
