#pragma once
// What is said of losses, shown on the network of a run: convex in an output and not in a weight, not convex in all
// weights together, and solved in closed form where the last layer is linear. The scenario's loss must be a mean over
// the samples, as in Run::measured.

#include "training/loss_grid.hpp"

namespace backprop::lab {

/// The loss of all samples, over weights or biases; see training/loss_grid.hpp.
std::vector<double> lossesOver(const Scenario& scenario, const std::vector<Axis>& axes);

/// A function of one number over an axis, with its tangent and a step of gradient descent at the present place.
struct Slice {
    Axis axis{};
    std::vector<double> losses{};
    double at = 0.0, loss = 0.0, slope = 0.0;  // the present place
    double next = 0.0, nextLoss = 0.0;         // at - learning rate times slope
    bool isConvex = true;                      // no value lies above the chord of its neighbours
};

/// The loss of all samples over a weight or bias of the network.
Slice sliceOf(const Scenario& scenario, const Axis& parameter);
/// The loss of the first sample over the first output of the network, as if it could be chosen: over what a sigmoid
/// or softmax can have, without its ends; over others around output and target. `nextLoss` is NaN where the output
/// cannot be `next`.
Slice sliceOfOutput(const Scenario& scenario, int count);

/// Two networks that compute the same, and the one halfway between: where two units of layer 1 change places, the loss
/// stays; the mean of both has these units equal. Were the loss convex, its loss could not be larger.
struct Midpoint {
    int first = 0, second = 0;     // the units: of the first sixteen the two with the largest loss between
    double loss = 0.0;             // at both ends
    double middle = 0.0;           // halfway
    std::vector<double> losses{};  // at 41 places from one end to the other
};

/// None without a hidden layer of two units, nor where no loss halfway is a number.
std::optional<Midpoint> midpointOf(const Scenario& scenario);

/// The last layer with the least squares, all layers before it as they are.
struct LeastSquares {
    double loss = 0.0;
    std::vector<double> parameters{};  // of the last layer: weights row by row, then biases
    double distance = 0.0;             // |theta - theta*| of these parameters now
    double gradientBefore = 0.0;       // |g| of the layers before it, there: not 0 where it is no minimum of all
};

/// None where the last layer is not linear, the loss is not a squared error, or it is larger than 2^26 operations.
std::optional<LeastSquares> leastSquaresOf(const Scenario& scenario);

}  // namespace backprop::lab
