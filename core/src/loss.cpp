#include "backprop/loss.hpp"

namespace backprop {

std::vector<Rewrite> CrossEntropy::rewrites(const Expr& a, const Expr& t) {
    return {
        {Rule::CommonDenominator, (a * (1.0 - t) - t * (1.0 - a)) / (a * (1.0 - a))},
        {Rule::Simplify, slope(a, t)},
    };
}

namespace {

constexpr Ratio one(int) { return {1, 1}; }
constexpr Ratio half(int) { return {1, 2}; }
constexpr Ratio mean(int n) { return {1, n}; }

template <class T>
constexpr Loss row(std::string_view id, Ratio (*factor)(int)) {
    Loss loss{
        .id = id,
        .factor = factor,
        .term = [](double a, double t) { return T::term(a, t); },
        .complexTerm = [](const Complex& a, const Complex& t) { return T::term(a, t); },
        .formula = [](const Expr& a, const Expr& t) { return T::term(a, t); },
        .slope = [](double a, double t) { return T::slope(a, t); },
        .slopeFormula = [](const Expr& a, const Expr& t) { return T::slope(a, t); },
        .rewrites = T::rewrites,
        .termFromSum = nullptr,
        .complexTermFromSum = nullptr,
        .deltaFromSum = nullptr,
        .formulaFromSum = nullptr,
        .targetsAreProbabilities = false,
    };
    if constexpr (requires { T::deltaFromSum; }) {
        loss.termFromSum = [](double z, double t) { return T::termFromSum(z, t); };
        loss.complexTermFromSum = [](const Complex& z, const Complex& t) { return T::termFromSum(z, t); };
        loss.deltaFromSum = T::deltaFromSum;
        loss.formulaFromSum = [](const Expr& z, const Expr& t) { return T::termFromSum(z, t); };
        loss.targetsAreProbabilities = true;
    }
    return loss;
}

}  // namespace

const std::vector<Loss>& lossTable() {
    static const std::vector<Loss> table{
        row<SquaredError>("mse", mean), row<SquaredError>("half_sse", half), row<SquaredError>("sse", one),
        row<CrossEntropy>("bce", one),  row<CrossEntropy>("bce_mean", mean),
    };
    return table;
}

const Loss* findLoss(std::string_view id) {
    for (const Loss& loss : lossTable())
        if (loss.id == id) return &loss;
    return nullptr;
}

}  // namespace backprop
