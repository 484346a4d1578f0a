#include "proof/verify.hpp"

#include <algorithm>
#include <limits>

#include "formulas/symbolic_network.hpp"
#include "proof/complex_step.hpp"
#include "training/wide_outputs.hpp"

namespace backprop {
namespace {

/// The smallest normal double over the step, with room for 12 digits.
constexpr double smallestScale = 0x1p-1022 / complexStep * 1e12;

/// A size beyond the doubles counts as the largest: none is infinite, so that a factor of 0 takes it out.
double bounded(double size) { return std::min(size, std::numeric_limits<double>::max()); }
const Wide<double>& bounded(const Wide<double>& size) { return size; }

/// The size of a product. One that is smaller than the normal doubles loses its last bits, and counts as the smallest
/// of them.
double productSize(double a, double b) {
    const double size = bounded(a * b);
    return a == 0.0 || b == 0.0 ? size : std::max(size, std::numeric_limits<double>::min());
}
Wide<double> productSize(const Wide<double>& a, const Wide<double>& b) { return a * b; }

/// The size that a number's rounding is relative to.
template <class N>
struct SizeOf {
    N terms;    // the absolute values of what is added up in it
    N carried;  // and what a relative error of 1 in the terms of all that it is computed from makes of it

    N sum() const { return bounded(terms + carried); }
    SizeOf& operator+=(const SizeOf& b) { return *this = {bounded(terms + b.terms), bounded(carried + b.carried)}; }
    friend SizeOf operator*(const SizeOf& a, const SizeOf& b) {
        return {productSize(a.terms, b.terms), bounded(a.terms * b.carried + a.carried * b.terms)};
    }
};
using Size = SizeOf<double>;
using WideSize = SizeOf<Wide<double>>;

Size narrow(const WideSize& size) { return {bounded(size.terms.narrow()), bounded(size.carried.narrow())}; }

/// The size of g(x), for an x of that size: |g'| times it, by a difference that need not be exact. The smaller of the
/// differences to both sides: where g jumps on one of them, as the slope of relu does, the jump carries no rounding.
template <class G, class N>
auto carriedThrough(const G& g, const N& x, const N& size) {
    constexpr double part = 0x1p-30;
    const N h = part * size;
    const auto here = g(x);
    using Result = std::remove_const_t<decltype(here)>;
    const Result carried = std::min<Result>(abs(g(x + h) - here), abs(here - g(x - h))) / part;
    return SizeOf<Result>{abs(here), bounded(carried)};
}

/// The gradients again, with the size of every number in place of the number.
class Scales {
public:
    explicit Scales(const Iteration& iteration)
        : it_(iteration), network_(iteration.network()), wide_(network_.outputActivation(), iteration.pass.z.back()) {
        sizeOutputs();
        sizeDeltas();
    }

    double of(const Quantity& q) const { return std::max(sizeOf(q).sum(), smallestScale); }

private:
    using Sizes = std::vector<Size>;  // of a layer's neurons

    Size sizeOf(const Quantity& q) const {
        const auto l = static_cast<std::size_t>(q.layer), j = static_cast<std::size_t>(q.neuron);
        if (q.kind == QuantityKind::Output || q.kind == QuantityKind::Input)
            return l + 1 == outputs_.size() ? errorSize(j) : arriving(l, j);
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
            for (const double sum : sums) sums_[l].push_back(bounded(sum));
            outputs_[l].reserve(sums_[l].size());
            for (std::size_t j = 0; j < sums_[l].size(); ++j)
                outputs_[l].push_back({std::abs(a(l, j)), carriedIntoOutput(l, j)});
        }
    }

    double carriedIntoOutput(std::size_t l, std::size_t k) const {
        const Activation& f = *network_.layers[l - 1].activation;
        if (f.isPointwise()) return bounded(std::abs(f.slope(z(l, k), a(l, k))) * sums_[l][k]);
        double carried = 0.0;
        for (std::size_t j = 0; j < sums_[l].size(); ++j) carried += std::abs(softmaxSlope(k, j)) * sums_[l][j];
        return bounded(carried);
    }

    double softmaxSlope(std::size_t k, std::size_t j) const {
        return network_.outputActivation().layerwise->slope(it_.pass.a.back(), static_cast<Eigen::Index>(k),
                                                            static_cast<Eigen::Index>(j));
    }

