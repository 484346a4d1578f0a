#pragma once
// Between the core's types and JavaScript's plain values. All conversion is in the files of this name, and always a
// copy: convert.cpp (errors and plain values), _scenario, _numbers, _steps, _derivation, _proofs, _code.

#include <emscripten/val.h>

#include <string_view>

#include "backprop/code.hpp"
#include "backprop/derivation.hpp"
#include "backprop/format.hpp"
#include "backprop/proof.hpp"
#include "backprop/quantity.hpp"
#include "backprop/scenario.hpp"
#include "backprop/session.hpp"
#include "backprop/steps.hpp"
#include "backprop/training.hpp"

namespace backprop::js {

using emscripten::val;

/// A scenario in the form of RawScenario (raw.ts), its missing parameters initialised. Not validated yet.
Result<Scenario> toScenario(const val& document);
/// Its training settings, by those members of RawScenario alone.
Training toTraining(const val& document);

/// How formulas are written, from an object with the ids of notation and scheme.
Writing toWriting(const val& writing);

val fromError(const Error& error);
val fromSymbol(const Symbol& symbol);
val fromForward(const ForwardPass& pass);
val fromGradients(double loss, const Gradients& gradients, const BackwardPass* back);
val fromSteps(const std::vector<Step>& steps, Session& session);
/// The blocks of the list, and how many steps there are up to the end or the failure.
val fromStepList(const StepList& list, const std::optional<StepFailure>& failure);
val fromGeneralRule(const std::vector<RuleCase>& cases);
val fromDerivation(const Derivation& derivation, const Iteration& iteration, int sample);
val fromBatchDerivation(const BatchDerivation& derivation);
val fromLines(const std::vector<DerivationLine>& lines);
val fromVerification(const Verification& verification, const Iteration& iteration);
val fromGraph(const ComputationGraph& graph);
val fromDifferences(const Differences& differences);
/// A figure's numbers in a row, in the order of its members.
std::vector<PrintedFigure> toFigures(const val& numbers);
/// The last three: value, agreement, cause.
val fromFigures(const std::vector<PrintedFigure>& figures);
/// Axes of those ids, three numbers each: from, to, count.
std::vector<Axis> toAxes(const val& ids, const val& numbers);
val fromUpdate(const Update& update);
val fromHistoryEntry(const std::optional<HistoryEntry>& entry);
val fromParameters(const Scenario& scenario, const Progress& progress);
val fromDoubles(const double* data, std::size_t size);
inline val fromNumbers(const std::vector<double>& all) { return fromDoubles(all.data(), all.size()); }
val fromCatalog();
/// Activations and loss as an export needs them, see code_writer.hpp.
val fromCode(const Scenario& scenario, CodeLanguage language, PrintNumber* full);

/// A plain object in the making. Not templates like val's own: one function for each kind of value keeps the module
/// small.
class Object {
public:
    Object& set(const char* key, const val& value);
    Object& set(const char* key, double value);
    Object& set(const char* key, int value);
    Object& set(const char* key, bool value);
    Object& set(const char* key, std::string_view text);
    Object& set(const char* key, const char* text) { return set(key, std::string_view(text)); }
    const val& done() const { return object_; }

private:
    val object_ = val::object();
};

/// An array of `convert(item)` for each item.
template <class Range, class Convert>
val list(const Range& range, const Convert& convert) {
    val all = val::array();
    int index = 0;
    for (const auto& item : range) all.set(index++, convert(item));
    return all;
}

inline val fromText(std::string_view text) { return val(std::string(text)); }
inline val fromId(const Quantity& q) { return val(toString(q)); }
/// Sets `progress`, `first` and `second`, as a RawScenario has them.
void setState(Object& result, const OptimizerState& state, const Progress& progress);
val fromCorner(const Corner* corner);
/// Sets `corners` where there are any.
void setCorners(Object& gradient, const GradientCorners& corners);
val fromVector(const Vector& v);
val finiteOrNull(double value);
std::string_view toString(NonFiniteCause cause);

/// `{ error }`, or `convert(value)`.
template <class T, class Convert>
val fromResult(const Result<T>& result, const Convert& convert) {
    return result ? convert(result.value()) : fromError(result.error());
}

}  // namespace backprop::js
