#include "lab/health.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lab/measure.hpp"

namespace backprop::lab {

double rootMeanSquare(const double* numbers, std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += numbers[i] * numbers[i];
    return count == 0 ? 0.0 : std::sqrt(sum / static_cast<double>(count));
}

int samplesMeasured(const Network& network, int samples) {
    constexpr Eigen::Index visits = Eigen::Index{1} << 21, least = 16, most = 512;
    const Eigen::Index fitting = visits / std::max<Eigen::Index>(1, network.parameterCount());
    return std::min(samples, static_cast<int>(std::clamp(fitting, least, most)));
}

namespace {

double sizeOf(const Matrix& m) { return rootMeanSquare(m.data(), static_cast<std::size_t>(m.size())); }

/// The product of two gradients, each of them as one vector.
double dot(const Gradients& a, const Gradients& b) {
    double sum = 0.0;
    for (std::size_t l = 0; l < a.weights.size(); ++l)
        sum += a.weights[l].cwiseProduct(b.weights[l]).sum() + a.biases[l].dot(b.biases[l]);
    return sum;
}

Gradients directionOf(const Gradients& g, OptimizerKind kind) {
    Gradients d = g;
    if (kind != OptimizerKind::Adam) return d;
    for (Matrix& w : d.weights) w = w.cwiseSign().eval();
    for (Vector& b : d.biases) b = b.cwiseSign().eval();
    return d;
}

Network moved(Network network, const Gradients& d, double by) {
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        network.layers[l].weights += by * d.weights[l];
        network.layers[l].biases += by * d.biases[l];
    }
    return network;
}

double slopeOf(const Activation& f, const ForwardPass& pass, std::size_t layer, Eigen::Index j) {
    return f.isPointwise() ? f.slope(pass.z[layer](j), pass.a[layer](j)) : f.layerwise->slope(pass.a[layer], j, j);
}

bool isBoundedBothWays(const Activation& f) { return f.id == "sigmoid" || f.id == "tanh" || f.id == "softmax"; }

bool isRight(const Vector& a, const Vector& t) {
    if (a.size() == 1) return (a(0) > 0.5) == (t(0) > 0.5);
    Eigen::Index got = 0, wanted = 0;
    a.maxCoeff(&got);
    t.maxCoeff(&wanted);
    return got == wanted;
}

/// Sums over the samples, unit by unit.
struct UnitSums {
    std::vector<Vector> slopes, deltas;   // |f'(z)|, delta^2
    std::vector<std::vector<char>> live;  // some output or slope is not 0
    double cancelled = 0.0;               // |delta| |x| of the first output
};

/// Adds a sample's numbers.
void addTo(UnitSums& sums, Health& health, const Network& network, const Sample& sample, const ForwardPass& pass,
           const BackwardPass& back) {
    for (int l = 1; l <= network.depth(); ++l) {
        const auto at = static_cast<std::size_t>(l);
        const Activation& f = *network.layer(l).activation;
        for (Eigen::Index j = 0; j < pass.a[at].size(); ++j) {
            const double slope = std::abs(slopeOf(f, pass, at, j));
            sums.slopes[at - 1](j) += slope;
            if (slope != 0.0 || pass.a[at](j) != 0.0) sums.live[at - 1][static_cast<std::size_t>(j)] = 1;
            if (l == network.depth() && health.hasClasses && std::abs(pass.a[at](j) - sample.t(j)) > 0.9 &&
                slope < 0.09)
                ++health.wrongSide;
        }
        sums.deltas[at - 1] += back.delta[at].cwiseAbs2();
    }
    health.loss += pass.loss;
    health.right += isRight(pass.a.back(), sample.t) ? 1 : 0;
    sums.cancelled += std::abs(back.delta.back()(0)) * std::sqrt(sample.x.squaredNorm() + 1.0);
}

/// Whether two units of layer l have the same parameters, up to rounding.
bool areEqual(const Network& network, int l, int one, int other, double tolerance) {
    const Layer &layer = network.layer(l), &next = network.layer(l + 1);
    return std::abs(layer.biases(one) - layer.biases(other)) <= tolerance &&
           (layer.weights.row(one) - layer.weights.row(other)).cwiseAbs().maxCoeff() <= tolerance &&
           (next.weights.col(one) - next.weights.col(other)).cwiseAbs().maxCoeff() <= tolerance;
}

int equalUnits(const Network& network, int l) {
    const Layer& layer = network.layer(l);
    const double tolerance = 1e-12 * std::max(layer.weights.cwiseAbs().maxCoeff(), layer.biases.cwiseAbs().maxCoeff());
    std::vector<std::pair<int, int>> kinds;  // the first unit of a kind, how many there are
    for (int j = 0; j < layer.units(); ++j) {
        const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) {
            return areEqual(network, l, kind.first, j, tolerance);
        });
        if (known == kinds.end())
            kinds.emplace_back(j, 1);
        else
            ++known->second;
    }
    int equal = 0;
    for (const auto& [first, count] : kinds) equal += count > 1 ? count : 0;
    return equal;
}

