#include "writing/factors.hpp"

namespace backprop {

std::shared_ptr<const Factor> FactorWriter::operator()(const Quantity& of, const Quantity& wrt) {
    const auto key = std::pair{of, wrt};
    if (const auto known = factors_.find(key); known != factors_.end()) return known->second;
    const Expr form = c_.symbolic.localDerivative(of, wrt);
    forms_.emplace(key, form);
    Factor factor{.of = of,
                  .wrt = wrt,
                  .symbol = c_.symbols.derivative(of, wrt),
                  .result = c_.inSymbols.around(wrt)(form),
                  .numbers = c_.inNumbers(form),
                  .value = c_.evaluate(form),
                  .lines = {}};
    if (lines_ == FactorLines::Written) factor.lines = lines(of, wrt);
    return factors_.emplace(key, std::make_shared<const Factor>(std::move(factor))).first->second;
}

std::vector<DerivationLine> FactorWriter::lines(const Quantity& of, const Quantity& wrt) {
    const LatexWriter writer = c_.inSymbols.around(wrt);
    const double outputError = of.kind == QuantityKind::Output ? outputRounding() : 0.0;
    std::vector<DerivationLine> lines;
    std::optional<Rounded> before;
    for (const DifferentiationLine& line : c_.symbolic.localDerivation(of, wrt)) {
        const Rounded value = roundedValue(line.form, c_.environment, outputError);
        const Agreement agreement = compare(before.value_or(value), value);
        lines.push_back({line.rule, line.chain, writer(line.form), value.value, agreement});
        if (std::isfinite(value.value)) before = value;
    }
    return lines;
}

/// How far, relatively, the outputs may be from what their definition gives: a few roundings for each neuron that a
/// softmax adds up, and that of the differences of its sums, which its exponentials enlarge.
double FactorWriter::outputRounding() const {
    const Network& network = c_.it.network();
    const double softmax =
        network.hasLayerwiseOutput() ? network.outputs() + 2.0 * c_.it.pass.z.back().cwiseAbs().maxCoeff() : 0.0;
    return 0x1p-52 * (4.0 + softmax);
}

}  // namespace backprop
