#include "formulas/symbols.hpp"

#include <cctype>

namespace backprop {
namespace {

/// Names come from documents: whatever LaTeX would act on is written as itself.
std::string escaped(const std::string& name) {
    std::string text;
    for (const char c : name) {
        // Two of these would be drawn as one.
        if ((c == '-' || c == '\'') && !text.empty() && text.back() == c) text += "{}";
        switch (c) {
            case '|':
                text += "\\textbar{}";
                break;
            case '\\':
                text += "\\textbackslash{}";
                break;
            case '^':
                text += "\\textasciicircum{}";
                break;
            case '~':
                text += "\\textasciitilde{}";
                break;
            case '{':
            case '}':
            case '#':
            case '$':
            case '%':
            case '&':
            case '_':
                (text += '\\') += c;
                break;
            default:
                text += c;
        }
    }
    return "\\text{" + text + "}";
}

/// w1 -> w_{1}: one letter and a number read as a symbol with an index. Any other name is written as it is.
std::string nameAsSymbol(const std::string& name) {
    const auto at = [&name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    if (name.size() < 2 || !std::isalpha(at(0))) return name.size() == 1 && std::isalpha(at(0)) ? name : escaped(name);
    for (std::size_t i = 1; i < name.size(); ++i)
        if (!std::isdigit(at(i))) return escaped(name);
    return name.substr(0, 1) + "_{" + name.substr(1) + "}";
}

std::string fromOne(int neuron) { return neuron < 0 ? std::string(1, " ijkm"[-neuron]) : std::to_string(neuron + 1); }

std::string layerIndex(int layer) {
    static const char* const indices[] = {"", "l", "l-1", "l+1", "L", "L-1"};
    return layer < 0 ? indices[-layer] : std::to_string(layer);
}

bool isGeneral(const Quantity& q) { return q.layer < 0 || q.neuron < 0 || q.from < 0; }

std::string weightIndex(const Quantity& q) {
    const bool long_ = q.neuron >= 9 || q.from >= 9;
    return fromOne(q.neuron) + (long_ ? "," : "") + fromOne(q.from);
}

/// All items up to `most` of them; of more the first two and the last, with dots between.
template <class Item>
std::string listed(int count, int most, const std::string& separator, const std::string& dots, Item item) {
    const bool all = count <= most;
    std::string text = item(0);
    for (int i = 1; i < (all ? count : 2); ++i) text += separator + item(i);
    return all ? text : text + separator + dots + separator + item(count - 1);
}

}  // namespace

std::string tagged(const Quantity& q, const std::string& latex) {
    return "\\htmlData{id=" + toString(q) + "}{" + latex + "}";
}

std::string SymbolTable::neuronSymbol(const char* symbol, const Quantity& q) const {
    if (const std::string* name = nameOf(quantity::output(q.layer, q.neuron)))
        return std::string(symbol) + "_{" + escaped(*name) + "}";
    return std::string(symbol) + "^{(" + layerIndex(q.layer) + ")}_{" + fromOne(q.neuron) + "}";
}

const std::string* SymbolTable::nameOf(const Quantity& q) const {
    if (!names_) return nullptr;
    const auto name = names_->find(q);
    return name == names_->end() ? nullptr : &name->second;
}

std::string SymbolTable::plain(const Quantity& q) const {
    if (const auto given = symbols_.find(q); given != symbols_.end()) return given->second;
    const std::string* name = nameOf(q);
    switch (q.kind) {
        case QuantityKind::Input:
            return name ? nameAsSymbol(*name) : "x_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Target:
            return name ? nameAsSymbol(*name) : "t_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Weight:
            return name ? nameAsSymbol(*name) : "w^{(" + layerIndex(q.layer) + ")}_{" + weightIndex(q) + "}";
        case QuantityKind::Bias:
            return name ? nameAsSymbol(*name) : neuronSymbol("b", q);
        case QuantityKind::WeightedSum:
            return neuronSymbol("z", q);
        case QuantityKind::Output:
            return neuronSymbol("a", q);
        case QuantityKind::Loss:
            return "L";
        case QuantityKind::LossTerm:
            return "L_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Delta:
            return neuronSymbol("\\delta", q);
        case QuantityKind::WeightGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LearningRate:
            return "\\eta";
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
    }
    return "";
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
    return name + "\\left(" + sums + "\\right)_{" + fromOne(a.neuron) + "}";
}

}  // namespace backprop
