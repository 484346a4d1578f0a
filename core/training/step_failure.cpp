#include "training/step_failure.hpp"

namespace backprop {

std::optional<StepFailure> firstFailure(const Iteration& iteration, const StepList& steps) {
    if (const auto error = firstNonFinite(iteration)) return StepFailure{*steps.indexOf(error->quantity), *error};
    if (iteration.batch && iteration.batch->failure) {
        // The first step that reads the gradient of the batch.
        const Quantity first{updateKinds(iteration.scenario->training).front(), 1, 0, 0};
        return StepFailure{*steps.indexOf(first), *iteration.batch->failure};
    }
    if (const auto error = firstOverflow(iteration)) return StepFailure{*steps.indexOf(error->quantity), *error};
    return std::nullopt;
}

}  // namespace backprop
