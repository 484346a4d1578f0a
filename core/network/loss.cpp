#include "network/loss.hpp"

namespace backprop {

std::vector<Rewrite> CrossEntropy::rewrites(const Expr& a, const Expr& t) {
    return {
        {Rule::CommonDenominator, (a * (1.0 - t) - t * (1.0 - a)) / (a * (1.0 - a))},
        {Rule::Simplify, slope(a, 1.0 - a, t)},
    };
}

std::vector<Rewrite> LogitCrossEntropy::rewrites(const Expr& a, const Expr& t) {
    return {
        {Rule::ScaleFraction, 1.0 / (1.0 + exp(-a)) - t},
        {Rule::Substitute, sigmoid(a) - t},
    };
}

void SoftmaxCrossEntropy::deltasFromSums(const Vector& a, const Vector& t, Vector& deltas) {
    double before = 0.0, after = 0.0;
    for (Eigen::Index k = 0; k < t.size(); before += t(k++)) deltas(k) = before;
    for (Eigen::Index k = t.size() - 1; k >= 0; after += t(k--))
        deltas(k) = a(k) * (deltas(k) + after) - t(k) * Softmax::oneMinus(a, k);
}

namespace {

constexpr Ratio one(int) { return {1, 1}; }
constexpr Ratio half(int) { return {1, 2}; }
constexpr Ratio mean(int n) { return {1, n}; }

}  // namespace

const std::vector<Loss>& lossTable() {
    static const std::vector<Loss> table{
        lossRow<SquaredError>("mse", mean),
        lossRow<SquaredError>("half_sse", half),
        lossRow<SquaredError>("sse", one),
        lossRow<CrossEntropy>("bce", one),
        lossRow<CrossEntropy>("bce_mean", mean),
        lossRow<LogitCrossEntropy>("bce_with_logits", one),
        lossRow<SoftmaxCrossEntropy>("softmax_cross_entropy", one),
    };
    return table;
}

const Loss* findLoss(std::string_view id) {
    for (const Loss& loss : lossTable())
        if (loss.id == id) return &loss;
    return nullptr;
}

}  // namespace backprop
