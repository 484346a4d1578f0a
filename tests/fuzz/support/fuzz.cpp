#include "fuzz.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace fuzz {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

// ---------------------------------------------------------------- bytes

std::uint8_t Bytes::byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
}

double Bytes::number() {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr std::array edges{
        0.0,   -0.0,   1.0,    -1.0,   0.5,      1e3,       -1e3,
        1e308, -1e308, 5e-324, 1e-300, infinity, -infinity, std::numeric_limits<double>::quiet_NaN()};
    const std::uint8_t kind = byte();
    if (kind < 200) return (kind - 100) / 32.0;
    if (kind < 240) return edges[kind % edges.size()];
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | byte();
    return std::bit_cast<double>(bits);
}

double Bytes::number(Sizes sizes) {
    if (sizes == Sizes::Wild) return number();
    const double moderate = (byte() - 128) / 48.0;
    const int power = sizes == Sizes::Magnitudes ? byte() - 192 : -192;
    return power < -64 ? moderate : moderate * std::pow(10.0, 20.0 * power / 64.0);
}

std::string Bytes::text(int longest) {
    std::string text;
    for (int left = integer(0, longest); left > 0; --left) text += static_cast<char>(byte());
    return text;
}

Quantity Bytes::quantity() {
    constexpr int kinds = static_cast<int>(QuantityKind::LearningRate) + 1;
    return {static_cast<QuantityKind>(integer(0, kinds - 1)), integer(-1, 5), integer(-1, 4), integer(-1, 4)};
}

// ---------------------------------------------------------------- a scenario of bytes

namespace {

/// Where a document could have gone wrong on its way here: shapes that do not fit, tables without such a row.
struct Damage {
    bool shapes;
    Bytes::Sizes numbers;
    bool choices;
};

void fill(Bytes& bytes, Eigen::Ref<Vector> into, Bytes::Sizes sizes) {
    for (double& number : into) number = bytes.number(sizes);
}

Layer layerOf(Bytes& bytes, int inputs, const Damage& damage) {
    const auto& activations = activationTable();
    const auto* activation = &activations[bytes.byte() % activations.size()];
    if (damage.shapes && bytes.byte() > 250)  // none, or too many to be looked at further
        return {.activation = activation, .weights = Matrix{}, .biases = Vector::Zero(bytes.integer(0, 1) * 2000)};
    const int units = bytes.integer(1, 4);
    const int columns = damage.shapes && bytes.byte() > 220 ? bytes.integer(0, 4) : inputs;
    Layer layer{.activation = activation, .weights = Matrix::Zero(units, columns), .biases = Vector::Zero(units)};
    if (damage.choices && bytes.byte() > 230) layer.activation = nullptr;
    for (Eigen::Index j = 0; j < units; ++j)
        for (Eigen::Index i = 0; i < std::min(columns, 4); ++i) layer.weights(j, i) = bytes.number(damage.numbers);
    fill(bytes, layer.biases, damage.numbers);
    return layer;
}

}  // namespace

Scenario scenarioOf(Bytes& bytes) {
    const std::uint8_t kind = bytes.byte();
    const Bytes::Sizes sizes = (kind & 2) != 0   ? Bytes::Sizes::Wild
                               : (kind & 8) != 0 ? Bytes::Sizes::Magnitudes
                                                 : Bytes::Sizes::Moderate;
    const Damage damage{(kind & 1) != 0, sizes, (kind & 4) != 0};
    const auto& losses = lossTable();
    Scenario scenario{.network = {.inputs = damage.shapes ? bytes.integer(-1, 3) : bytes.integer(1, 3)},
                      .loss = &losses[bytes.byte() % losses.size()]};
    if (damage.choices && bytes.byte() > 230) scenario.loss = nullptr;
    const int depth = damage.shapes && bytes.byte() > 240 ? bytes.integer(0, 1) * 13 : bytes.integer(1, 4);
    for (int l = 0; l < depth; ++l)
        scenario.network.layers.push_back(layerOf(bytes, std::max(0, scenario.network.units(l)), damage));
    const int samples = damage.shapes ? bytes.integer(0, 2) : bytes.integer(1, 3);
    const bool probabilities = bytes.byte() % 2 == 0;
    for (int i = 0; i < samples; ++i) {
        const int outputs = scenario.network.layers.empty() ? 1 : scenario.network.outputs();
        const int wrong = damage.shapes && bytes.byte() > 230 ? 1 : 0;
        Sample sample{.x = Vector::Zero(std::max(0, scenario.network.inputs) + wrong), .t = Vector::Zero(outputs)};
        fill(bytes, sample.x, damage.numbers);
        for (double& t : sample.t.head(std::min(outputs, 4)))
            t = probabilities ? bytes.byte() / 255.0 : bytes.number(damage.numbers);
        scenario.samples.push_back(std::move(sample));
    }
    scenario.training = {.learningRate = bytes.number(damage.numbers),
                         .batchSize = damage.shapes ? bytes.integer(-1, 4) : bytes.integer(1, 4),
                         .batchReduction = bytes.byte() % 2 == 0 ? BatchReduction::Mean : BatchReduction::Sum,
                         .updateBiases = bytes.byte() % 4 != 0,
                         .shuffle = bytes.byte() % 2 == 0,
                         .shuffleSeed = bytes.byte()};
    if (damage.choices)
        for (int names = bytes.integer(0, 2); names > 0; --names) scenario.names[bytes.quantity()] = bytes.text(3);
    return scenario;
}

// ---------------------------------------------------------------- what must hold

void requirePlace(const Error& error, const Network& network) {
    if (error.code == ErrorCode::NonFinite)
        require(network.has(error.quantity), "the quantity that is not finite is one of the network");
    else
        require(!error.path.empty(), "an error names its place");
}

void requireDocumentPath(const Error& error) {
    constexpr std::array places{"network.", "loss", "samples", "training.", "names."};
    const auto begins = [&](const char* place) { return error.path.rfind(place, 0) == 0; };
    require(error.code == ErrorCode::Invalid, "a scenario is refused as invalid");
    require(std::any_of(places.begin(), places.end(), begins), "the path begins at a member of the document");
}

std::vector<std::uint64_t> bitsOf(const Scenario& scenario) {
    std::vector<std::uint64_t> bits;
    const auto take = [&](double number) { bits.push_back(std::bit_cast<std::uint64_t>(number)); };
    for (const Layer& layer : scenario.network.layers) {
        std::for_each(layer.weights.data(), layer.weights.data() + layer.weights.size(), take);
        std::for_each(layer.biases.begin(), layer.biases.end(), take);
    }
    for (const Sample& sample : scenario.samples) {
        std::for_each(sample.x.begin(), sample.x.end(), take);
        std::for_each(sample.t.begin(), sample.t.end(), take);
    }
    take(scenario.training.learningRate);
    return bits;
}

}  // namespace fuzz
