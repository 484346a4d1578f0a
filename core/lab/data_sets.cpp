#include "lab/data_sets.hpp"

#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>

namespace backprop::lab {
namespace {

constexpr double halfTurn = std::numbers::pi;

/// Mulberry32 (Ettinger 2017): a counter of 32 bits, mixed.
class DataRandom {
public:
    explicit DataRandom(std::uint32_t seed) : state_(seed) {}

    /// In [0, 1), from 32 bits.
    double uniform() {
        state_ += 0x6d2b79f5u;
        std::uint32_t mixed = (state_ ^ (state_ >> 15)) * (1u | state_);
        mixed = (mixed + (mixed ^ (mixed >> 7)) * (61u | mixed)) ^ mixed;
        return (mixed ^ (mixed >> 14)) / 0x1p32;
    }

    /// Box and Muller (1958).
    double normal() {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return radius * std::cos(2.0 * halfTurn * uniform());
    }

private:
    std::uint32_t state_;
};

using InputPair = std::pair<double, double>;

InputPair onCircle(double radius, double angle) { return {radius * std::cos(angle), radius * std::sin(angle)}; }

/// A point of the first set or of the second.
InputPair inputsOfSet(DataSet kind, bool first, DataRandom& random) {
    if (kind == DataSet::Circle) {
        const double part = random.uniform();
        const double radius = first ? 0.5 * std::sqrt(part) : std::sqrt(0.49 + 0.51 * part);
        return onCircle(radius, 2.0 * halfTurn * random.uniform());
    }
    if (kind == DataSet::Xor) {
        const double side = random.uniform() < 0.5 ? 1.0 : -1.0;
        const double x1 = side * (0.06 + 0.94 * random.uniform());
        return {x1, (first ? -side : side) * (0.06 + 0.94 * random.uniform())};
    }
    if (kind == DataSet::Gaussians) {
        const double mean = first ? 0.5 : -0.5, x1 = mean + 0.2 * random.normal();
        return {x1, mean + 0.2 * random.normal()};
    }
    if (kind == DataSet::Moons) {
        const auto [x, y] = onCircle(0.65, halfTurn * random.uniform());
        return first ? InputPair{x - 0.325, y - 0.16} : InputPair{0.325 - x, 0.16 - y};
    }
    const double along = random.uniform();
    return onCircle(0.08 + 0.92 * along, 2.5 * halfTurn * along + (first ? 0.0 : halfTurn));
}

double toSixDecimals(double value) { return std::floor(value * 1e6 + 0.5) / 1e6; }

/// Two inputs or one, then the target; the second is not read of a curve.
void drawSample(const DataSettings& settings, bool first, DataRandom& random, double* x, double& t) {
    const double noise = settings.noise;
    if (settings.kind == DataSet::Curve) {
        x[0] = 2.0 * random.uniform() - 1.0;
        t = 0.8 * std::sin(3.0 * x[0]) + noise * random.normal();
    } else if (settings.kind == DataSet::Plane) {
        for (int i = 0; i < 2; ++i) x[i] = 2.0 * random.uniform() - 1.0;
        t = 0.5 * x[0] - 0.4 * x[1] + 0.1 + noise * random.normal();
    } else {
        std::tie(x[0], x[1]) = inputsOfSet(settings.kind, first, random);
        for (int i = 0; i < 2; ++i) x[i] += noise * random.normal();
        t = first ? 1.0 : 0.0;
    }
}

}  // namespace

SampleArrays drawData(const DataSettings& settings) {
    DataRandom random(settings.seed);
    SampleArrays all;
    all.inputs = settings.kind == DataSet::Curve ? 1 : 2;
    all.outputs = 1;
    const auto count = static_cast<std::size_t>(settings.samples), width = static_cast<std::size_t>(all.inputs);
    all.x.resize(count * width);
    all.t.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        double x[2] = {};
        drawSample(settings, i % 2 == 0, random, x, all.t[i]);
        all.t[i] = toSixDecimals(all.t[i]);
        for (std::size_t k = 0; k < width; ++k) all.x[i * width + k] = toSixDecimals(x[k]);
    }
    // Fisher and Yates.
    for (std::size_t last = count; last-- > 1;) {
        const auto other = static_cast<std::size_t>(random.uniform() * static_cast<double>(last + 1));
        std::swap(all.t[last], all.t[other]);
        for (std::size_t k = 0; k < width; ++k) std::swap(all.x[last * width + k], all.x[other * width + k]);
    }
    return all;
}

}  // namespace backprop::lab
