#include "training/update.hpp"

#include <algorithm>
#include <cmath>

#include "training/forward.hpp"

namespace backprop {

UpdateNumbers updateNumbers(const Scenario& scenario, std::int64_t epoch) {
    const OptimizerSettings& o = scenario.training.optimizer;
    const auto correction = [&](double beta) {
        return o.kind == OptimizerKind::Adam ? optimizer::correction(integerPower(beta, scenario.state.updates + 1))
                                             : 1.0;
    };
    return {o.kind,
            o.schedule.at(scenario.training.learningRate, epoch),
            o.momentum,
            o.beta1,
            o.beta2,
            correction(o.beta1),
            correction(o.beta2),
            o.epsilon,
            o.weightDecay};
}

double* settingIn(Training& training, QuantityKind kind) {
    OptimizerSettings& optimizer = training.optimizer;
    switch (kind) {
        case QuantityKind::LearningRate:
            return &training.learningRate;
        case QuantityKind::Momentum:
            return &optimizer.momentum;
        case QuantityKind::FirstBeta:
            return &optimizer.beta1;
        case QuantityKind::SecondBeta:
            return &optimizer.beta2;
        case QuantityKind::Epsilon:
            return &optimizer.epsilon;
        case QuantityKind::WeightDecay:
            return &optimizer.weightDecay;
        default:
            return nullptr;
    }
}

double settingOf(const Scenario& scenario, QuantityKind kind, std::int64_t epoch) {
    const Training& training = scenario.training;
    if (kind == QuantityKind::ScheduledRate) return training.optimizer.schedule.at(training.learningRate, epoch);
    return *settingIn(training, kind);
}

double ParameterUpdate::at(QuantityKind kind) const {
    switch (kind) {
        case QuantityKind::DecayedGradient:
            return gradient;
        case QuantityKind::WeightVelocity:
        case QuantityKind::BiasVelocity:
        case QuantityKind::WeightFirstMoment:
        case QuantityKind::BiasFirstMoment:
            return first;
        case QuantityKind::WeightSecondMoment:
        case QuantityKind::BiasSecondMoment:
            return second;
        case QuantityKind::WeightFirstCorrected:
        case QuantityKind::BiasFirstCorrected:
            return firstHat;
        case QuantityKind::WeightSecondCorrected:
        case QuantityKind::BiasSecondCorrected:
            return secondHat;
        default:
            return after;
    }
}

bool ParameterUpdate::isFinite() const {
    for (const double number : {gradient, first, second, firstHat, secondHat, after})
        if (!std::isfinite(number)) return false;
    return true;
}

namespace {

/// `first` and `second` are those before the update.
[[gnu::noinline]] ParameterUpdate updateFrom(double theta, double gradient, double first, double second,
                                             const UpdateNumbers& n, bool decays) {
    ParameterUpdate u{gradient};
    if (decays && n.weightDecay != 0.0) u.gradient = optimizer::decayed(gradient, theta, n.weightDecay);
    if (n.kind == OptimizerKind::Adam) {
        u.first = optimizer::moment(first, u.gradient, n.beta1);
        u.second = optimizer::moment(second, u.gradient * u.gradient, n.beta2);
        u.firstHat = optimizer::corrected(u.first, n.firstCorrection);
        u.secondHat = optimizer::corrected(u.second, n.secondCorrection);
        u.after =
            optimizer::adam(theta, u.firstHat, u.secondHat, n.eta, n.epsilon, [](double a) { return std::sqrt(a); });
        return u;
    }
    if (n.kind == OptimizerKind::Momentum) u.first = optimizer::velocity(first, u.gradient, n.momentum);
    u.after = optimizer::sgd(theta, n.kind == OptimizerKind::Momentum ? u.first : u.gradient, n.eta);
    return u;
}

/// A run of parameters with what belongs to them; `first` and `second` are null where the optimizer has none.
struct Run {
    double* theta;
    const double* gradient;
    double *first, *second;
    Eigen::Index count;
    bool decays;
};

[[gnu::noinline]] bool update(const Run& run, const UpdateNumbers& numbers, bool write) {
    for (Eigen::Index i = 0; i < run.count; ++i) {
        const ParameterUpdate u = updateFrom(run.theta[i], run.gradient[i], run.first ? run.first[i] : 0.0,
                                             run.second ? run.second[i] : 0.0, numbers, run.decays);
        if (!write && !u.isFinite()) return false;
        if (!write) continue;
        run.theta[i] = u.after;
        if (run.first) run.first[i] = u.first;
        if (run.second) run.second[i] = u.second;
    }
    return true;
}

/// Every parameter's update, worked out or written; false at the first that is not finite.
bool update(Scenario& scenario, const Gradients& gradients, const UpdateNumbers& numbers, bool write) {
    OptimizerState& state = scenario.state;
    const auto from = [](std::vector<double>& all, std::size_t index) { return all.empty() ? nullptr : &all[index]; };
    std::size_t index = 0;
    for (std::size_t l = 0; l < scenario.network.layers.size(); ++l)
        for (const bool weight : {true, false}) {
            Layer& layer = scenario.network.layers[l];
            const Eigen::Index count = weight ? layer.weights.size() : layer.biases.size();
            const Run run{weight ? layer.weights.data() : layer.biases.data(),
                          weight ? gradients.weights[l].data() : gradients.biases[l].data(),
                          from(state.first, index),
                          from(state.second, index),
                          count,
                          weight};
            index += static_cast<std::size_t>(count);
            if ((weight || scenario.training.updateBiases) && !update(run, numbers, write)) return false;
        }
    return true;
}

}  // namespace

ParameterUpdate updateOf(const Scenario& scenario, const Quantity& q, double gradient, const UpdateNumbers& numbers) {
    const std::size_t i = scenario.network.indexOf(q);
    const auto before = [i](const std::vector<double>& all) { return all.empty() ? 0.0 : all[i]; };
    return updateFrom(*scenario.network.parameter(q), gradient, before(scenario.state.first),
                      before(scenario.state.second), numbers, q.kind == QuantityKind::Weight);
}

bool updateAll(Scenario& scenario, const Gradients& gradients, const UpdateNumbers& numbers) {
    if (!update(scenario, gradients, numbers, false)) return false;
    update(scenario, gradients, numbers, true);
    ++scenario.state.updates;
    return true;
}

std::vector<QuantityKind> updateKinds(const Training& training) {
    using enum QuantityKind;
    std::vector<QuantityKind> kinds;
    if (training.optimizer.weightDecay != 0.0) kinds.push_back(DecayedGradient);
    for (const QuantityKind parameter : {Weight, Bias}) {
        if (parameter == Bias && !training.updateBiases) break;
        const auto add = [&](QuantityKind ofWeights) { kinds.push_back(belongingTo(ofWeights, {parameter}).kind); };
        if (training.optimizer.kind == OptimizerKind::Momentum) add(WeightVelocity);
        if (training.optimizer.kind == OptimizerKind::Adam)
            for (const QuantityKind kind :
                 {WeightFirstMoment, WeightSecondMoment, WeightFirstCorrected, WeightSecondCorrected})
                add(kind);
        add(Weight);
    }
    return kinds;
}

bool isComputed(const Training& training, QuantityKind kind) {
    const auto kinds = updateKinds(training);
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::optional<Error> firstNonFinite(const Scenario& scenario, const Gradients& gradients,
                                    const UpdateNumbers& numbers) {
    const Network& network = scenario.network;
    const auto kinds = updateKinds(scenario.training);
    for (int l = 1; l <= network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j)
            for (const QuantityKind kind : kinds)
                for (int i = 0; i < (isPerWeight(kind) ? network.units(l - 1) : 1); ++i) {
                    const Quantity q{kind, l, j, i}, parameter = parameterOf(q);
                    const double value = updateOf(scenario, parameter, gradients.at(parameter), numbers).at(kind);
                    if (!std::isfinite(value)) return nonFinite(q, value);
                }
    return std::nullopt;
}

}  // namespace backprop
