#pragma once
// An update in the numbers that it is made of: for each parameter the decayed gradient, the velocity or the moments,
// and the parameter itself.

#include <optional>
#include <vector>

#include "training/backward.hpp"

namespace backprop {

/// Where a number of the settings that has an id is kept: eta, mu and the like; null for any other kind.
double* settingIn(Training& training, QuantityKind kind);
inline const double* settingIn(const Training& training, QuantityKind kind) {
    return settingIn(const_cast<Training&>(training), kind);
}

/// A number that all parameters share, by its kind: one of the settings, or the learning rate of the epoch.
double settingOf(const Scenario& scenario, QuantityKind kind, std::int64_t epoch);

/// The numbers that all parameters share in one update.
struct UpdateNumbers {
    OptimizerKind kind;
    double eta, momentum, beta1, beta2, firstCorrection, secondCorrection, epsilon, weightDecay;
};

/// Of the next update, in that epoch.
UpdateNumbers updateNumbers(const Scenario& scenario, std::int64_t epoch);

/// One parameter in an update. What the optimizer has none of is 0.
struct ParameterUpdate {
    double gradient;                         // decayed, where the parameter decays
    double first = 0.0, second = 0.0;        // the new velocity or first moment, the new second moment
    double firstHat = 0.0, secondHat = 0.0;  // corrected
    double after = 0.0;                      // the new parameter

    /// The number of one of its quantities.
    double at(QuantityKind kind) const;
    bool isFinite() const;
};

/// Of a parameter with that gradient.
ParameterUpdate updateOf(const Scenario& scenario, const Quantity& parameter, double gradient,
                         const UpdateNumbers& numbers);

/// The quantities that an update computes at a neuron, in the order of its steps: for the weights, then for the bias.
std::vector<QuantityKind> updateKinds(const Training& training);

/// Whether an update of that training computes it.
bool isComputed(const Training& training, QuantityKind kind);

/// The first number of an update by these gradients that is not finite, in the order of its steps.
std::optional<Error> firstNonFinite(const Scenario& scenario, const Gradients& gradients, const UpdateNumbers& numbers);

/// The update by these gradients; false, and nothing has changed, where a number of it is not finite.
bool updateAll(Scenario& scenario, const Gradients& gradients, const UpdateNumbers& numbers);

}  // namespace backprop
