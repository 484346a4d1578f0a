#include "expressions/quantity.hpp"

#include <array>
#include <charconv>

namespace backprop {
namespace {

struct Form {
    QuantityKind kind;
    std::string_view prefix;
    int indices;  // how many numbers follow the prefix
    bool startsWithLayer;
};

constexpr std::array<Form, 35> forms{{
    {QuantityKind::Input, "x", 1, false},
    {QuantityKind::Target, "t", 1, false},
    {QuantityKind::Weight, "w", 3, true},
    {QuantityKind::Bias, "b", 2, true},
    {QuantityKind::WeightedSum, "z", 2, true},
    {QuantityKind::Output, "a", 2, true},
    {QuantityKind::Loss, "L", 0, false},
    {QuantityKind::LossTerm, "L", 1, false},
    {QuantityKind::Delta, "delta", 2, true},
    {QuantityKind::WeightGradient, "dw", 3, true},
    {QuantityKind::BiasGradient, "db", 2, true},
    {QuantityKind::LearningRate, "eta", 0, false},
    {QuantityKind::WeightGradientTotal, "sumdw", 3, true},
    {QuantityKind::BiasGradientTotal, "sumdb", 2, true},
    {QuantityKind::LossTotal, "sumL", 0, false},
    {QuantityKind::WeightGradientMean, "meandw", 3, true},
    {QuantityKind::BiasGradientMean, "meandb", 2, true},
    {QuantityKind::LossMean, "meanL", 0, false},
    {QuantityKind::DecayedGradient, "gw", 3, true},
    {QuantityKind::WeightVelocity, "vw", 3, true},
    {QuantityKind::BiasVelocity, "vb", 2, true},
    {QuantityKind::WeightFirstMoment, "mw", 3, true},
    {QuantityKind::BiasFirstMoment, "mb", 2, true},
    {QuantityKind::WeightSecondMoment, "sw", 3, true},
    {QuantityKind::BiasSecondMoment, "sb", 2, true},
    {QuantityKind::WeightFirstCorrected, "mhatw", 3, true},
    {QuantityKind::BiasFirstCorrected, "mhatb", 2, true},
    {QuantityKind::WeightSecondCorrected, "shatw", 3, true},
    {QuantityKind::BiasSecondCorrected, "shatb", 2, true},
    {QuantityKind::ScheduledRate, "etan", 0, false},
    {QuantityKind::Momentum, "mu", 0, false},
    {QuantityKind::FirstBeta, "beta1", 0, false},
    {QuantityKind::SecondBeta, "beta2", 0, false},
    {QuantityKind::Epsilon, "epsilon", 0, false},
    {QuantityKind::WeightDecay, "lambda", 0, false},
}};

const Form& formOf(QuantityKind kind) { return forms[static_cast<std::size_t>(kind)]; }

/// A non-negative number without sign, blanks or leading zeros.
std::optional<int> parseIndex(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text[0] == '0') || text[0] == '-') return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

bool isPerWeight(QuantityKind kind) { return formOf(kind).indices == 3; }
bool isLayered(QuantityKind kind) { return formOf(kind).startsWithLayer; }

std::string_view prefixOf(QuantityKind kind) { return formOf(kind).prefix; }

std::string toString(const Quantity& q) {
    const Form& form = formOf(q.kind);
    std::string text(form.prefix);
    const auto append = [&text](int index) { (text += '.') += std::to_string(index); };
    if (form.startsWithLayer) append(q.layer);
    if (form.indices >= (form.startsWithLayer ? 2 : 1)) append(q.neuron);
    if (form.indices == 3) append(q.from);
    return text;
}

std::optional<Quantity> parseQuantity(std::string_view text) {
    std::array<int, 3> indices{};
    int count = 0;
    const std::size_t dot = text.find('.');
    const std::string_view prefix = text.substr(0, dot);
    std::string_view rest = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
    bool more = dot != std::string_view::npos;
    while (more) {
        if (count == 3) return std::nullopt;
        const std::size_t next = rest.find('.');
        const auto index = parseIndex(rest.substr(0, next));
        if (!index) return std::nullopt;
        indices[static_cast<std::size_t>(count++)] = *index;
        more = next != std::string_view::npos;
        if (more) rest = rest.substr(next + 1);
    }
    for (const Form& form : forms) {
        if (form.prefix != prefix || form.indices != count) continue;
        if (!form.startsWithLayer) return Quantity{form.kind, 0, indices[0], 0};
        if (indices[0] == 0) return std::nullopt;
        return Quantity{form.kind, indices[0], indices[1], indices[2]};
    }
    return std::nullopt;
}

}  // namespace backprop
