#include "proof/finite_difference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "formulas/latex.hpp"
#include "proof/complex_step.hpp"
#include "proof/verify.hpp"

namespace backprop {
namespace {

/// Half a unit in the last place of 1: the relative error of one rounding.
constexpr double halfUlp = std::numeric_limits<double>::epsilon() / 2;

/// L as a function of one parameter.
class LossAlong {
public:
    LossAlong(const Iteration& iteration, const Quantity& id)
        : it_(iteration), network_(iteration.network()), parameter_(*network_.parameter(id)) {
        pass_.sizeFor(network_);
    }

    double operator()(double value) {
        parameter_ = value;
        forward(network_, it_.loss(), *it_.sample, pass_);
        return pass_.loss;
    }

private:
    const Iteration& it_;
    Network network_;  // of its own, to be moved about in
    double& parameter_;
    ForwardPass pass_{};
};

/// How far rounding alone moves the computed loss: its own last bit, and those of the outputs and sums it comes from.
double lossRounding(const Iteration& it) {
    const auto last = static_cast<std::size_t>(it.network().depth());
    const Activation& output = it.network().outputActivation();
    const bool fused = it.loss().isFusedWith(output);
    const WideOutputs wide(output, it.pass.z[last]);
    double total = std::abs(it.pass.loss);
    for (Eigen::Index k = 0; k < it.pass.a[last].size(); ++k) {
        const double a = it.pass.a[last](k);
        total += std::abs(it.back.delta[last](k) * it.pass.z[last](k));
        if (fused) continue;
        const double rest = output.rest(it.pass.z[last], it.pass.a[last], k), t = it.sample->t(k);
        if (it.loss().needsWide(a, rest)) {  // what is small of a and 1 - a has digits of its own
            const WideOutput at = wide(k);
            total += (abs(lossSlope(it.network(), it.loss(), at, t)) * std::min(at.a, at.oneMinus)).narrow();
        } else {
            total += std::abs(lossSlope(it.network(), it.loss(), a, rest, t) * a);
        }
    }
    return halfUlp * total;
}

/// `gradient`: NaN where there is no derivative.
DifferenceQuotient heldAgainst(const Precise& gradient, double value, double roundOff) {
    const double exact = gradient.narrow().high, error = std::abs(value - exact);
    const bool none = std::isnan(error) || (exact == 0.0 && error != 0.0);
    const double relative = none ? std::nan("") : relativeError(value, gradient);
    return {value, error, relative, roundOff, correctDigits(relative)};
}

}  // namespace

Differences differences(const Iteration& iteration, const Quantity& id, const std::vector<double>& epsilons,
                        const Writing& writing) {
    const double at = iteration.value(id);
    const double scale = gradientScale(iteration, id);
    const Precise gradient = exactGradient(runPrecisely(iteration), id, scale);
    const double exact = gradient.narrow().high;
    const double shared = std::abs(iteration.value(gradientOf(id)) - exact) + 8.0 * halfUlp * scale;
    const double loss = iteration.pass.loss;
    const std::string p = SymbolTable(*iteration.scenario, writing).latex(id);
    Differences result{
        .id = id,
        .exact = exact,
        .loss = loss,
        .forward = "\\frac{L(" + p + " + \\varepsilon) - L(" + p + ")}{\\varepsilon}",
        .central = "\\frac{L(" + p + " + \\varepsilon) - L(" + p + " - \\varepsilon)}{2\\varepsilon}",
        .complexStep = "\\frac{\\operatorname{Im} L(" + p + " + \\mathrm{i}\\varepsilon)}{\\varepsilon}",
        .corners = cornersPassed(iteration, id),
        .points = {},
    };
    const Precise right = result.corners.isConvention ? Precise(std::nan("")) : gradient;
    LossAlong lossAt(iteration, id);
    const double rounding = lossRounding(iteration);
    for (const double e : epsilons) {
        const double above = lossAt(at + e), below = lossAt(at - e);
        const double imaginary =
            complexStepLoss(iteration.network(), iteration.loss(), *iteration.sample, iteration.pass, id, e).imag();
        const double own = shared + halfUlp * std::abs(at * exact) / e;
        result.points.push_back({
            .epsilon = e,
            .lossAbove = above,
            .lossBelow = below,
            .imaginaryLoss = imaginary,
            .moved = at + e != at,
            .forward = heldAgainst(right, (above - loss) / e, 2.0 * rounding / e + own),
            .central = heldAgainst(right, (above - below) / (2.0 * e), rounding / e + own),
            .complexStep = heldAgainst(right, imaginary / e, shared),
        });
    }
    return result;
}

}  // namespace backprop
