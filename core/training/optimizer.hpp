#pragma once
// Optimizers: how a parameter theta moves along its gradient g. Each is defined once, as a template over the scalar,
// and over one of numbers that all parameters share.
//
//   sgd       theta - eta g
//   momentum  v <- mu v + g                              theta - eta v
//   adam      m <- beta1 m + (1 - beta1) g               theta - eta m^ / (sqrt v^ + epsilon)
//             v <- beta2 v + (1 - beta2) g^2             m^ = m / (1 - beta1^t), v^ = v / (1 - beta2^t)
//
// All begin with velocity and moments 0; t counts the updates from 1. Adam is that of Kingma and Ba (2015),
// algorithm 1. With weight decay lambda the loss has lambda / 2 |w|^2 besides, over all weights but no biases: g is
// then dL/dw + lambda w.

#include <cstdint>

namespace backprop {

enum class OptimizerKind { Sgd, Momentum, Adam };

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
};

struct OptimizerSettings {
    OptimizerKind kind = OptimizerKind::Sgd;
    double momentum = 0.9;              // mu, from 0 to below 1
    double beta1 = 0.9, beta2 = 0.999;  // from 0 to below 1
    double epsilon = 1e-8;              // above 0
    double weightDecay = 0.0;           // lambda, 0 or more
    Schedule schedule{};
};

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

/// `first` and `second` are the new moments; the corrections are 1 - beta1^t and 1 - beta2^t.
template <class S, class N, class SquareRoot>
S adam(const S& theta, const S& first, const S& second, const N& eta, const N& firstCorrection,
       const N& secondCorrection, const N& epsilon, const SquareRoot& squareRoot) {
    return theta - eta * (first / firstCorrection) / (squareRoot(second / secondCorrection) + epsilon);
}

}  // namespace optimizer
}  // namespace backprop
