// The fast path computes what the teaching path computes: activations, losses, gradients and updates.

#include "catch.hpp"
#include "lab/exponential.hpp"
#include "lab/fast_trainer.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;
using lab::FastTrainer;

namespace {

/// Units in the last place of the expected number; at the end of the doubles the smallest one.
double unitsOff(double got, long double expected) {
    if (got == static_cast<double>(expected)) return 0.0;
    const int exponent = std::max(std::ilogb(static_cast<double>(expected)) - 52, -1074);
    return static_cast<double>(std::abs(got - expected) / std::ldexp(1.0L, exponent));
}

// The C library of wasm computes e^x of a long double as that of a double.
#ifdef __EMSCRIPTEN__
constexpr double ofReference = 1.0;
#else
constexpr double ofReference = 0.0;
#endif

/// Numbers of all sizes: over the range of e^x, near its ends, and ever smaller ones.
std::vector<double> numbersOfAllSizes(std::uint32_t seed) {
    Draw draw(seed);
    std::vector<double> all{0.0, -0.0, 5e-324, -5e-324, 1e-310, 709.78, -708.4, -745.13, 40.0, -40.0, 1e5, -1e5, 1e300};
    for (int i = 0; i < 4000; ++i) {
        for (const double size : {745.2, 709.8, 40.0, 4.0, 0.5}) all.push_back(draw.number(-size, size));
        all.push_back(draw.number(-745.2, -700.0));
        all.push_back(std::ldexp(draw.number(-1.0, 1.0), -draw.integer(0, 1070)));
    }
    return all;
}

}  // namespace

TEST_CASE("the exponential of pairs is within two units in the last place of long double's, to both ends") {
    double largest = 0.0, at = 0.0;
    for (const double x : numbersOfAllSizes(1)) {
        if (std::abs(x) > 745.2) continue;
        const double off = unitsOff(lab::exponentialOf(lab::both(x))[1], std::exp(static_cast<long double>(x)));
        if (x <= 709.78 && off > largest) largest = off, at = x;
    }
    INFO("seed 1, " << largest << " units at " << full(at));
    CHECK(largest <= 2.0 + ofReference);
    CHECK(lab::exponentialOf(lab::both(709.79))[0] == infinity);
    CHECK(lab::exponentialOf(lab::Pair{infinity, -infinity})[0] == infinity);
    CHECK(lab::exponentialOf(lab::Pair{infinity, -infinity})[1] == 0.0);
    CHECK(lab::exponentialOf(lab::both(-745.13))[0] == 5e-324);
    CHECK(std::isnan(lab::exponentialOf(lab::both(notANumber))[0]));
}

TEST_CASE("tanh and sigmoid of pairs are within five units in the last place of long double's, to both ends") {
    double tanhOff = 0.0, sigmoidOff = 0.0, tanhAt = 0.0, sigmoidAt = 0.0;
    for (const double z : numbersOfAllSizes(3)) {
        const auto note = [&](double off, double& largest, double& at) {
            if (off > largest) largest = off, at = z;
        };
        if (2.0 * std::abs(z) <= lab::largestExponent)
            note(unitsOff(lab::tanhOf(lab::both(z)).value[1], std::tanh(static_cast<long double>(z))), tanhOff, tanhAt);
        if (std::abs(z) > lab::largestExponent) continue;
        const lab::SigmoidPair pair = lab::sigmoidOf(lab::both(z));
        const long double e = std::exp(static_cast<long double>(-z));
        note(unitsOff(pair.value[0], 1.0L / (1.0L + e)), sigmoidOff, sigmoidAt);
        note(unitsOff(pair.rest[1], e / (1.0L + e)), sigmoidOff, sigmoidAt);
    }
    INFO("seed 3, tanh " << tanhOff << " units at " << full(tanhAt) << ", sigmoid " << sigmoidOff << " at "
                         << full(sigmoidAt));
    CHECK(tanhOff <= 5.0 + ofReference);
    CHECK(sigmoidOff <= 3.5 + ofReference);
}

