#include "proof/mistakes.hpp"

#include <array>
#include <cmath>
#include <memory>

namespace backprop {

double Rules::lossSlope(int k) const {
    const Activation& output = it_.network().outputActivation();
    return backprop::lossSlope(it_.network(), it_.loss(), a(depth(), k),
                               output.rest(it_.pass.z.back(), it_.pass.a.back(), k), it_.sample->t(k));
}

double Rules::slope(int l, int j) const {
    return it_.network().layers[static_cast<std::size_t>(l - 1)].activation->slope(z(l, j), a(l, j));
}

double Rules::share(int l, int j, int k) const { return weights(l + 1)(k, j) * delta(l + 1, k); }

double Rules::input(int l, int /*j*/, int i) const { return a(l - 1, i); }

double Rules::delta(int l, int j) const {
    if (l == depth()) return lossSlope(j) * slope(l, j);
    double back = 0.0;
    for (int k = 0; k < units(l + 1); ++k) back += share(l, j, k);
    return back * slope(l, j);
}

double Rules::gradient(const Quantity& id) const {
    const double own = delta(id.layer, id.neuron);
    return id.kind == QuantityKind::WeightGradient ? own * input(id.layer, id.neuron, id.from) : own;
}

namespace {

/// Only the way through the first neuron of the next layer is taken.
struct MissingPath : Rules {
    using Rules::Rules;
    double share(int l, int j, int k) const override { return k == 0 ? Rules::share(l, j, k) : 0.0; }
};

/// f'(z) is left out at the neuron whose gradient is asked for.
struct MissingSlope : Rules {
    using Rules::Rules;
    double slope(int l, int j) const override { return l == layer_ ? 1.0 : Rules::slope(l, j); }
};

/// f' is taken at a in place of z.
struct SlopeAtOutput : Rules {
    using Rules::Rules;
    double slope(int l, int j) const override {
        const Activation& f = *it_.network().layers[static_cast<std::size_t>(l - 1)].activation;
        return l == layer_ ? f.slope(a(l, j), f.value(a(l, j))) : Rules::slope(l, j);
    }
};

/// The gradient of the next layer's weight is taken where its delta belongs.
struct GradientForDelta : Rules {
    using Rules::Rules;
    double share(int l, int j, int k) const override { return Rules::share(l, j, k) * a(l, j); }
};

/// What comes back is not multiplied by the weight that it comes through.
struct MissingWeight : Rules {
    using Rules::Rules;
    double share(int l, int /*j*/, int k) const override { return delta(l + 1, k); }
};

/// t - a in place of a - t.
struct WrongSign : Rules {
    using Rules::Rules;
    double lossSlope(int k) const override { return -Rules::lossSlope(k); }
};

/// The factor of the loss is left out.
struct LossFactor : Rules {
    using Rules::Rules;
    double lossSlope(int k) const override { return Rules::lossSlope(k) / it_.loss().factor(units(depth())).value(); }
};

/// The slope of the squared error under a cross-entropy, and the other way round.
struct OtherLoss : Rules {
    using Rules::Rules;
    double lossSlope(int k) const override {
        const Loss* other = findLoss(it_.loss().targetsAreProbabilities ? "mse" : "bce");
        const Activation& output = it_.network().outputActivation();
        return backprop::lossSlope(it_.network(), *other, a(depth(), k),
                                   output.rest(it_.pass.z.back(), it_.pass.a.back(), k), it_.sample->t(k));
    }
};

/// w_jk in place of w_kj on the way back.
struct Transposed : Rules {
    using Rules::Rules;
    double share(int l, int j, int k) const override {
        const Matrix& w = weights(l + 1);
        return j < w.rows() && k < w.cols() ? w(j, k) * delta(l + 1, k) : std::nan("");
    }
};

/// The neuron's own output in place of the one that comes in.
struct WrongInput : Rules {
    using Rules::Rules;
    double input(int l, int j, int /*i*/) const override { return a(l, j); }
};

/// The weights of the next layer were updated before they were used.
struct UpdatedWeights : Rules {
    using Rules::Rules;
    double share(int l, int j, int k) const override {
        return it_.updated(quantity::weight(l + 1, k, j)) * delta(l + 1, k);
    }
};

using Made = std::unique_ptr<Rules> (*)(const Iteration&, int layer);

template <class Mistake>
std::unique_ptr<Rules> make(const Iteration& iteration, int layer) {
    return std::make_unique<Mistake>(iteration, layer);
}

constexpr std::array<std::string_view, 11> names{
    "missing-path",         "missing-activation-derivative",
    "derivative-of-output", "gradient-for-delta",
    "missing-weight",       "wrong-sign",
    "loss-factor",          "other-loss",
    "transposed",           "wrong-input",
    "updated-weights",
};
constexpr std::array<Made, names.size()> makers{
    make<MissingPath>,   make<MissingSlope>, make<SlopeAtOutput>,  make<GradientForDelta>,
    make<MissingWeight>, make<WrongSign>,    make<LossFactor>,     make<OtherLoss>,
    make<Transposed>,    make<WrongInput>,   make<UpdatedWeights>,
};

}  // namespace

std::span<const std::string_view> mistakes() { return names; }

std::optional<double> mistaken(const Iteration& iteration, std::string_view mistake, const Quantity& gradient) {
    // A layer whose outputs depend on all of its sums has no slope of one neuron.
    if (!iteration.network().outputActivation().isPointwise()) return std::nullopt;
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (names[at] != mistake) continue;
        const double wrong = makers[at](iteration, gradient.layer)->gradient(gradient);
        return std::isfinite(wrong) ? std::optional(wrong) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace backprop
