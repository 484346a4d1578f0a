// 300 random networks: back-propagation, symbols and complex step agree, and PyTorch's autograd has the same gradients.
// tests/data/make_networks.py draws the same networks from the same seeds.

#include <map>

#include "catch.hpp"
#include "proof/verify.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

constexpr double toEachOther = 1e-12;
constexpr double toAutograd = 1e-10;

/// The ranges of weights and biases: near zero to saturated.
constexpr double scales[] = {1e-3, 0.5, 2.0, 20.0};

std::vector<std::string> pointwiseIds() {
    std::vector<std::string> ids;
    for (const Activation& f : activationTable())
        if (f.isPointwise()) ids.emplace_back(f.id);
    return ids;
}

std::string outputFor(const Loss& chosen, Draw& draw) {
    if (!chosen.requiredOutput.empty()) return std::string(chosen.requiredOutput);
    if (chosen.targetsAreProbabilities) return "sigmoid";
    std::vector<std::string> ids = pointwiseIds();
    ids.emplace_back("softmax");
    return draw.of(ids);
}

Vector drawTargets(Draw& draw, int count) {
    Vector t = Vector::Zero(count);
    if (draw.integer(0, 1) == 0) {
        t(draw.integer(0, count - 1)) = 1.0;
        return t;
    }
    for (double& target : t) {
        const bool between = draw.integer(0, 1) == 0;
        target = between ? draw.number(0.0, 1.0) : draw.integer(0, 1);
    }
    return t;
}

Layer drawLayer(Draw& draw, int units, int inputs, const std::string& activationId, double scale) {
    Layer layer{&activation(activationId), Matrix(units, inputs), Vector(units)};
    for (Eigen::Index i = 0; i < layer.weights.size(); ++i) layer.weights.data()[i] = draw.number(-scale, scale);
    for (double& bias : layer.biases) bias = draw.number(-scale, scale);
    return layer;
}

Scenario drawScenario(std::uint32_t seed) {
    Draw draw(seed);
    Scenario scenario;
    scenario.loss = &lossTable()[seed % lossTable().size()];
    const double scale = scales[seed % std::size(scales)];
    scenario.network.inputs = draw.integer(1, 8);
    const int depth = draw.integer(1, 6);
    for (int l = 1; l <= depth; ++l) {
        const int units = draw.integer(1, 8);
        const std::string id = l == depth ? outputFor(*scenario.loss, draw) : draw.of(pointwiseIds());
        scenario.network.layers.push_back(drawLayer(draw, units, scenario.network.units(l - 1), id, scale));
    }
    const int samples = draw.integer(1, 3);
    for (int s = 0; s < samples; ++s) {
        Vector x(scenario.network.inputs);
        for (double& input : x) input = draw.number(-1.0, 1.0);
        scenario.samples.push_back({std::move(x), drawTargets(draw, scenario.network.outputs())});
    }
    scenario.training.batchSize = samples;
    scenario.training.batchReduction = draw.integer(0, 1) == 0 ? BatchReduction::Mean : BatchReduction::Sum;
    REQUIRE(validate(scenario).ok());
    return scenario;
}

/// The size that the rounding of each parameter's gradient is relative to, over all samples.
std::vector<double> scalesOf(const Scenario& scenario, const std::vector<Quantity>& ids, double& worst) {
    std::vector<double> total(ids.size(), 0.0);
    for (const Sample& sample : scenario.samples) {
        const Iteration iteration = runIteration(scenario, sample);
        REQUIRE_FALSE(firstNonFinite(iteration).has_value());
        const Verification verification = verify(iteration, ids);
        worst = std::max(worst, verification.maxRelativeDifference);
        CHECK(verification.maxRelativeDifference <= toEachOther);
        for (std::size_t i = 0; i < ids.size(); ++i) total[i] += verification.parameters[i].scale;
    }
    return total;
}

}  // namespace

TEST_CASE("the gradients of 300 random networks agree three ways to 1e-12, and with PyTorch's autograd to 1e-10") {
    const Json file = readData("networks.json");
    CHECK(file.at("cases").size() == 300);
    double worstOfThree = 0.0, worstToAutograd = 0.0;
    for (const Json& entry : file.at("cases")) {
        const auto seed = entry.at("seed").get<std::uint32_t>();
        Session session(drawScenario(seed));
        const Scenario& scenario = session.scenario();
        INFO("seed " << seed << ": " << describe(scenario));
        REQUIRE(describe(scenario) == entry.at("network").get<std::string>());
        const std::vector<Quantity> ids = parameters(scenario.network);
        const std::vector<double> roundings = scalesOf(scenario, ids, worstOfThree);
        const auto result = session.gradientsOfAll();
        REQUIRE(result.ok());
        checkClose("L", result.value()->loss, entry.at("loss"), toAutograd);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const double got = result.value()->gradients.at(ids[i]), expected = entry.at("gradients").at(i);
            const double difference = std::abs(got - expected) / roundings[i];
            worstToAutograd = std::max(worstToAutograd, difference);
            INFO(gotAndExpected(toString(gradientOf(ids[i])), got, expected) << ", scale " << full(roundings[i]));
            if (!(difference <= toAutograd)) CHECK(difference <= toAutograd);
        }
    }
    INFO("largest difference of the three ways " << worstOfThree << ", to autograd " << worstToAutograd);
    CHECK(worstOfThree <= toEachOther);
    CHECK(worstToAutograd <= toAutograd);
}

TEST_CASE("the 300 networks have every activation, loss, depth and reduction, single samples and batches") {
    std::map<std::string, int> seen;
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        const Scenario scenario = drawScenario(seed);
        ++seen["depth " + std::to_string(scenario.network.depth())];
        ++seen["samples " + std::to_string(scenario.samples.size())];
        ++seen[scenario.training.batchReduction == BatchReduction::Mean ? "mean" : "sum"];
        ++seen[std::string(scenario.loss->id)];
        for (const Layer& layer : scenario.network.layers) ++seen[std::string(layer.activation->id)];
    }
    CHECK(seen.size() == 6 + 3 + 2 + lossTable().size() + activationTable().size());
}