    static Eigen::Index index(std::size_t k) { return static_cast<Eigen::Index>(k); }

    double target(std::size_t k) const { return it_.sample->t(static_cast<Eigen::Index>(k)); }

    /// 1 - a_k
    double rest(std::size_t k) const {
        return network_.outputActivation().rest(it_.pass.z.back(), it_.pass.a.back(), static_cast<Eigen::Index>(k));
    }

    /// The size of a (total - t) - t (1 - a), where total is 1 or for a softmax the sum of the targets.
    Size fusedDelta(std::size_t k) const {
        const double factor = it_.loss().factor(network_.outputs()).value();
        const double total = network_.hasLayerwiseOutput() ? it_.sample->t.sum() : 1.0;
        const Size& output = outputs_.back()[k];
        return {factor * (output.terms * (total - target(k)) + target(k) * rest(k)),
                bounded(factor * total * output.carried)};
    }

    /// The size of dL/da_k.
    Size error(std::size_t k) const {
        const Loss& loss = it_.loss();
        const double at = a(outputs_.size() - 1, k), remaining = rest(k), t = target(k);
        Size size =
            carriedThrough([&](double moved) { return lossSlope(network_, loss, moved, remaining - (moved - at), t); },
                           at, outputs_.back()[k].carried);
        size.terms = bounded(loss.factor(network_.outputs()).value() * loss.slopeSize(at, remaining, t));
        return size;
    }

    /// The size of da_k/dz_j = a_k (1 - a_k) or -a_k a_j.
    Size softmaxSlopeSize(std::size_t k, std::size_t j) const {
        const Size &own = outputs_.back()[k], &other = outputs_.back()[j];
        const double terms = std::abs(softmaxSlope(k, j));
        if (k == j) return {terms, own.carried};
        return {terms, bounded(own.carried * other.terms + own.terms * other.carried)};
    }

    // Output, error and slope where the loss takes its output wide: none of them needs to have a double, but their
    // products do.

    WideSize wideOutput(std::size_t k) const {
        const auto last = outputs_.size() - 1, from = network_.hasLayerwiseOutput() ? 0 : k;
        const auto to = network_.hasLayerwiseOutput() ? sums_[last].size() : k + 1;
        WideSize size{abs(wide_(index(k)).a), 0.0};
        for (std::size_t j = from; j < to; ++j) size.carried += abs(wide_.slope(index(k), index(j))) * sums_[last][j];
        return size;
    }

    WideSize wideError(std::size_t k) const {
        const WideOutput at = wide_(index(k));
        const auto slope = [&](const Wide<double>& a) {
            return lossSlope(network_, it_.loss(), {a, at.oneMinus - (a - at.a), {}, {}}, target(k));
        };
        WideSize size = carriedThrough(slope, at.a, wideOutputs_[k].carried);
        size.terms =
            it_.loss().factor(network_.outputs()).value() * it_.loss().wide->slopeSize(at.a, at.oneMinus, target(k));
        return size;
    }

    WideSize wideSlope(std::size_t k, std::size_t j) const {
        const std::size_t last = outputs_.size() - 1;
        const Activation& f = network_.outputActivation();
        if (f.isPointwise())
            return carriedThrough([&f](double z) { return toWide(f.precise(z).slope); }, z(last, k), sums_[last][k]);
        const WideSize &own = wideOutputs_[k], &other = wideOutputs_[j];
        const Wide<double> terms = abs(wide_.slope(index(k), index(j)));
        if (k == j) return {terms, own.carried};
        return {terms, own.carried * other.terms + own.terms * other.carried};
    }

    Size errorSize(std::size_t k) const { return it_.loss().wide ? narrow(wideErrors_[k]) : error(k); }

    Size outputDelta(std::size_t j) const {
        const bool pointwise = !network_.hasLayerwiseOutput(), wide = it_.loss().wide != nullptr;
        if (it_.loss().isFusedWith(network_.outputActivation())) return fusedDelta(j);
        Size total{0.0, 0.0};
        for (std::size_t k = pointwise ? j : 0; k < (pointwise ? j + 1 : outputs_.back().size()); ++k) {
            const Size path = wide        ? narrow(wideErrors_[k] * wideSlope(k, j))
                              : pointwise ? error(k) * slope(outputs_.size() - 1, k)
                                          : error(k) * softmaxSlopeSize(k, j);
            total += path;
        }
        return total;
    }

