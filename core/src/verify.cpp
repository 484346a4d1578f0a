#include "backprop/verify.hpp"

#include <algorithm>

#include "backprop/complex_step.hpp"
#include "backprop/symbolic_network.hpp"

namespace backprop {
namespace {

/// The smallest normal double over the step, with room for 12 digits.
constexpr double smallestScale = 0x1p-1022 / complexStep * 1e12;

/// What a number's rounding is relative to.
struct Size {
    double terms;    // the absolute values of what is added up in it
    double carried;  // and what a relative error of 1 in the terms of all that it is computed from makes of it

    double sum() const { return terms + carried; }
};

Size operator*(const Size& a, const Size& b) { return {a.terms * b.terms, a.terms * b.carried + a.carried * b.terms}; }

/// Of g(x), for an x of that size: |g'| times it, by a difference that need not be exact. The smaller of the
/// differences to both sides: where g jumps on one of them, as the slope of relu does, the jump carries no rounding.
template <class G>
Size carriedThrough(const G& g, double x, double size) {
    constexpr double part = 0x1p-30;
    const double h = part * size, here = g(x);
    return {std::abs(here), std::min(std::abs(g(x + h) - here), std::abs(here - g(x - h))) / part};
}

/// The gradients again, with the size of every number in place of the number.
class Scales {
public:
    explicit Scales(const Iteration& iteration) : it_(iteration), network_(iteration.network()) {
        sizeOutputs();
        sizeDeltas();
    }

    double of(const Quantity& q) const { return std::max(sizeOf(q).sum(), smallestScale); }

private:
    using Sizes = std::vector<Size>;  // of a layer's neurons

    Size sizeOf(const Quantity& q) const {
        const auto l = static_cast<std::size_t>(q.layer), j = static_cast<std::size_t>(q.neuron);
        if (q.kind == QuantityKind::Output) return l + 1 == outputs_.size() ? error(j) : arriving(l, j);
        if (q.kind == QuantityKind::Weight) return deltas_[l][j] * outputs_[l - 1][static_cast<std::size_t>(q.from)];
        return deltas_[l][j];
    }

    double z(std::size_t l, std::size_t j) const { return it_.pass.z[l](static_cast<Eigen::Index>(j)); }
    double a(std::size_t l, std::size_t j) const { return it_.pass.a[l](static_cast<Eigen::Index>(j)); }

    Size slope(std::size_t l, std::size_t j) const {
        const Activation& f = *network_.layers[l - 1].activation;
        return carriedThrough([&f](double at) { return f.slope(at, f.value(at)); }, z(l, j), sums_[l][j]);
    }

    void sizeOutputs() {
        outputs_.emplace_back();
        sums_.emplace_back();
        outputs_.back().reserve(static_cast<std::size_t>(it_.sample->x.size()));
        for (const double x : it_.sample->x) outputs_.back().push_back({std::abs(x), 0.0});
        for (std::size_t l = 1; l < it_.pass.a.size(); ++l) {
            const Layer& layer = network_.layers[l - 1];
            sums_.emplace_back();
            outputs_.emplace_back();
            Vector arriving(layer.weights.cols());
            for (Eigen::Index i = 0; i < arriving.size(); ++i)
                arriving(i) = outputs_[l - 1][static_cast<std::size_t>(i)].sum();
            const Vector sums = layer.biases.cwiseAbs() + layer.weights.cwiseAbs().lazyProduct(arriving);
            sums_[l].assign(sums.begin(), sums.end());
            outputs_[l].reserve(sums_[l].size());
            for (std::size_t j = 0; j < sums_[l].size(); ++j)
                outputs_[l].push_back({std::abs(a(l, j)), carriedIntoOutput(l, j)});
        }
    }

    double carriedIntoOutput(std::size_t l, std::size_t k) const {
        const Activation& f = *network_.layers[l - 1].activation;
        if (f.isPointwise()) return std::abs(f.slope(z(l, k), a(l, k))) * sums_[l][k];
        double carried = 0.0;
        for (std::size_t j = 0; j < sums_[l].size(); ++j) carried += std::abs(softmaxSlope(k, j)) * sums_[l][j];
        return carried;
    }

