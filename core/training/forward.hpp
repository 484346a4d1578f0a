#pragma once
// The forward pass: from a sample to its loss, every weighted sum and output kept.

#include <optional>
#include <vector>

#include "network/scenario.hpp"

namespace backprop {

/// Shapes as in maths: index 0 is the input layer. Sized once by `sizeFor`; a pass then allocates nothing.
struct ForwardPass {
    std::vector<Vector> z{};  // z[l], l = 1 ... depth; z[0] is empty
    std::vector<Vector> a{};  // a[0] = x, a[l] = f(z[l])
    Vector lossTerms{};       // one per output, the loss's factor included
    double loss = 0.0;        // their sum

    void sizeFor(const Network& network);
};

/// z^l = W^l a^(l-1) + b^l, a^l = f(z^l), L = factor sum_k term(a_k, t_k).
/// On the output that a loss is fused with, its terms come from z (see loss.hpp).
void forward(const Network& network, const Loss& loss, const Sample& sample, ForwardPass& pass);

/// The end of a pass: the terms and the loss of targets t, from the weighted sums and outputs of the last layer.
void lossOfOutputs(const Network& network, const Loss& loss, const Vector& t, ForwardPass& pass);

/// The outputs for `count` inputs in one row, in one row too. An error if the inputs do
/// not fill `count` samples, or if a number is not finite: then `sample` is the one.
Result<std::vector<double>> predict(const Network& network, const std::vector<double>& inputs, int count);

/// The first value of the pass that is not finite, in the order of computing.
std::optional<Error> firstNonFinite(const ForwardPass& pass);

/// The error for a value that is not finite.
Error nonFinite(const Quantity& quantity, double value);

}  // namespace backprop