    void sizeDeltas() {
        const std::size_t last = outputs_.size() - 1;
        const std::size_t wide = it_.loss().wide ? outputs_[last].size() : 0;
        for (std::size_t k = 0; k < wide; ++k) wideOutputs_.push_back(wideOutput(k));
        for (std::size_t k = 0; k < wide; ++k) wideErrors_.push_back(wideError(k));
        deltas_.resize(last + 1);
        for (std::size_t k = 0; k < outputs_[last].size(); ++k) deltas_[last].push_back(outputDelta(k));
        for (std::size_t l = last - 1; l >= 1; --l)
            for (std::size_t j = 0; j < outputs_[l].size(); ++j) deltas_[l].push_back(arriving(l, j) * slope(l, j));
    }

    /// The size of sum_k w delta over the neurons that this one flows into.
    Size arriving(std::size_t l, std::size_t j) const {
        const Matrix& weights = network_.layers[l].weights;
        Size total{0.0, 0.0};
        for (std::size_t k = 0; k < deltas_[l + 1].size(); ++k) {
            const double w = std::abs(weights(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(j)));
            total += Size{w, 0.0} * deltas_[l + 1][k];
        }
        return total;
    }

    const Iteration& it_;
    const Network& network_;
    WideOutputs wide_;                       // of the last layer
    std::vector<std::vector<double>> sums_;  // of z: |b| + sum |w| a
    std::vector<Sizes> outputs_;
    std::vector<Sizes> deltas_;
    std::vector<WideSize> wideOutputs_{};  // of the last layer, and of dL/da, for a loss that takes it wide
    std::vector<WideSize> wideErrors_{};
};

}  // namespace

double gradientScale(const Iteration& iteration, const Quantity& q) { return Scales(iteration).of(q); }

Precise exactGradient(const PrecisePass& pass, const Quantity& parameter, double scale) {
    const Precise exact = pass.gradient(parameter);
    const double size = std::abs(exact.factor.high), error = exact.factor.error;
    const bool cancels = size <= error && Wide<double>(size + error, exact.exponent).narrow() <= 1e-25 * scale;
    return cancels ? Precise(0.0) : exact;
}

Verification verify(const Iteration& iteration, const std::vector<Quantity>& ids) {
    const IterationEnvironment environment(iteration);
    SymbolicNetwork symbolic(iteration.network(), iteration.loss());
    Evaluator evaluate(environment);
    const Scales scales(iteration);
    const PrecisePass precise = runPrecisely(iteration);
    Verification result;
    result.parameters.reserve(ids.size());
    for (const Quantity& id : ids) {
        VerifiedParameter p{.id = id,
                            .backprop = iteration.value(gradientOf(id)),
                            .symbolic = evaluate(symbolic.gradient(id)),
                            .complexStep = complexStepGradient(iteration.network(), iteration.loss(), *iteration.sample,
                                                               iteration.pass, id),
                            .scale = scales.of(id),
                            .relativeDifference = 0.0,
                            .exact = 0.0,
                            .digits = 16,
                            .limit = {}};
        const Precise exact = exactGradient(precise, id, p.scale);
        p.exact = exact.narrow().high;
        for (const double value : {p.backprop, p.symbolic, p.complexStep})
            p.digits = std::min(p.digits, correctDigits(relativeError(value, exact)));
        if (p.digits < manyDigits) p.limit = digitLimit(iteration, precise, id);
        const auto values = {p.backprop, p.symbolic, p.complexStep, p.scale};
        const bool finite =
            std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
        const auto [low, high] = std::minmax({p.backprop, p.symbolic, p.complexStep});
        p.relativeDifference = finite ? std::abs(high - low) / p.scale : std::numeric_limits<double>::infinity();
        result.maxRelativeDifference = std::max(result.maxRelativeDifference, p.relativeDifference);
        result.parameters.push_back(p);
    }
    return result;
}

}  // namespace backprop
