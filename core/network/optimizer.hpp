#pragma once
// Optimizers: how a parameter theta moves along its gradient g. Each is defined once, as a template over the scalar,
// and over one of numbers that all parameters share.
//
//   sgd       theta - eta g
//   momentum  v <- mu v + g                              theta - eta v
//   adam      m <- beta1 m + (1 - beta1) g               theta - eta m^ / (sqrt s^ + epsilon)
//             s <- beta2 s + (1 - beta2) g^2             m^ = m / (1 - beta1^t), s^ = s / (1 - beta2^t)
//
// All begin with velocity and moments 0; t counts the updates from 1. Adam is that of Kingma and Ba (2015),
// algorithm 1, whose v is s here: v is the velocity. With weight decay lambda the loss has lambda / 2 |w|^2 besides,
// over all weights but no biases: g is then dL/dw + lambda w.

#include <cstdint>
#include <vector>

namespace backprop {

enum class OptimizerKind { Sgd, Momentum, Adam };

/// How many numbers it keeps for each parameter.
constexpr int momentsOf(OptimizerKind kind) { return static_cast<int>(kind); }

/// How the learning rate changes from epoch to epoch; n counts them from 0.
///   constant  eta
///   step      eta factor^floor(n / epochs)
///   cosine    floor + (eta - floor) (1 + cos(pi n / epochs)) / 2, from n = epochs on the floor
enum class ScheduleKind { Constant, Step, Cosine };

struct Schedule {
    ScheduleKind kind = ScheduleKind::Constant;
    int epochs = 10;      // 1 or more
    double factor = 0.5;  // of the steps
    double floor = 0.0;   // of the cosine

    /// The learning rate of an epoch, for the one that training begins with.
    double at(double learningRate, std::int64_t epoch) const;
    /// (1 + cos(pi n / epochs)) / 2, from n = epochs on 0.
    double share(std::int64_t epoch) const;
};

struct OptimizerSettings {
    OptimizerKind kind = OptimizerKind::Sgd;
    double momentum = 0.9;              // mu, from 0 to below 1
    double beta1 = 0.9, beta2 = 0.999;  // from 0 to below 1
    double epsilon = 1e-8;              // above 0
    double weightDecay = 0.0;           // lambda, 0 or more
    Schedule schedule{};

    /// theta - eta g and nothing besides.
    bool isPlain() const {
        return kind == OptimizerKind::Sgd && weightDecay == 0.0 && schedule.kind == ScheduleKind::Constant;
    }
};

/// Whether each number is in its range.
bool isValid(const OptimizerSettings& settings);

/// What an optimizer keeps from one update to the next.
struct OptimizerState {
    std::int64_t updates = 0;  // made so far
    // Velocity or first moment, and second moment, of all parameters in the order of Network::indexOf; empty where the
    // optimizer has none.
    std::vector<double> first{}, second{};

    /// All zeros again.
    void reset();
};

/// base^exponent by squaring; the exponent is 0 or more.
double integerPower(double base, std::int64_t exponent);

namespace optimizer {

/// g + lambda w, the gradient of a weight where it decays.
template <class S, class N>
S decayed(const S& gradient, const S& weight, const N& lambda) {
    return gradient + lambda * weight;
}

template <class S, class N>
S sgd(const S& theta, const S& gradient, const N& eta) {
    return theta - eta * gradient;
}

/// The next velocity; it takes the gradient's place in `sgd`.
template <class S, class N>
S velocity(const S& before, const S& gradient, const N& mu) {
    return mu * before + gradient;
}

/// The next first moment of g, or the second moment of g with g^2 in its place.
template <class S, class N>
S moment(const S& before, const S& power, const N& beta) {
    return beta * before + (1.0 - beta) * power;
}

/// What is left of 1 in a moment that began at 0: 1 - beta^t, for `power` beta^t.
template <class S>
S correction(const S& power) {
    return 1.0 - power;
}

/// A moment corrected for its start at 0.
template <class S, class N>
S corrected(const S& moment, const N& correction) {
    return moment / correction;
}

/// `first` and `second` are the corrected moments.
template <class S, class N, class SquareRoot>
S adam(const S& theta, const S& first, const S& second, const N& eta, const N& epsilon, const SquareRoot& squareRoot) {
    return theta - eta * first / (squareRoot(second) + epsilon);
}

}  // namespace optimizer
}  // namespace backprop
