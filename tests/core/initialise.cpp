// Where parameters come from when a scenario gives none: bounds, spread, and the same numbers everywhere.

#include "network/initialise.hpp"

#include "catch.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

namespace {

Layer layerOf(int inputs, int units, InitKind kind, std::uint32_t seed) {
    Layer layer{findActivation("sigmoid"), Matrix(units, inputs), Vector(units)};
    Random random(seed);
    initialise(layer, kind, random);
    return layer;
}

double varianceOf(const Matrix& m) { return (m.array() - m.mean()).square().sum() / static_cast<double>(m.size() - 1); }

}  // namespace

TEST_CASE("initialisations are found by their ids and by nothing else") {
    CHECK(parseInitKind("zeros") == InitKind::Zeros);
    CHECK(parseInitKind("uniform") == InitKind::Uniform);
    CHECK(parseInitKind("xavier_uniform") == InitKind::XavierUniform);
    CHECK(parseInitKind("he_normal") == InitKind::HeNormal);
    for (const char* id : {"", "zero", "Zeros", "xavier", "he_normal "}) {
        CAPTURE(id);
        CHECK_FALSE(parseInitKind(id).has_value());
    }
}

TEST_CASE("zeros leave every weight and bias at 0") {
    const Layer layer = layerOf(3, 4, InitKind::Zeros, 1);
    CHECK(layer.weights.isZero(0.0));
    CHECK(layer.biases.isZero(0.0));
}

TEST_CASE("uniform weights and biases lie in [-0.5, 0.5) with variance 1/12") {
    const Layer layer = layerOf(300, 200, InitKind::Uniform, 2);
    CHECK(layer.weights.minCoeff() >= -0.5);
    CHECK(layer.weights.maxCoeff() < 0.5);
    CHECK(layer.biases.minCoeff() >= -0.5);
    CHECK(layer.biases.maxCoeff() < 0.5);
    CHECK_FALSE(layer.biases.isZero(0.1));
    CHECK(std::abs(layer.weights.mean()) < 0.005);
    CHECK(std::abs(varianceOf(layer.weights) * 12.0 - 1.0) < 0.02);
}

TEST_CASE("Xavier's weights lie within sqrt(6 / (fan-in + fan-out)), with variance 2 / (fan-in + fan-out)") {
    const Layer layer = layerOf(300, 200, InitKind::XavierUniform, 3);
    const double reach = std::sqrt(6.0 / 500.0);
    CHECK(layer.weights.minCoeff() >= -reach);
    CHECK(layer.weights.maxCoeff() < reach);
    CHECK(layer.weights.maxCoeff() > 0.999 * reach);
    CHECK(std::abs(layer.weights.mean()) < 0.02 * reach);
    CHECK(std::abs(varianceOf(layer.weights) * 500.0 / 2.0 - 1.0) < 0.02);
    CHECK(layer.biases.isZero(0.0));
}

TEST_CASE("He's weights are normal with variance 2 / fan-in") {
    const Layer layer = layerOf(300, 200, InitKind::HeNormal, 4);
    const double deviation = std::sqrt(2.0 / 300.0);
    CHECK(std::abs(layer.weights.mean()) < 0.02 * deviation);
    CHECK(std::abs(varianceOf(layer.weights) * 150.0 - 1.0) < 0.03);
    CHECK(layer.weights.maxCoeff() > 3.5 * deviation);
    CHECK(layer.weights.maxCoeff() < 6.0 * deviation);
    CHECK(layer.biases.isZero(0.0));
}

TEST_CASE("the draws go through the weights row by row, then the biases") {
    const Layer layer = layerOf(2, 2, InitKind::Uniform, 42);
    Random random(42);
    for (int j = 0; j < 2; ++j)
        for (int i = 0; i < 2; ++i) checkSameBits("weight", layer.weights(j, i), random.uniform(-0.5, 0.5));
    for (int j = 0; j < 2; ++j) checkSameBits("bias", layer.biases(j), random.uniform(-0.5, 0.5));
}

TEST_CASE("the same seed gives the same layer, another seed another one") {
    const InitKind kind = GENERATE(InitKind::Uniform, InitKind::XavierUniform, InitKind::HeNormal);
    CHECK((layerOf(3, 5, kind, 7).weights == layerOf(3, 5, kind, 7).weights));
    CHECK((layerOf(3, 5, kind, 7).weights != layerOf(3, 5, kind, 8).weights));
}
