#include "writing/factors.hpp"

namespace backprop {

Factor FactorWriter::operator()(const FactorFacts& facts) const {
    return {.of = facts.of,
            .wrt = facts.wrt,
            .symbol = t_.symbols.derivative(facts.of, facts.wrt),
            .result = t_.inSymbols.around(facts.wrt)(facts.form),
            .numbers = t_.inNumbers(facts.form),
            .value = f_.evaluate(facts.form),
            .lines = {}};
}

std::vector<DerivationLine> FactorWriter::lines(const Quantity& of, const Quantity& wrt) {
    const LatexWriter writer = t_.inSymbols.around(wrt);
    const double outputError = of.kind == QuantityKind::Output ? outputRounding() : 0.0;
    std::vector<DerivationLine> lines;
    std::optional<Rounded> before;
    for (const DifferentiationLine& line : f_.symbolic.localDerivation(of, wrt)) {
        const Rounded value = roundedValue(line.form, f_.environment, outputError);
        const Agreement agreement = compare(before.value_or(value), value);
        lines.push_back({line.rule, line.chain, writer(line.form), value.value, agreement});
        if (std::isfinite(value.value)) before = value;
    }
    return lines;
}

/// The relative distance that the outputs may have from their definition: a few roundings for each neuron that a
/// softmax adds up, and the rounding of the differences of its sums, which its exponentials enlarge.
double FactorWriter::outputRounding() const {
    const Network& network = f_.it.network();
    const double softmax =
        network.hasLayerwiseOutput() ? network.outputs() + 2.0 * f_.it.pass.z.back().cwiseAbs().maxCoeff() : 0.0;
    return 0x1p-52 * (4.0 + softmax);
}

}  // namespace backprop
