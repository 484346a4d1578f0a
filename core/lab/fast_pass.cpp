#include "lab/fast_pass.hpp"

#include <cmath>
#include <limits>

namespace backprop::lab {
namespace {

/// Tiles of small networks hold more samples: their numbers stay in the first cache, and each call does more.
int capacityFor(const Network& network) {
    constexpr int numbers = 8192, least = 32, most = 256;
    int widest = network.inputs;
    for (const Layer& layer : network.layers) widest = std::max(widest, layer.units());
    return std::clamp(numbers / widest / groupSize * groupSize, least, most);
}

std::size_t placesOf(int rows, int samples) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(samples);
}

}  // namespace

SampleArrays::SampleArrays(const Network& network, const std::vector<Sample>& samples)
    : inputs(network.inputs), outputs(network.outputs()) {
    x.reserve(samples.size() * static_cast<std::size_t>(inputs));
    t.reserve(samples.size() * static_cast<std::size_t>(outputs));
    for (const Sample& sample : samples) {
        x.insert(x.end(), sample.x.data(), sample.x.data() + sample.x.size());
        t.insert(t.end(), sample.t.data(), sample.t.data() + sample.t.size());
    }
}

double largestSize(const std::vector<double>& all) {
    double largest = 0.0;
    for (const double x : all) largest = std::max(largest, std::abs(x));
    return largest;
}

FastPass::FastPass(const Scenario& scenario) : scenario_(scenario) {
    const Network& network = scenario.network;
    capacity_ = capacityFor(network);
    std::ptrdiff_t next = 0;
    int widest = 0;
    for (int l = 1; l <= network.depth(); ++l) {
        const Layer& layer = network.layer(l);
        const LayerShape shape{network.units(l - 1), layer.units()};
        const LayerPlace place{shape, next, next + std::ptrdiff_t{shape.inputs} * shape.units};
        next = place.biases + shape.units;
        widest = std::max(widest, shape.units);
        const bool isPointwise = layer.activation->isPointwise();
        LayerArrays arrays{place, layer.activation, isPointwise ? kernelOf(*layer.activation) : nullptr,
                           isPointwise && isBounded(*layer.activation), std::numeric_limits<double>::infinity()};
        arrays.a.resize(placesOf(shape.units, capacity_));
        arrays.deltas.resize(arrays.a.size());
        layers_.push_back(std::move(arrays));
    }
    parameters_.resize(static_cast<std::size_t>(next));
    gradients_.resize(parameters_.size());
    inputs_.resize(placesOf(network.inputs, capacity_));
    targets_.resize(placesOf(network.outputs(), capacity_));
    sums_.resize(placesOf(widest, capacity_));
    lastRests_.resize(targets_.size());
    lossKernel_ = lossKernelOf(*scenario.loss, network.outputActivation());
    sample_.t.setZero(network.outputs());
    pass_.sizeFor(network);
    back_.sizeFor(network);
    readParameters(network);
}

void FastPass::readParameters(const Network& network) {
    double* next = parameters_.data();
    for (const Layer& layer : network.layers) {
        next = std::copy_n(layer.weights.data(), layer.weights.size(), next);
        next = std::copy_n(layer.biases.data(), layer.biases.size(), next);
    }
}

void FastPass::writeParameters(Network& network) const {
    const double* next = parameters_.data();
    for (Layer& layer : network.layers) {
        std::copy_n(next, layer.weights.size(), layer.weights.data());
        next += layer.weights.size();
        std::copy_n(next, layer.biases.size(), layer.biases.data());
        next += layer.biases.size();
    }
}

