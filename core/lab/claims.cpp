#include "lab/claims.hpp"

#include <Eigen/QR>
#include <cmath>
#include <limits>
#include <numeric>

#include "lab/measure.hpp"

namespace backprop::lab {
namespace {

std::vector<int> allOf(const Scenario& scenario) {
    std::vector<int> numbers(scenario.samples.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

Measure measureOf(const Scenario& scenario) { return {*scenario.loss, scenario.samples}; }

/// Whether no value is above the mean of its neighbours by more than rounding.
bool isConvex(const std::vector<double>& values) {
    double largest = 0.0;
    for (const double value : values) largest = std::max(largest, std::abs(value));
    for (std::size_t i = 1; i + 1 < values.size(); ++i)
        if (values[i] - (values[i - 1] + values[i + 1]) / 2.0 > 1e-12 * largest) return false;
    return true;
}

}  // namespace

std::vector<double> lossesOver(const Scenario& scenario, const std::vector<Axis>& axes) {
    return ::backprop::lossesOver(scenario, allOf(scenario), axes);
}

Slice sliceOf(const Scenario& scenario, const Axis& axis) {
    const Quantity parameter = axis.id;
    Measure measure = measureOf(scenario);
    Slice slice{.axis = axis, .losses = lossesOver(scenario, {axis})};
    slice.at = *scenario.network.parameter(parameter);
    slice.loss = measure.loss(scenario.network);
    slice.slope = measure.gradients(scenario.network).at(parameter);
    slice.next = slice.at - scenario.training.learningRate * slice.slope;
    Network moved = scenario.network;
    *moved.parameter(parameter) = slice.next;
    slice.nextLoss = measure.loss(moved);
    slice.isConvex = isConvex(slice.losses);
    return slice;
}

Slice sliceOfOutput(const Scenario& scenario, int count) {
    const Network& network = scenario.network;
    const Loss& loss = *scenario.loss;
    const double factor = loss.factor(network.outputs()).value(), t = scenario.samples.front().t(0);
    const auto lossAt = [&](double output) { return factor * loss.term(output, 1.0 - output, t); };
    ForwardPass pass;
    pass.sizeFor(network);
    forward(network, loss, scenario.samples.front(), pass);
    const double a = pass.a.back()(0), reach = 1.5 * std::max(1.0, std::abs(a - t));
    const Activation& output = network.outputActivation();
    const bool isShare = output.id == "sigmoid" || !output.isPointwise();
    const Axis axis{quantity::output(network.depth(), 0), isShare ? 0.005 : t - reach, isShare ? 0.995 : t + reach,
                    count};
    Slice slice{.axis = axis};
    for (int i = 0; i < axis.count; ++i) slice.losses.push_back(lossAt(axis.at(i)));
    slice.at = a;
    slice.loss = lossAt(slice.at);
    slice.slope = lossSlope(network, loss, slice.at, 1.0 - slice.at, t);
    slice.next = slice.at - scenario.training.learningRate * slice.slope;
    const bool isPossible = !isShare || (slice.next > 0.0 && slice.next < 1.0);
    slice.nextLoss = isPossible ? lossAt(slice.next) : std::numeric_limits<double>::quiet_NaN();
    slice.isConvex = isConvex(slice.losses);
    return slice;
}

namespace {

/// The network on the way from here (0) to where two units of layer 1 have changed places (1).
Network between(const Network& network, int first, int second, double part) {
    Network other = network;
    const auto mix = [&](auto&& one, auto&& two, const auto& a, const auto& b) {
        one = (1.0 - part) * a + part * b;
        two = (1.0 - part) * b + part * a;
    };
    const Layer &layer = network.layer(1), &next = network.layer(2);
    mix(other.layer(1).weights.row(first), other.layer(1).weights.row(second), layer.weights.row(first),
        layer.weights.row(second));
    mix(other.layer(1).biases(first), other.layer(1).biases(second), layer.biases(first), layer.biases(second));
    mix(other.layer(2).weights.col(first), other.layer(2).weights.col(second), next.weights.col(first),
        next.weights.col(second));
    return other;
}

}  // namespace

std::optional<Midpoint> midpointOf(const Scenario& scenario) {
    const Network& network = scenario.network;
    if (network.depth() < 2 || network.units(1) < 2) return std::nullopt;
    constexpr double none = -std::numeric_limits<double>::infinity();
    Measure measure = measureOf(scenario);
    Midpoint found{.second = 1, .loss = measure.loss(network), .middle = none};
    const int units = std::min(network.units(1), 16);
    for (int first = 0; first < units; ++first) {
        for (int second = first + 1; second < units; ++second) {
            const double middle = measure.loss(between(network, first, second, 0.5));
            if (!(middle > found.middle)) continue;
            found.first = first;
            found.second = second;
            found.middle = middle;
        }
    }
    if (found.middle == none) return std::nullopt;
    constexpr int places = 41;
    for (int i = 0; i < places; ++i)
        found.losses.push_back(
            measure.loss(between(network, found.first, found.second, i / static_cast<double>(places - 1))));
    return found;
}

std::optional<LeastSquares> leastSquaresOf(const Scenario& scenario) {
    Network network = scenario.network;
    Layer& last = network.layers.back();
    const bool isSquared = scenario.loss->id == "mse" || scenario.loss->id == "half_sse" || scenario.loss->id == "sse";
    const Eigen::Index count = static_cast<Eigen::Index>(scenario.samples.size()), width = last.weights.cols();
    if (last.activation->id != "linear" || !isSquared || count * (width + 1) * (width + 1) > (1 << 26))
        return std::nullopt;
    // Rows: the inputs of the last layer, with 1 for the bias.
    Matrix inputs(count, width + 1), targets(count, last.units());
    ForwardPass pass;
    pass.sizeFor(network);
    for (Eigen::Index i = 0; i < count; ++i) {
        const Sample& sample = scenario.samples[static_cast<std::size_t>(i)];
        forward(network, *scenario.loss, sample, pass);
        inputs.row(i) << pass.a[pass.a.size() - 2].transpose(), 1.0;
        targets.row(i) = sample.t.transpose();
    }
    const Matrix solved = inputs.colPivHouseholderQr().solve(targets);
    LeastSquares found;
    const Matrix weights = solved.topRows(width).transpose();
    const Vector biases = solved.row(width).transpose();
    found.distance = std::sqrt((last.weights - weights).squaredNorm() + (last.biases - biases).squaredNorm());
    last.weights = weights;
    last.biases = biases;
    found.parameters.assign(weights.data(), weights.data() + weights.size());
    found.parameters.insert(found.parameters.end(), biases.data(), biases.data() + biases.size());
    Measure measure = measureOf(scenario);
    found.loss = measure.loss(network);
    const Gradients g = measure.gradients(network);
    for (std::size_t l = 0; l + 1 < g.weights.size(); ++l)
        found.gradientBefore += g.weights[l].squaredNorm() + g.biases[l].squaredNorm();
    found.gradientBefore = std::sqrt(found.gradientBefore);
    return found;
}

}  // namespace backprop::lab
