#include "writing/derivation.hpp"

#include "proof/verify.hpp"
#include "writing/factors.hpp"
#include "writing/notations/notation_writer.hpp"
#include "writing/output_derivative.hpp"

namespace backprop {

bool isDerivable(const Network& network, const Quantity& q) {
    return network.has(q) && (isParameter(q) || q.kind == QuantityKind::WeightedSum || isOutput(q));
}

bool isDerivableFrom(const Network& network, const Quantity& of, const Quantity& id) {
    if (!isDerivable(network, id)) return false;
    if (of.kind == QuantityKind::Loss) return true;
    return isDerivable(network, of) && of.layer > 0 && !isParameter(of) && dependsOn(network, of, id);
}

bool isFactor(const Network& network, const Quantity& of, const Quantity& wrt) {
    const bool known = of.kind == QuantityKind::Loss || (of.layer > 0 && isDerivable(network, of) && !isParameter(of));
    if (!known || !isDerivable(network, wrt)) return false;
    switch (of.kind) {
        case QuantityKind::Loss:
            return wrt.kind == QuantityKind::Output && wrt.layer == network.depth();
        case QuantityKind::Output:
            return wrt.kind == QuantityKind::WeightedSum && wrt.layer == of.layer &&
                   (wrt.neuron == of.neuron || !network.layer(of.layer).activation->isPointwise());
        default:
            if (isOutput(wrt)) return wrt.layer == of.layer - 1;
            return isParameter(wrt) && wrt.layer == of.layer && wrt.neuron == of.neuron;
    }
}

std::vector<DerivationLine> factorLines(const Iteration& iteration, const Quantity& of, const Quantity& wrt,
                                        const NumberFormat& format, const Writing& writing) {
    IterationFormulas formulas(iteration);
    const FormulaText text(formulas, format, SymbolTable(*iteration.scenario, writing));
    return FactorWriter(formulas, text).lines(of, wrt);
}

Derivation derive(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit,
                  const Writing& writing, FactorLines lines, const Quantity& of) {
    IterationFormulas formulas(iteration);
    const DerivationFacts facts = derivationFacts(formulas, id, of, pathLimit);
    const Notation used = facts.ofLoss() ? writing.notation : Notation::Scalar;
    DerivationText text = notationWriter({used, writing.namingInForce()}, formulas, format)->derivation(facts);
    Derivation derivation{.id = id,
                          .of = of,
                          .symbol = std::move(text.symbol),
                          .value = facts.value,
                          .pathCount = facts.pathCount,
                          .paths = {},
                          .stages = std::move(text.stages),
                          .notation = used,
                          .articleLimit = text.articleLimit};
    const FormulaText names(formulas, format, SymbolTable(*iteration.scenario, writing));
    FactorWriter write(formulas, names);
    std::vector<std::shared_ptr<const Factor>> factors;
    for (const FactorFacts& one : facts.factors) {
        Factor factor = write(one);
        if (lines == FactorLines::Written) factor.lines = write.lines(one.of, one.wrt);
        factors.push_back(std::make_shared<const Factor>(std::move(factor)));
    }
    for (const PathFacts& path : facts.paths) {
        derivation.paths.push_back({path.nodes, {}, path.value});
        for (const std::size_t number : path.factors) derivation.paths.back().factors.push_back(factors[number]);
    }
    const double size =
        facts.ofLoss() ? gradientScale(iteration, id) : OutputDerivative(formulas, of, id)(OutputDerivative::Way::Size);
    for (DerivationStage& stage : derivation.stages)
        stage.agreement = compare({stage.value, 1e-12 * size}, derivation.value);
    return derivation;
}

}  // namespace backprop
