#pragma once
// Data sets to train on, drawn from a seed: the same points on every platform.

#include "lab/fast_pass.hpp"

namespace backprop::lab {

/// Two sets of points, of which the first has the target 1 and the second 0. Circle: a disc of radius 0.5 in a ring
/// from 0.7 to 1. Xor: quadrants where x1 and x2 have different signs. Gaussians: with means +-(0.5, 0.5) and a
/// standard deviation of 0.2. Moons: half circles that reach into each other. Spiral: arms, 1.25 turns each. Or values,
/// of inputs from -1 to 1. Curve: t = 0.8 sin(3 x). Plane: t = 0.5 x1 - 0.4 x2 + 0.1.
enum class DataSet { Circle, Xor, Gaussians, Moons, Spiral, Curve, Plane };

struct DataSettings {
    DataSet kind = DataSet::Circle;
    int samples = 200;   // 0 or more
    double noise = 0.0;  // standard deviation of what is added to every input, of curve and plane to the target
    std::uint32_t seed = 1;
};

/// So many samples, as many of either set, in an order drawn from the seed: the first may train and the others test.
/// All numbers are rounded to six decimals: there the sines and logarithms of all platforms agree.
SampleArrays drawData(const DataSettings& settings);

}  // namespace backprop::lab