namespace {

/// Numbers of the samples, `rows` each, into the rows of a group.
template <int width>
double* spreadGroup(const double* from, const int (&numbers)[width], int rows, double* to) {
    const double* samples[width];
    each<width>([&](auto place) { samples[place] = from + std::ptrdiff_t{numbers[place]} * rows; });
    for (int row = 0; row < rows; ++row, to += width) each<width>([&](auto place) { to[place] = samples[place][row]; });
    return to;
}

/// Into the rows of a tile; a place of no sample gets the last one's.
void spread(const double* from, const int* numbers, int rows, const Tile& tile, double* to) {
    const int last = tile.samples - 1;
    int sample = 0;
    for (int group = 0; group < tile.fours; ++group, sample += groupSize) {
        const int* at = numbers + sample;
        to = spreadGroup<groupSize>(from, {at[0], at[1], at[2], numbers[std::min(sample + 3, last)]}, rows, to);
    }
    if (tile.hasTwo) spreadGroup<2>(from, {numbers[sample], numbers[last]}, rows, to);
}

}  // namespace

void FastPass::take(const SampleArrays& samples, const int* numbers, int count) {
    tile_ = Tile(count);
    spread(samples.x.data(), numbers, samples.inputs, tile_, inputs_.data());
    spread(samples.t.data(), numbers, samples.outputs, tile_, targets_.data());
}

namespace {

double sumOfSizes(const double* numbers, int count) {
    Pair total{};
    int i = 0;
    for (; i + pairSize <= count; i += pairSize) total += size(load(numbers + i));
    return sum(total) + (i < count ? std::abs(numbers[i]) : 0.0);
}

}  // namespace

/// No weighted sum of the layer is larger.
double FastPass::boundOf(const LayerPlace& place, double largestInput) const {
    const auto& [shape, weights, biases] = place;
    const double* row = parameters_.data() + weights;
    constexpr double harmless = 256.0;  // no kernel's limit
    const int all = (shape.inputs + 1) * shape.units;
    const double together = sumOfSizes(row, all) * std::max(largestInput, 1.0);
    if (together <= harmless) return together;
    double largest = 0.0;
    for (int j = 0; j < shape.units; ++j, row += shape.inputs) {
        const double bias = parameters_[static_cast<std::size_t>(biases + j)];
        const double bound = sumOfSizes(row, shape.inputs) * largestInput + std::abs(bias);
        if (std::isnan(bound)) return bound;
        largest = std::max(largest, bound);
    }
    return largest;
}

bool FastPass::boundSums(double largestInput) {
    bool areOrdinary = largestInput <= ordinarySize;
    for (LayerArrays& layer : layers_) {
        const double largest = boundOf(layer.place, largestInput);
        areOrdinary = areOrdinary && largest <= ordinarySize;
        layer.largest = areOrdinary ? largest : std::numeric_limits<double>::infinity();
        // The outputs: a softplus is larger by ln 2, at most.
        largestInput = layer.isBounded ? 1.0 : largest + 1.0;
    }
    return areOrdinary;
}

void FastPass::sums(LayerArrays& layer, const double* in, double* z) {
    const auto& [shape, weights, biases] = layer.place;
    weightedSums(shape, parameters_.data() + weights, parameters_.data() + biases, tile_, in, z);
}

/// All layers up to that one.
void FastPass::forwardTo(int last, bool slopes) {
    for (int l = 1; l <= last; ++l) {
        LayerArrays& layer = layers_[static_cast<std::size_t>(l - 1)];
        double *a = layer.a.data(), *deltas = layer.deltas.data();
        const std::ptrdiff_t count = std::ptrdiff_t{layer.place.shape.units} * tile_.places();
        sums(layer, inputsOf(l), sums_.data());
        layer.kernel(*layer.activation, {sums_.data(), a, slopes ? deltas : nullptr, nullptr, count, layer.largest});
    }
}

double FastPass::outputLoss(double scale, bool deltas) {
    forwardTo(depth() - 1, deltas);
    LayerArrays& layer = layers_.back();
    sums(layer, inputsOf(depth()), sums_.data());
    if (!lossKernel_) return lossByDefinition(scale, deltas);
    const int outputs = layer.place.shape.units;
    layer.kernel(*layer.activation, {sums_.data(), layer.a.data(), layer.deltas.data(), lastRests_.data(),
                                     std::ptrdiff_t{outputs} * tile_.places(), layer.largest});
    return lossKernel_({outputs, sums_.data(), layer.a.data(), lastRests_.data(), targets_.data(), layer.deltas.data()},
                       tile_, scale * scenario_.loss->factor(outputs).value());
}