TEST_CASE("every activation over an array is its definition, with slope and rest, at sums of all sizes") {
    std::vector<double> z = numbersOfAllSizes(2);
    z.resize(z.size() / 4 * 4);
    std::vector<double> a(z.size()), slopes(z.size()), rests(z.size());
    for (const Activation& f : activationTable()) {
        if (!f.isPointwise()) continue;
        lab::kernelOf(f)(
            f, {z.data(), a.data(), slopes.data(), rests.data(), static_cast<std::ptrdiff_t>(z.size()), infinity});
        // The others' slopes and rests are differences of larger numbers.
        const bool losesNoDigits = f.id == "sigmoid" || f.id == "tanh";
        const auto isNear = [&](double got, double expected, double digits) {
            const double difference = std::abs(got - expected), smallest = 5e-324;
            return got == expected ||
                   difference <= std::max(1e-15 * std::max(std::abs(expected), digits), 2 * smallest);
        };
        for (std::size_t i = 0; i < z.size(); ++i) {
            const double value = f.value(z[i]), digits = losesNoDigits ? 0.0 : 1.0;
            const bool isSame = isNear(a[i], value, 0.0) && isNear(slopes[i], f.slope(z[i], value), digits) &&
                                isNear(rests[i], f.oneMinus(z[i]), digits);
            INFO(f.id << " at " << full(z[i]) << ": " << full(a[i]) << " " << full(slopes[i]) << " " << full(rests[i]));
            if (!isSame) CHECK(isSame);
        }
    }
}

namespace {

double largestOf(const double* numbers, std::ptrdiff_t count) {
    double largest = 0.0;
    for (std::ptrdiff_t i = 0; i < count; ++i) largest = std::max(largest, std::abs(numbers[i]));
    return largest;
}

double largestOf(const Gradients& gradients, std::size_t layer) {
    return std::max(largestOf(gradients.weights[layer].data(), gradients.weights[layer].size()),
                    largestOf(gradients.biases[layer].data(), gradients.biases[layer].size()));
}

/// What the rounding of a layer's gradients is relative to: the largest of them. With a SiLU, whose slope near its
/// minimum is a difference of larger numbers, the largest of the network.
double sizeOfGradients(const Network& network, const Gradients& gradients, std::size_t layer) {
    for (const Layer& other : network.layers)
        if (other.activation->id == "silu") return gradients.largest();
    return largestOf(gradients, layer);
}

/// One update of each from the same parameters: how far apart they are, relative to their size.
double apartAfterUpdate(Scenario& scenario, Trainer& teaching, FastTrainer& fast) {
    fast.writeParameters(scenario.network);
    const auto slow = teaching.update();
    const auto quick = fast.update();
    REQUIRE(slow.has_value() == quick.has_value());
    if (slow) return 0.0;
    double apart = relativeDifference(fast.loss(), teaching.result().loss);
    for (int l = 1; l <= scenario.network.depth(); ++l) {
        const auto& [shape, weights, biases] = fast.pass().place(l);
        const Layer& layer = scenario.network.layer(l);
        const Gradients& gradients = teaching.result().gradients;
        const auto index = static_cast<std::size_t>(l - 1);
        const double size = sizeOfGradients(scenario.network, gradients, index);
        const auto compare = [&](std::ptrdiff_t place, const double* after, const double* gradient,
                                 std::ptrdiff_t count) {
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                const auto at = static_cast<std::size_t>(place + i);
                if (size > 0.0) apart = std::max(apart, std::abs(fast.gradients()[at] - gradient[i]) / size);
                apart = std::max(apart, relativeDifference(fast.parameters()[at], after[i]) * std::abs(after[i]) /
                                            (std::abs(after[i]) + std::abs(scenario.training.learningRate) * size));
            }
        };
        compare(weights, layer.weights.data(), gradients.weights[index].data(), layer.weights.size());
        compare(biases, layer.biases.data(), gradients.biases[index].data(), layer.biases.size());
    }
    return apart;
}

/// Every update of two epochs, the smaller last batches among them.
double apartInTwoEpochs(Scenario scenario) {
    Scenario other = scenario;
    Trainer teaching(scenario);
    FastTrainer fast(other);
    double apart = 0.0;
    while (fast.progress().epoch < 2) apart = std::max(apart, apartAfterUpdate(scenario, teaching, fast));
    CHECK(teaching.progress().iteration == fast.progress().iteration);
    return apart;
}

}  // namespace

