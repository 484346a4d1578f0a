#pragma once
// How a network fares in training, in numbers: how large weights, gradients and slopes are layer by layer, which units
// no longer learn, and how the loss bends along the next step. By the teaching path (training/backward.hpp), over
// training samples.

#include <vector>

#include "network/optimizer.hpp"
#include "training/backward.hpp"

namespace backprop::lab {

/// The root of the mean square of numbers; of none 0.
double rootMeanSquare(const double* numbers, std::size_t count);

/// One layer. Sizes are root mean squares.
struct LayerHealth {
    double weights = 0.0;
    double gradient = 0.0;  // of dL/dw
    double delta = 0.0;     // of dL/dz, each sample's own, over samples and units
    /// The mean of |f'(z)| over samples and units; of a softmax that of the outputs by their own sums.
    double slope = 0.0;
    int units = 0;
    int dead = 0;        // output and slope are 0 for every sample
    int firstDead = -1;  // -1: none
    /// Bounded activations only: the mean of |f'(z)| over the samples is below `saturatedSlope` of f'(0).
    int saturated = 0;
    /// Hidden layers only: units with the parameters of another unit, into it and out of it; they stay equal for ever.
    int equal = 0;
    double largestWeight = 0.0;  // |w|
    /// How many weights lie in each of `histogramBins` equal parts of [-largestWeight, largestWeight].
    std::vector<int> histogram{};
};

inline constexpr double saturatedSlope = 0.05;
inline constexpr int histogramBins = 21;

/// How an optimizer goes on: the direction of its next step, and how far.
struct NextStep {
    OptimizerKind kind = OptimizerKind::Sgd;
    double learningRate = 0.0;
    double momentum = 0.0;  // of OptimizerKind::Momentum
    int updatesPerEpoch = 1;
    double scale = 1.0;  // a batch's gradient relative to the mean of its samples: its size where losses are summed
};

struct Health {
    std::vector<LayerHealth> layers{};  // [l-1]
    int samples = 0;
    double loss = 0.0;      // their mean
    double gradient = 0.0;  // |g| of the mean, all parameters

    // Along the direction d of the next step: g for sgd and momentum; for Adam the signs of g, as its first step is
    // eta sign(g) (Kingma and Ba 2015, section 2.1). Towards -d.
    double curvature = 0.0;  // d'Hd / g'd; for sgd the curvature g'Hg / g'g. A step overshoots beyond 2 / curvature
    double step = 0.0;       // how far the next step goes, in d
    double nextLoss = 0.0;   // the loss after it
    double fall = 0.0;       // step g'd: how much the loss would fall if it were straight
    double bestFall = 0.0;   // g'd / (2 curvature): the most that a parabola falls; infinity where it does not turn up
    Quantity steepest{};     // the parameter with the largest gradient

    bool hasClasses = false;  // the output is a sigmoid or softmax
    int right = 0;            // samples on the right side of 0.5, or with the largest output at the largest target
    /// Outputs of a sigmoid or softmax with |a - t| > 0.9 and a slope below that of a sigmoid at 0.9, which is 0.09.
    int wrongSide = 0;
    int outputs = 0;       // of all samples measured
    bool isFused = false;  // the loss cancels f'(z) of the outputs
    /// One layer with one output: |sum delta x| / sum |delta| |x| over samples x with 1 for the bias. NaN for others.
    /// No line (plane) separates classes 0 and 1 with a margin, relative to |x|, that is larger: for a line u with
    /// y u'x >= m |x| for all, |sum delta x| >= sum |delta| y u'x >= m sum |delta| |x|. At 0 none separates them.
    double cancelling = 0.0;
};

/// How many of so many samples a run measures: at most 512, and at most so many that a pass visits weights 2^21 times.
int samplesMeasured(const Network& network, int samples);

/// Measures all the samples. Numbers may be non-finite where the network's are.
/// The curvature comes of two gradients beside the present one, central difference.
Health healthOf(const Network& network, const Loss& loss, const std::vector<Sample>& samples, const NextStep& next);

}  // namespace backprop::lab
