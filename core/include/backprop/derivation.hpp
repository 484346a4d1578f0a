#pragma once
// A gradient derived factor by factor: derive() of one sample, deriveBatch() of a batch; generalRule(); and
// computationGraph(), every operation with what flows back through it, and updateGraph().

#include "writing/batch_derivation.hpp"   // IWYU pragma: export
#include "writing/computation_graph.hpp"  // IWYU pragma: export
#include "writing/derivation.hpp"         // IWYU pragma: export
#include "writing/general_rule.hpp"       // IWYU pragma: export
#include "writing/update_graph.hpp"       // IWYU pragma: export