TEST_CASE("every update of a random network is that of the teaching path to 1e-13") {
    for (std::uint32_t seed = 1; seed <= share(200); ++seed) {
        Scenario scenario = randomScenario(seed);
        Draw draw(seed);
        const Sample first = scenario.samples[0];
        for (int n = draw.integer(1, 23); n > 0; --n) {
            scenario.samples.push_back(scenario.samples[0]);
            for (double& x : scenario.samples.back().x) x = draw.number(-2.0, 2.0);
        }
        scenario.training.batchSize = draw.integer(1, 12);
        scenario.training.shuffle = draw.integer(0, 1) == 1;
        scenario.training.learningRate = 0.01;
        INFO("seed " << seed << ": " << describe(scenario) << ", batches of " << scenario.training.batchSize);
        CHECK(apartInTwoEpochs(scenario) <= 1e-13);
    }
}

TEST_CASE("so is every update of networks with more neurons and samples than a block or a tile holds") {
    for (const char* output : {"sigmoid", "softmax", "linear"}) {
        const std::string lossId = std::string(output) == "softmax" ? "softmax_cross_entropy" : "mse";
        Scenario scenario =
            makeScenario(301, {{13, "tanh"}, {9, "relu"}, {7, "sigmoid"}, {5, output}}, lossId, 3, 75, 0.2);
        scenario.training.batchSize = 70;
        scenario.training.batchReduction = BatchReduction::Sum;
        scenario.training.learningRate = 1e-3;
        CAPTURE(output);
        CHECK(apartInTwoEpochs(scenario) <= 1e-13);
    }
}

TEST_CASE("a weight that is no number has no bound, whatever weights come after it") {
    Scenario scenario = makeScenario(2, {{2, "linear"}}, "mse", 1, 1);
    CHECK(lab::FastPass(scenario).boundSums(1.0));
    scenario.network.layer(1).weights(0, 1) = notANumber;
    CHECK_FALSE(lab::FastPass(scenario).boundSums(1.0));
}

TEST_CASE("samples one by one make the update of their batch, to 1e-13") {
    Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "bce", 4, 7), other = scenario;
    scenario.training.batchSize = other.training.batchSize = 3;
    FastTrainer whole(scenario), single(other);
    for (int i = 0; i < 14; ++i) {
        const int before = single.taken();
        const auto completed = single.addSample();
        REQUIRE(completed.ok());
        CHECK(single.taken() == (completed.value() ? 0 : before + 1));
        if (!completed.value()) continue;
        REQUIRE_FALSE(whole.update().has_value());
        checkClose("L", single.loss(), whole.loss(), 1e-13);
        for (std::size_t p = 0; p < whole.parameters().size(); ++p)
            checkClose("parameter", single.parameters()[p], whole.parameters()[p], 1e-13);
    }
    CHECK(single.progress().epoch == 2);
}

TEST_CASE(
    "an update that leaves the doubles names the quantity and sample that the teaching path names, and changes "
    "nothing") {
    for (std::uint32_t seed = 1; seed <= share(60); ++seed) {
        Scenario scenario = randomScenario(seed, seed % 2 == 0 ? 1e3 : 1.0);
        for (int n = 0; n < 4; ++n) scenario.samples.push_back(scenario.samples[0]);
        scenario.training.batchSize = 2;
        scenario.training.learningRate = 1e80;
        INFO("seed " << seed << ": " << describe(scenario));
        Scenario other = scenario;
        Trainer teaching(scenario);
        FastTrainer fast(other);
        std::optional<Error> expected, error;
        std::vector<double> before;
        for (int update = 0; update < 12 && !expected && !error; ++update) {
            before = fast.parameters();
            fast.writeParameters(scenario.network);
            expected = teaching.update();
            error = fast.update();
        }
        REQUIRE(expected.has_value() == error.has_value());
        if (!error) continue;
        CHECK(toString(error->quantity) == toString(expected->quantity));
        CHECK(error->cause == expected->cause);
        CHECK(error->sample == expected->sample);
        CHECK(fast.parameters() == before);
        CHECK(fast.progress().iteration == teaching.progress().iteration);
    }
}
