#include <map>
#include <memory>

#include "convert.hpp"

namespace backprop::js {
namespace {

val fromLine(const DerivationLine& line) {
    Object result;
    result.set("rule", toString(line.rule));
    result.set("chain", line.chain);
    result.set("latex", line.latex);
    result.set("value", finiteOrNull(line.value));
    result.set("agreement", toString(line.agreement));
    return result.done();
}

val fromFactor(const Factor& factor, const Iteration& iteration) {
    Object result;
    result.set("of", fromId(factor.of));
    result.set("wrt", fromId(factor.wrt));
    result.set("symbol", factor.symbol);
    result.set("result", factor.result);
    result.set("numbers", factor.numbers);
    result.set("value", finiteOrNull(factor.value));
    result.set("lines", list(factor.lines, fromLine));
    if (factor.of.kind == QuantityKind::Output)
        if (const Corner* corner = cornerOf(iteration, factor.of)) result.set("corner", fromCorner(corner));
    return result.done();
}

/// A factor of several paths is one object in JavaScript too.
class FactorConverter {
public:
    explicit FactorConverter(const Iteration& iteration) : iteration_(iteration) {}
    val operator()(const std::shared_ptr<const Factor>& factor) {
        if (const auto known = known_.find(factor.get()); known != known_.end()) return known->second;
        return known_.emplace(factor.get(), fromFactor(*factor, iteration_)).first->second;
    }

private:
    const Iteration& iteration_;
    std::map<const Factor*, val> known_{};
};

val fromPath(const DerivationPath& path, FactorConverter& fromFactor) {
    Object result;
    result.set("nodes", list(path.nodes, fromId));
    result.set("factors", list(path.factors, [&](const auto& factor) { return fromFactor(factor); }));
    result.set("value", finiteOrNull(path.value));
    return result.done();
}

val fromStage(const DerivationStage& stage) {
    Object result;
    result.set("kind", toString(stage.kind));
    result.set("rows", list(stage.rows, [](const DerivationRow& row) {
                   Object both;
                   both.set("latex", row.latex);
                   both.set("numbers", row.numbers);
                   if (row.applied) {
                       both.set("rule", toString(row.applied->rule));
                       both.set("value", finiteOrNull(row.applied->value));
                       both.set("agreement", toString(row.applied->agreement));
                   }
                   if (row.sample >= 0) both.set("sample", row.sample);
                   return both.done();
               }));
    result.set("value", finiteOrNull(stage.value));
    result.set("agreement", toString(stage.agreement));
    return result.done();
}

}  // namespace

val fromLines(const std::vector<DerivationLine>& lines) { return list(lines, fromLine); }

val fromDerivation(const Derivation& derivation, const Iteration& iteration, int sample) {
    Object result;
    result.set("id", fromId(derivation.id));
    result.set("of", fromId(derivation.of));
    result.set("sample", sample);
    result.set("notation", toString(derivation.notation));
    if (derivation.articleLimit) result.set("articleLimit", toString(*derivation.articleLimit));
    result.set("symbol", derivation.symbol);
    result.set("value", derivation.value);
    result.set("pathCount", derivation.pathCount);
    setCorners(result, cornersPassed(iteration, derivation.id));
    FactorConverter fromFactor(iteration);
    result.set("paths", list(derivation.paths, [&](const DerivationPath& path) { return fromPath(path, fromFactor); }));
    result.set("stages", list(derivation.stages, fromStage));
    return result.done();
}

val fromBatchDerivation(const BatchDerivation& derivation) {
    Object result;
    result.set("id", fromId(derivation.id));
    result.set("notation", toString(derivation.notation));
    if (derivation.articleLimit) result.set("articleLimit", toString(*derivation.articleLimit));
    result.set("symbol", derivation.symbol);
    result.set("value", derivation.value);
    result.set("loss", derivation.loss);
    result.set("samples", list(derivation.samples, [](int sample) { return val(sample); }));
    result.set("shares", list(derivation.shares, [](double share) { return val(share); }));
    result.set("stages", list(derivation.stages, fromStage));
    return result.done();
}

val fromGeneralRule(const std::vector<RuleCase>& cases) {
    return list(cases, [](const RuleCase& rule) {
        Object result;
        result.set("kind", toString(rule.kind));
        result.set("layer", rule.layer > 0 ? val(rule.layer) : val::null());
        result.set("symbol", rule.symbol);
        result.set("factors", list(rule.factors, [](const RuleFactor& factor) {
                       Object entry;
                       entry.set("symbol", factor.symbol);
                       entry.set("result", factor.result);
                       entry.set("value", finiteOrNull(factor.value));
                       return entry.done();
                   }));
        result.set("form", rule.form);
        result.set("value", finiteOrNull(rule.value));
        return result.done();
    });
}

}  // namespace backprop::js
