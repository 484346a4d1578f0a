#include "backprop/verify.hpp"

#include <algorithm>

#include "backprop/complex_step.hpp"
#include "backprop/symbolic_network.hpp"

namespace backprop {
namespace {

/// The smallest normal double over the step, with room for 12 digits.
constexpr double smallestScale = 0x1p-1022 / complexStep * 1e12;

/// The gradients again with every term taken absolutely.
class Scales {
public:
    explicit Scales(const Iteration& iteration) : network_(iteration.network()) {
        sizeOutputs(iteration);
        sizeDeltas(iteration);
    }

    double of(const Quantity& parameter) const {
        const auto l = static_cast<std::size_t>(parameter.layer);
        const double input = parameter.kind == QuantityKind::Weight ? outputs_[l - 1](parameter.from) : 1.0;
        return std::max(deltas_[l](parameter.neuron) * input, smallestScale);
    }

private:
    double slope(const Iteration& it, std::size_t l, Eigen::Index j) const {
        return std::abs(network_.layers[l - 1].activation->slope(it.pass.z[l](j), it.pass.a[l](j)));
    }

    /// |a| plus what the absolute terms of z carry into it.
    void sizeOutputs(const Iteration& it) {
        outputs_.push_back(it.sample->x.cwiseAbs());
        for (std::size_t l = 1; l < it.pass.a.size(); ++l) {
            const Layer& layer = network_.layers[l - 1];
            Vector size = layer.weights.cwiseAbs().lazyProduct(outputs_.back()) + layer.biases.cwiseAbs();
            for (Eigen::Index j = 0; j < size.size(); ++j)
                size(j) = std::abs(it.pass.a[l](j)) + slope(it, l, j) * size(j);
            outputs_.push_back(std::move(size));
        }
    }

    void sizeDeltas(const Iteration& it) {
        const std::size_t last = it.pass.a.size() - 1;
        const bool fused = it.loss().isFusedWith(network_.outputActivation());
        const double factor = it.loss().factor(network_.outputs()).value();
        deltas_.resize(last + 1);
        deltas_[last] = outputs_[last];
        for (Eigen::Index k = 0; k < deltas_[last].size(); ++k) {
            const double a = std::abs(it.pass.a[last](k)), t = std::abs(it.sample->t(k));
            // |a| + |t| where the slope has a - t
            deltas_[last](k) =
                fused ? factor * (a + t) : std::abs(lossSlope(network_, it.loss(), a, -t)) * slope(it, last, k);
        }
        for (std::size_t l = last - 1; l >= 1; --l) {
            deltas_[l] = network_.layers[l].weights.cwiseAbs().transpose().lazyProduct(deltas_[l + 1]);
            for (Eigen::Index j = 0; j < deltas_[l].size(); ++j) deltas_[l](j) *= slope(it, l, j);
        }
    }

    const Network& network_;
    std::vector<Vector> outputs_;
    std::vector<Vector> deltas_;
};

}  // namespace

Verification verify(const Iteration& iteration, const std::vector<Quantity>& ids) {
    const IterationEnvironment environment(iteration);
    SymbolicNetwork symbolic(iteration.network(), iteration.loss());
    Evaluator evaluate(environment);
    const Scales scales(iteration);
    Verification result;
    result.parameters.reserve(ids.size());
    for (const Quantity& id : ids) {
        VerifiedParameter p{.id = id,
                            .backprop = iteration.value(gradientOf(id)),
                            .symbolic = evaluate(symbolic.gradient(id)),
                            .complexStep = complexStepGradient(iteration.network(), iteration.loss(), *iteration.sample,
                                                               iteration.pass, id),
                            .scale = scales.of(id),
                            .relativeDifference = 0.0};
        const auto [low, high] = std::minmax({p.backprop, p.symbolic, p.complexStep});
        p.relativeDifference = (high - low) / p.scale;
        if (!(p.relativeDifference <= result.maxRelativeDifference))
            result.maxRelativeDifference = p.relativeDifference;
        result.parameters.push_back(p);
    }
    return result;
}

}  // namespace backprop
