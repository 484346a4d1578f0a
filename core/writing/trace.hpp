#pragma once
// The steps of an iteration written out: what each computes, from what, its formula in symbols and in numbers.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "expressions/number_format.hpp"
#include "formulas/naming.hpp"
#include "training/batch_iteration.hpp"

namespace backprop {

struct Step {
    std::int64_t index;
    int sample;  // of the scenario, that the step belongs to; -1 where it belongs to the whole batch
    StepRule rule;
    Quantity computes;
    std::vector<Quantity> reads;
    std::string symbols;  // LaTeX: the equation
    std::string numbers;  // LaTeX: its right-hand side with numbers
    std::string result;   // LaTeX: the value, rounded; in matrices the layer's, as far as the steps have computed it
    double value;
    std::optional<double> before;  // updates and sums: the value before the step
    std::optional<Error> failure;  // the value is not finite
    std::optional<ArticleLimit> articleLimit{};
};

/// `count` steps of one sample's iteration from number `from` on: fewer where the iteration ends before, with its last
/// step or with the first whose value is not finite.
std::vector<Step> trace(const Iteration& iteration, const NumberFormat& format, const Writing& writing = {},
                        std::int64_t from = 0, std::int64_t count = std::numeric_limits<std::int64_t>::max());

/// The steps of a batch; each names the sample of its part.
std::vector<Step> trace(BatchIteration& batch, const NumberFormat& format, const Writing& writing = {},
                        std::int64_t from = 0, std::int64_t count = std::numeric_limits<std::int64_t>::max());

}  // namespace backprop
