#include "formulas/naming.hpp"

#include <algorithm>
#include <cctype>

#include "expressions/ids.hpp"

namespace backprop {
namespace {

constexpr Ids<Naming, 4> namingIds{{{
    {Naming::Own, "own"},
    {Naming::Layers, "layers"},
    {Naming::Units, "units"},
    {Naming::Reading, "reading"},
}}};

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

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)); }
bool isDecimal(char c) { return std::isdigit(static_cast<unsigned char>(c)); }
bool isNumber(char c) { return isDecimal(c) || c == ','; }

/// w1 -> w with 1 below: one letter and a number read as a symbol with an index. Any other name stays whole.
Symbol fromName(const std::string& name) {
    const bool indexed = name.size() > 1 && isLetter(name[0]) && std::all_of(name.begin() + 1, name.end(), isDecimal);
    return indexed ? Symbol{name.substr(0, 1), "", name.substr(1), true} : Symbol{name, "", "", true};
}

std::string fromOne(int neuron) { return neuron < 0 ? std::string(1, " ijkm"[-neuron]) : std::to_string(neuron + 1); }

std::string layerIndex(int layer) {
    static const char* const indices[] = {"", "l", "l-1", "l+1", "L", "L-1"};
    return std::string("(") + (layer < 0 ? indices[-layer] : std::to_string(layer)) + ")";
}

std::string indexPair(int to, int from) { return fromOne(to) + (to >= 9 || from >= 9 ? "," : "") + fromOne(from); }

/// The number of a neuron among those of the network, inputs included, from 0.
int unitOf(const Network& network, int layer, int neuron) {
    for (int l = 0; l < layer; ++l) neuron += network.units(l);
    return neuron;
}

/// The number of a weight or bias among all of its kind, from 0.
int readingPlace(const Network& network, const Quantity& q) {
    int place = 0;
    for (int l = 1; l < q.layer; ++l) place += network.units(l) * (isPerWeight(q.kind) ? network.units(l - 1) : 1);
    return place + (isPerWeight(q.kind) ? q.neuron * network.units(q.layer - 1) + q.from : q.neuron);
}

const std::string* nameOf(const Scenario& scenario, const Quantity& q) {
    const auto name = scenario.names.find(q);
    return name == scenario.names.end() ? nullptr : &name->second;
}

Symbol symbolOfWeight(const Scenario* scenario, Naming naming, const Quantity& q) {
    if (naming != Naming::Units) return {"w", layerIndex(q.layer), indexPair(q.neuron, q.from)};
    const Network& network = scenario->network;
    return {"w", "", indexPair(unitOf(network, q.layer, q.neuron), unitOf(network, q.layer - 1, q.from))};
}

}  // namespace

std::string_view toString(Naming naming) { return namingIds[naming]; }

std::optional<Naming> parseNaming(std::string_view id) { return namingIds.find(id); }

Symbol symbolAtNeuron(const char* letter, const Scenario* scenario, Naming naming, const Quantity& q) {
    if (!scenario || isGeneral(q)) naming = Naming::Layers;
    if (naming == Naming::Units) return {letter, "", fromOne(unitOf(scenario->network, q.layer, q.neuron))};
    const auto* name = naming == Naming::Layers ? nullptr : nameOf(*scenario, quantity::output(q.layer, q.neuron));
    return name ? Symbol{letter, "", *name} : Symbol{letter, layerIndex(q.layer), fromOne(q.neuron)};
}

Symbol symbolOf(const Scenario* scenario, Naming naming, const Quantity& q) {
    if (!scenario || isGeneral(q)) naming = Naming::Layers;
    if (naming == Naming::Reading && isParameter(q))
        return {isPerWeight(q.kind) ? "w" : "b", "", fromOne(readingPlace(scenario->network, q)), true};
    if (naming == Naming::Own || naming == Naming::Reading)
        if (const std::string* name = nameOf(*scenario, q)) return fromName(*name);
    const auto atNeuron = [&](const char* letter) { return symbolAtNeuron(letter, scenario, naming, q); };
    switch (q.kind) {
        case QuantityKind::Input:
            return {"x", "", fromOne(q.neuron)};
        case QuantityKind::Target:
            return {"t", "", fromOne(q.neuron)};
        case QuantityKind::Weight:
            return symbolOfWeight(scenario, naming, q);
        case QuantityKind::Bias:
            return atNeuron("b");
        case QuantityKind::WeightedSum:
            return atNeuron("z");
        case QuantityKind::Output:
            return atNeuron("a");
        case QuantityKind::Delta:
            return atNeuron("δ");
        case QuantityKind::LossTerm:
            return {"L", "", fromOne(q.neuron)};
        case QuantityKind::LearningRate:
            return {"η"};
        case QuantityKind::ScheduledRate:
            return {"η", "", "n"};
        case QuantityKind::Momentum:
            return {"μ"};
        case QuantityKind::FirstBeta:
            return {"β", "", "1"};
        case QuantityKind::SecondBeta:
            return {"β", "", "2"};
        case QuantityKind::Epsilon:
            return {"ε"};
        case QuantityKind::WeightDecay:
            return {"λ"};
        default:
            return {"L"};
    }
}

std::string toLatex(const Symbol& symbol) {
    const auto& [base, upper, lower, named] = symbol;
    const auto isLetterAlone = [](const std::string& text) { return text.size() == 1 && isLetter(text[0]); };
    std::string text = isLetterAlone(base) ? base : escaped(base);
    static constexpr const char* greek[][2] = {{"δ", "\\delta"}, {"η", "\\eta"},     {"μ", "\\mu"},
                                               {"β", "\\beta"},  {"ε", "\\epsilon"}, {"λ", "\\lambda"}};
    for (const auto& [letter, latex] : greek)
        if (!named && base == letter) text = latex;
    if (!upper.empty()) text += "^{" + upper + "}";
    // Any other lower index is the name of a neuron.
    const bool plain = isLetterAlone(lower) || std::all_of(lower.begin(), lower.end(), isNumber);
    if (!lower.empty()) text += "_{" + (plain || !upper.empty() ? lower : escaped(lower)) + "}";
    return text;
}

}  // namespace backprop
