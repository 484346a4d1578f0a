#include "formulas/symbols.hpp"

namespace backprop {
namespace {

/// All items up to `most` of them; of more the first two and the last, with dots between.
template <class Item>
std::string listed(int count, int most, const std::string& separator, const std::string& dots, Item item) {
    const bool all = count <= most;
    std::string text = item(0);
    for (int i = 1; i < (all ? count : 2); ++i) text += separator + item(i);
    return all ? text : text + separator + dots + separator + item(count - 1);
}

}  // namespace

std::string letterOf(QuantityKind kind) {
    const std::string_view prefix = prefixOf(kind);  // vw, mhatw
    const std::string letter(prefix.substr(0, 1));
    return prefix.size() > 2 ? "\\hat " + letter : letter;
}

std::string tagged(const Quantity& q, const std::string& latex) {
    return "\\htmlData{id=" + toString(q) + "}{" + latex + "}";
}

std::string SymbolTable::plain(const Quantity& q) const {
    if (const auto given = symbols_.find(q); given != symbols_.end()) return given->second;
    switch (q.kind) {
        case QuantityKind::WeightGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::WeightGradientTotal:
            return "G_{" + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradientTotal:
            return "G_{" + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LossTotal:
            return "\\textstyle\\sum L";
        case QuantityKind::WeightGradientMean:
            return "\\overline{G}_{" + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradientMean:
            return "\\overline{G}_{" + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LossMean:
            return "\\overline{L}";
        case QuantityKind::Output:
            // In plain text a neuron's name stands for its output; formulas write a with that name.
            return toLatex(symbolAtNeuron("a", scenario_, naming_, q));
        case QuantityKind::Loss:
        case QuantityKind::LossTerm:
        case QuantityKind::LearningRate:
            return toLatex(symbolOf(nullptr, naming_, q));
        default:
            // v_w, \hat m_w
            if (isOfUpdate(q.kind)) return letterOf(q.kind) + "_{" + plain(parameterOf(q)) + "}";
            return toLatex(symbolOf(scenario_, naming_, q));
    }
}

const std::string& SymbolTable::latex(const Quantity& q) const {
    if (const auto known = written_.find(q); known != written_.end()) return known->second;
    return written_.emplace(q, isGeneral(q) ? plain(q) : tagged(q, plain(q))).first->second;
}

std::string SymbolTable::derivative(const Quantity& of, const Quantity& wrt) const {
    return "\\frac{\\partial " + latex(of) + "}{\\partial " + latex(wrt) + "}";
}

std::string SymbolTable::outputChain(const Network& network, const Quantity& z) const {
    const auto path = [&](int k) {
        const Quantity a = quantity::output(z.layer, k);
        return derivative(quantity::loss(), a) + " \\cdot " + derivative(a, z);
    };
    return network.hasLayerwiseOutput() ? listed(network.outputs(), mostTerms, " + ", "\\cdots", path) : path(z.neuron);
}

std::string SymbolTable::hiddenChain(const Network& network, const Quantity& z) const {
    const Quantity a = quantity::output(z.layer, z.neuron);
    const auto way = [&](int k) {
        const Quantity next = quantity::weightedSum(z.layer + 1, k);
        return derivative(quantity::loss(), next) + " \\cdot " + derivative(next, a);
    };
    const int ways = network.units(z.layer + 1);
    std::string text = listed(ways, mostTerms, " + ", "\\cdots", way);
    if (ways > 1) text = "\\left(" + text + "\\right)";
    return text + " \\cdot " + derivative(a, z);
}

std::string SymbolTable::activationOf(const Network& network, const Quantity& a) const {
    const Activation& activation = *network.layer(a.layer).activation;
    if (activation.latexName.empty()) return "";
    const auto sum = [&](int j) { return latex(quantity::weightedSum(a.layer, j)); };
    const std::string name(activation.latexName);
    if (activation.isPointwise()) return name + "\\left(" + sum(a.neuron) + "\\right)";
    const std::string sums = listed(network.units(a.layer), 3, ", ", "\\ldots", sum);
    return name + "\\left(" + sums + "\\right)_{" + std::to_string(a.neuron + 1) + "}";
}

}  // namespace backprop