    double softmaxSlope(std::size_t k, std::size_t j) const {
        return network_.outputActivation().layerwise->slope(it_.pass.a.back(), static_cast<Eigen::Index>(k),
                                                            static_cast<Eigen::Index>(j));
    }

    double target(std::size_t k) const { return it_.sample->t(static_cast<Eigen::Index>(k)); }

    /// 1 - a_k
    double rest(std::size_t k) const {
        return network_.outputActivation().rest(it_.pass.z.back(), it_.pass.a.back(), static_cast<Eigen::Index>(k));
    }

    /// Of a (total - t) - t (1 - a), where total is 1 or for a softmax the sum of the targets.
    Size fusedDelta(std::size_t k) const {
        const double factor = it_.loss().factor(network_.outputs()).value();
        const double total = network_.hasLayerwiseOutput() ? it_.sample->t.sum() : 1.0;
        const Size& output = outputs_.back()[k];
        return {factor * (output.terms * (total - target(k)) + target(k) * rest(k)), factor * total * output.carried};
    }

    /// Of dL/da_k.
    Size error(std::size_t k) const {
        const Loss& loss = it_.loss();
        const double at = a(outputs_.size() - 1, k), remaining = rest(k), t = target(k);
        Size size =
            carriedThrough([&](double moved) { return lossSlope(network_, loss, moved, remaining - (moved - at), t); },
                           at, outputs_.back()[k].carried);
        size.terms = loss.factor(network_.outputs()).value() * loss.slopeSize(at, remaining, t);
        return size;
    }

    /// Of da_k/dz_j = a_k (1 - a_k) or -a_k a_j.
    Size softmaxSlopeSize(std::size_t k, std::size_t j) const {
        const Size &own = outputs_.back()[k], &other = outputs_.back()[j];
        const double terms = std::abs(softmaxSlope(k, j));
        if (k == j) return {terms, own.carried};
        return {terms, own.carried * other.terms + own.terms * other.carried};
    }

    Size outputDelta(std::size_t j) const {
        if (it_.loss().isFusedWith(network_.outputActivation())) return fusedDelta(j);
        if (!network_.hasLayerwiseOutput()) return error(j) * slope(outputs_.size() - 1, j);
        Size total{0.0, 0.0};
        for (std::size_t k = 0; k < outputs_.back().size(); ++k) {
            const Size path = error(k) * softmaxSlopeSize(k, j);
            total.terms += path.terms;
            total.carried += path.carried;
        }
        return total;
    }

    void sizeDeltas() {
        const std::size_t last = outputs_.size() - 1;
        deltas_.resize(last + 1);
        for (std::size_t k = 0; k < outputs_[last].size(); ++k) deltas_[last].push_back(outputDelta(k));
        for (std::size_t l = last - 1; l >= 1; --l)
            for (std::size_t j = 0; j < outputs_[l].size(); ++j) deltas_[l].push_back(arriving(l, j) * slope(l, j));
    }

    /// Of sum_k w delta over the neurons that this one flows into.
    Size arriving(std::size_t l, std::size_t j) const {
        const Matrix& weights = network_.layers[l].weights;
        Size total{0.0, 0.0};
        for (std::size_t k = 0; k < deltas_[l + 1].size(); ++k) {
            const double w = std::abs(weights(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(j)));
            total.terms += w * deltas_[l + 1][k].terms;
            total.carried += w * deltas_[l + 1][k].carried;
        }
        return total;
    }

    const Iteration& it_;
    const Network& network_;
    std::vector<std::vector<double>> sums_;  // of z: |b| + sum |w| a
    std::vector<Sizes> outputs_;
    std::vector<Sizes> deltas_;
};

}  // namespace

double gradientScale(const Iteration& iteration, const Quantity& q) { return Scales(iteration).of(q); }

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
