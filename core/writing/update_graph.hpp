#pragma once
// The update of one parameter as a graph of operations, forwards only: from its gradient through weight decay, velocity
// or moments to its new value.
//
// The nodes come step by step. What a step computes anew is a node under its own id: etan, g, m^, s^. A velocity and a
// moment have two: the number before under its id, the number after among the operations of its step, `vw.2.0.0:2`. The
// parameter and the settings are leaves of their own in each step that reads them, `mw.2.0.0:0` for beta1: `owner` says
// which.

#include "training/batch_iteration.hpp"
#include "writing/computation_graph.hpp"

namespace backprop {

/// Of a weight or bias, in the update that the batch makes; without nodes for a bias that no update moves. The numbers
/// of its nodes are those of the steps.
ComputationGraph updateGraph(BatchIteration& batch, const Quantity& parameter);

}  // namespace backprop
