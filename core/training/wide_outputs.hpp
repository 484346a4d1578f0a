#pragma once
// The outputs of a layer as Wide numbers: for a loss that asks for ln a and ln(1 - a) where these are below the
// doubles.

#include "network/activation.hpp"

namespace backprop {

/// Cheap to make: what is the same for all outputs of a layer is worked out when the first is asked for. Keeps
/// references; z is that of the layer.
class WideOutputs {
public:
    WideOutputs(const Activation& activation, const Vector& z) : activation_(activation), z_(z) {}

    WideOutput operator()(Eigen::Index k) const;
    /// da_k/dz_j
    Wide<double> slope(Eigen::Index k, Eigen::Index j) const;

private:
    const PreciseVector& layer() const;

    const Activation& activation_;
    const Vector& z_;
    mutable PreciseVector layer_{};  // all outputs, where the activation is that of the layer
};

/// The outputs with the imaginary parts of a complex step.
class WideComplexOutputs {
public:
    WideComplexOutputs(const Activation& activation, const ComplexVector& z) : activation_(activation), z_(z) {}

    WideComplexOutput operator()(Eigen::Index k) const;

private:
    const Activation& activation_;
    const ComplexVector& z_;
    mutable WideComplexVector layer_{};
};

}  // namespace backprop
