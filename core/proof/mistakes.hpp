#pragma once
// Mistakes that are made when back-propagation is worked out by hand. Each is one rule of it applied wrongly, so the
// number that it gives follows from the network; all other rules stay right.

#include <optional>
#include <span>
#include <string_view>

#include "training/iteration.hpp"

namespace backprop {

/// Back-propagation rule by rule, on the numbers of an iteration. A mistake overrides one of the rules.
class Rules {
public:
    /// `layer`: of the gradient that is asked for.
    Rules(const Iteration& iteration, int layer) : it_(iteration), layer_(layer) {}
    virtual ~Rules() = default;

    /// dL/da_k of an output.
    virtual double lossSlope(int k) const;
    /// f'(z_j) in layer l.
    virtual double slope(int l, int j) const;
    /// The share of neuron k of layer l + 1 in dL/da_j of layer l.
    virtual double share(int l, int j, int k) const;
    /// The factor of a weight's gradient that comes from the layer before: a_i of layer l - 1.
    virtual double input(int l, int j, int i) const;

    /// dL/dz_j in layer l, by these rules.
    double delta(int l, int j) const;
    /// The gradient of a weight or bias, or delta, by these rules.
    double gradient(const Quantity& id) const;

protected:
    int depth() const { return it_.network().depth(); }
    int units(int l) const { return static_cast<int>(it_.pass.a[static_cast<std::size_t>(l)].size()); }
    double a(int l, int j) const { return it_.pass.a[static_cast<std::size_t>(l)](j); }
    double z(int l, int j) const { return it_.pass.z[static_cast<std::size_t>(l)](j); }
    const Matrix& weights(int l) const { return it_.network().layers[static_cast<std::size_t>(l - 1)].weights; }

    const Iteration& it_;
    int layer_;
};

/// The names of all mistakes, as the diagnosis of an answer will have them.
std::span<const std::string_view> mistakes();

/// The number that a mistake gives for a gradient of a weight or bias, or for delta: on the iteration's sample. Nothing
/// where there is no such mistake, or where it cannot be made in this network; it may give the right number.
std::optional<double> mistaken(const Iteration& iteration, std::string_view mistake, const Quantity& gradient);

}  // namespace backprop