void fillHistogram(const Matrix& weights, LayerHealth& layer) {
    layer.largestWeight = weights.cwiseAbs().maxCoeff();
    layer.histogram.assign(histogramBins, 0);
    for (Eigen::Index i = 0; i < weights.size(); ++i) {
        const double place = (weights.data()[i] / layer.largestWeight + 1.0) / 2.0 * histogramBins;
        // All weights 0: the bin in the middle.
        const double bin = std::isfinite(place) ? std::clamp(place, 0.0, histogramBins - 1.0) : histogramBins / 2;
        ++layer.histogram[static_cast<std::size_t>(bin)];
    }
}

LayerHealth layerHealth(const Network& network, int l, const UnitSums& sums, const Matrix& gradient, int samples) {
    const auto at = static_cast<std::size_t>(l - 1);
    const Layer& layer = network.layer(l);
    LayerHealth health{.weights = sizeOf(layer.weights), .gradient = sizeOf(gradient), .units = layer.units()};
    const double all = std::max(1, samples) * static_cast<double>(layer.units());
    health.delta = std::sqrt(sums.deltas[at].sum() / all);
    health.slope = sums.slopes[at].sum() / all;
    const Activation& f = *layer.activation;
    const double atZero = f.isPointwise() ? f.slope(0.0, f.value(0.0)) : 0.25;
    for (int j = 0; j < layer.units(); ++j) {
        if (samples > 0 && !sums.live[at][static_cast<std::size_t>(j)]) {
            if (++health.dead == 1) health.firstDead = j;
        }
        if (isBoundedBothWays(f) && sums.slopes[at](j) < saturatedSlope * atZero * samples) ++health.saturated;
    }
    if (l < network.depth()) health.equal = equalUnits(network, l);
    fillHistogram(layer.weights, health);
    return health;
}

void measureStep(Measure& measure, const Network& network, const Gradients& g, const NextStep& next, Health& health) {
    const Gradients d = directionOf(g, next.kind);
    const double along = dot(d, g), length = std::sqrt(dot(d, d));
    const bool isAdam = next.kind == OptimizerKind::Adam;
    health.step = next.learningRate * (isAdam ? 1.0 : next.scale);
    const double times = next.kind == OptimizerKind::Momentum ? 1.0 / (1.0 - next.momentum) : 1.0;
    health.fall = health.step * along * times;
    health.nextLoss = measure.loss(moved(network, d, -health.step));
    if (!(length > 0.0) || !std::isfinite(length)) return;
    double parameters = 0.0;
    for (const Layer& layer : network.layers) parameters += layer.weights.squaredNorm() + layer.biases.squaredNorm();
    const double h = 1e-5 * (1.0 + std::sqrt(parameters)) / length;
    const auto slopeAt = [&](double by) { return dot(d, measure.gradients(moved(network, d, by))); };
    health.curvature = (slopeAt(h) - slopeAt(-h)) / (2.0 * h) / along;
    health.bestFall =
        health.curvature > 0.0 ? along / (2.0 * health.curvature) : std::numeric_limits<double>::infinity();
}

Quantity steepestOf(const Network& network, const Gradients& g) {
    Quantity steepest = quantity::weight(1, 0, 0);
    for (const Quantity& q : parameters(network))
        if (std::abs(g.at(q)) > std::abs(g.at(steepest))) steepest = q;
    return steepest;
}

}  // namespace

Health healthOf(const Network& network, const Loss& loss, const std::vector<Sample>& samples, const NextStep& next) {
    Health health;
    Measure measure(loss, samples);
    const Activation& output = network.outputActivation();
    health.hasClasses = output.id == "sigmoid" || !output.isPointwise();
    health.isFused = loss.isFusedWith(output);
    health.samples = measure.count();
    health.outputs = measure.count() * network.outputs();
    UnitSums sums;
    for (const Layer& layer : network.layers) {
        sums.slopes.emplace_back(Vector::Zero(layer.units()));
        sums.deltas.emplace_back(Vector::Zero(layer.units()));
        sums.live.emplace_back(static_cast<std::size_t>(layer.units()), 0);
    }
    const Gradients g = measure.gradients(network, [&](const Sample& sample, const auto& pass, const auto& back) {
        addTo(sums, health, network, sample, pass, back);
    });
    health.loss /= std::max(1, measure.count());
    for (int l = 1; l <= network.depth(); ++l)
        health.layers.push_back(
            layerHealth(network, l, sums, g.weights[static_cast<std::size_t>(l - 1)], measure.count()));
    health.gradient = std::sqrt(dot(g, g));
    health.steepest = steepestOf(network, g);
    const bool isLine = network.depth() == 1 && network.outputs() == 1;
    health.cancelling =
        isLine ? health.gradient * measure.count() / sums.cancelled : std::numeric_limits<double>::quiet_NaN();
    measureStep(measure, network, g, next, health);
    return health;
}

}  // namespace backprop::lab