double FastPass::lossByDefinition(double scale, bool deltas) {
    LayerArrays& layer = layers_.back();
    const int outputs = layer.place.shape.units;
    double total = 0.0;
    std::fill_n(layer.deltas.begin(), static_cast<std::ptrdiff_t>(outputs) * tile_.places(), 0.0);
    for (int s = 0; s < tile_.samples; ++s) {
        const auto placeOf = [&](int k) { return static_cast<std::size_t>(tile_.at(s, k, outputs)); };
        for (int k = 0; k < outputs; ++k) {
            pass_.z.back()(k) = sums_[placeOf(k)];
            sample_.t(k) = targets_[placeOf(k)];
        }
        layer.activation->apply(pass_.z.back(), pass_.a.back());
        lossOfOutputs(scenario_.network, *scenario_.loss, sample_.t, pass_);
        total += pass_.loss;
        for (int k = 0; k < outputs; ++k) layer.a[placeOf(k)] = pass_.a.back()(k);
        if (!deltas) continue;
        ::backprop::outputDeltas(scenario_.network, *scenario_.loss, sample_, pass_, back_);
        for (int k = 0; k < outputs; ++k) layer.deltas[placeOf(k)] = scale * back_.delta.back()(k);
    }
    return scale * total;
}

double FastPass::lossAndGradients(double scale, bool add) {
    const double total = outputLoss(scale, true);
    for (int l = depth(); l >= 1; --l) {
        const LayerArrays& layer = layers_[static_cast<std::size_t>(l - 1)];
        const auto& [shape, weights, biases] = layer.place;
        lab::gradients(shape, tile_, layer.deltas.data(), inputsOf(l), add, gradients_.data() + weights,
                       gradients_.data() + biases);
        if (l > 1)
            deltasBefore(shape, parameters_.data() + weights, tile_, layer.deltas.data(),
                         layers_[static_cast<std::size_t>(l - 2)].deltas.data());
    }
    return total;
}

double FastPass::loss(double scale) { return outputLoss(scale, false); }

const double* FastPass::outputs(int layer) {
    LayerArrays& last = layers_[static_cast<std::size_t>(layer - 1)];
    if (last.kernel) {
        forwardTo(layer, false);
        return last.a.data();
    }
    // A softmax: sample by sample.
    forwardTo(layer - 1, false);
    sums(last, inputsOf(layer), sums_.data());
    const int outputs = last.place.shape.units;
    for (int s = 0; s < tile_.samples; ++s) {
        const auto placeOf = [&](int k) { return static_cast<std::size_t>(tile_.at(s, k, outputs)); };
        for (int k = 0; k < outputs; ++k) pass_.z.back()(k) = sums_[placeOf(k)];
        last.activation->apply(pass_.z.back(), pass_.a.back());
        for (int k = 0; k < outputs; ++k) last.a[placeOf(k)] = pass_.a.back()(k);
    }
    return last.a.data();
}

const double* FastPass::outputsOf(int layer, int neuron) {
    LayerArrays& last = layers_[static_cast<std::size_t>(layer - 1)];
    if (!last.kernel) {
        const double* all = outputs(layer);
        for (int s = 0; s < tile_.samples; ++s)
            sums_[static_cast<std::size_t>(s)] = all[tile_.at(s, neuron, last.place.shape.units)];
        return sums_.data();
    }
    forwardTo(layer - 1, false);
    const auto& [shape, weights, biases] = last.place;
    weightedSum(shape, neuron, parameters_.data() + weights, parameters_.data() + biases, tile_, inputsOf(layer),
                sums_.data());
    last.kernel(*last.activation, {sums_.data(), last.a.data(), nullptr, nullptr, tile_.places(), last.largest});
    return last.a.data();
}

}  // namespace backprop::lab
