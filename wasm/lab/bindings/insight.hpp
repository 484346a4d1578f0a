#pragma once
// What the lab's module tells of the inside of a run (wasm/lab/insight.ts).

#include "../../bindings/convert.hpp"
#include "backprop/lab.hpp"

namespace backprop::js {

/// A run as JavaScript holds it.
class RunHandle {
public:
    RunHandle(Scenario scenario, const lab::StopConditions& stop, std::vector<Sample> test)
        : run(std::move(scenario), stop, std::move(test)) {}
    lab::Run run;
};

val condition(RunHandle& handle);
/// Rows of Watch::sizes, at most one more than so many, which is 1 or more.
val sizes(RunHandle& handle, int most);
/// For each row of Watch::trail, and for the present parameters, the values of those ids.
val trail(RunHandle& handle, const val& ids);
/// The loss over axes of weights or biases: ids, and from, to, count of each.
val surface(RunHandle& handle, const val& ids, const val& numbers);
/// What claims.hpp shows, for one such axis.
val claims(RunHandle& handle, const val& ids, const val& numbers);

}  // namespace backprop::js
