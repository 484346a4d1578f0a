#pragma once
// Between the core's types and JavaScript's plain values. All conversion is here, and always a copy.

#include <emscripten/val.h>

#include "backprop/derivation.hpp"
#include "backprop/session.hpp"
#include "backprop/trace.hpp"
#include "backprop/verify.hpp"

namespace backprop::js {

using emscripten::val;

/// A scenario in the form of RawScenario (raw.ts), its missing parameters initialised. Not validated yet.
Result<Scenario> toScenario(const val& document);

val fromError(const Error& error);
val fromForward(const ForwardPass& pass);
val fromGradients(double loss, const Gradients& gradients, const BackwardPass* back);
val fromSteps(const std::vector<Step>& steps);
val fromDerivation(const Derivation& derivation, int sample);
val fromVerification(const Verification& verification);
val fromUpdate(const Update& update);
val fromHistoryEntry(const std::optional<HistoryEntry>& entry);
val fromParameters(const Scenario& scenario);
val fromDoubles(const double* data, std::size_t size);
val fromCatalog();

/// `{ error }` or what `convert` makes of the value.
template <class T, class Convert>
val fromResult(const Result<T>& result, const Convert& convert) {
    return result ? convert(result.value()) : fromError(result.error());
}

}  // namespace backprop::js
