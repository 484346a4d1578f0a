#pragma once
// The backward pass: delta = dL/dz from the output back, then the gradients of all weights and biases.

#include <optional>
#include <vector>

#include "training/forward.hpp"

namespace backprop {

/// dL/dW and dL/db of every layer, in the shape of the parameters.
struct Gradients {
    std::vector<Matrix> weights{};  // [l-1], units x units of the layer before
    std::vector<Vector> biases{};   // [l-1], units

    void sizeFor(const Network& network);
    void setZero();
    Gradients& operator+=(const Gradients& other);
    Gradients& operator/=(double divisor);
    bool allFinite() const;
    /// The largest absolute value, of finite gradients.
    double largest() const;
    /// The gradient of a weight or bias that the network has.
    double at(const Quantity& parameter) const;
};

/// delta[l], l = 1 ... depth, in the shape of z. Sized once; a pass then allocates nothing.
struct BackwardPass {
    std::vector<Vector> delta{};
    Vector outputSlopes{};  // dL/da^L; not filled where loss and output are fused

    void sizeFor(const Network& network);
};

/// delta^L_k = dL/da_k f'(z_k), for softmax sum_i dL/da_i da_i/dz_k; where loss and output are fused the loss's factor
/// times a_k - t_k, after a softmax a_k sum_i t_i - t_k;
/// delta^l = (W^(l+1))^T delta^(l+1) * f'(z^l), element by element.
void backward(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
              BackwardPass& back);

/// The first line of `backward` alone: delta of the output layer.
void outputDeltas(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                  BackwardPass& back);

/// dL/dW^l += delta^l (a^(l-1))^T, dL/db^l += delta^l.
void addGradients(const ForwardPass& pass, const BackwardPass& back, Gradients& gradients);

/// The first value that is not finite, from the output back: a layer's deltas, then its gradients.
std::optional<Error> firstNonFinite(const BackwardPass& back, const Gradients& gradients);

/// d factor term / da at an output a with rest = 1 - a, as the chain rule has it, unfused.
double lossSlope(const Network& network, const Loss& loss, double a, double rest, double t);
/// The slope where it may have no double. The loss must be wide.
Wide<double> lossSlope(const Network& network, const Loss& loss, const WideOutput& at, double t);

}  // namespace backprop
