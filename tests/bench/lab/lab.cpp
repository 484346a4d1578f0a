// The lab's kernels built natively: the least milliseconds of each row of the table of tests/bench/lab.mjs, as JSON.
// With what the machine can do: multiply-adds of pairs that stay in registers, Eigen's own product of matrices, and the
// kernels of the activations over an array that stays in the first cache.

#include "backprop/lab.hpp"

#include <chrono>
#include <cstdio>

#include "peers.hpp"

using namespace backprop;

namespace {

double milliseconds() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The least of several rounds, of the time of one call.
template <class Work>
double least(int rounds, int calls, Work work) {
    double time = 1e300;
    for (int i = 0; i < rounds; ++i) {
        const double start = milliseconds();
        for (int call = 0; call < calls; ++call) work();
        time = std::min(time, (milliseconds() - start) / calls);
    }
    return time;
}

Scenario network(const std::vector<int>& shape, const char* activation, int samples, int batch) {
    Scenario scenario{.network = {.inputs = shape[0]}, .loss = findLoss("mse")};
    Random random(7);
    for (std::size_t l = 1; l < shape.size(); ++l) {
        Layer layer{findActivation(activation), Matrix::Zero(shape[l], shape[l - 1]), Vector::Zero(shape[l])};
        initialise(layer, InitKind::XavierUniform, random);
        scenario.network.layers.push_back(std::move(layer));
    }
    for (int s = 0; s < samples; ++s) {
        Sample sample{Vector(shape.front()), Vector(shape.back())};
        for (double& x : sample.x) x = random.uniform(-1.0, 1.0);
        for (double& t : sample.t) t = random.uniform(0.0, 1.0);
        scenario.samples.push_back(std::move(sample));
    }
    scenario.training.batchSize = batch;
    scenario.training.learningRate = 0.01;
    return scenario;
}

template <class AnyTrainer>
void epoch(AnyTrainer& trainer) {
    for (const auto number = trainer.progress().epoch; trainer.progress().epoch == number;) trainer.update();
}

void row(const char* name, const std::vector<int>& shape, const char* activation, int samples, int batch, int rounds,
         int calls) {
    Scenario scenario = network(shape, activation, samples, batch), other = scenario;
    lab::FastTrainer fast(scenario);
    Trainer teaching(other);
    const double time = least(rounds, calls, [&] { epoch(fast); });
    const double slow = least(2, 1, [&] { epoch(teaching); });
    std::printf("\"%s\":{\"fast\":%.6g,\"teaching\":%.6g},", name, time, slow);
}

/// Multiply-adds of pairs in registers, twelve chains side by side, in 10^9 operations a second.
double multiplyAddGflops() {
    constexpr int chains = 12, steps = 20000;
    lab::Pair sums[chains]{};
    lab::Pair factor = lab::both(0.5), term = lab::both(1.0);
    const double time = least(10, 1, [&] {
        for (int i = 0; i < steps; ++i) lab::each<chains>([&](auto c) { sums[c] = sums[c] * factor + term; });
        term = sums[0] * 0.5;
    });
    double total = 0.0;
    for (const lab::Pair& chain : sums) total += lab::sum(chain);
    return total > 0.0 ? 2.0 * lab::pairSize * chains * steps / time / 1e6 : 0.0;
}

/// One output of an activation with its slope, or the output alone, in nanoseconds.
double nanosecondsOf(const char* id, bool slope) {
    const Activation& activation = *findActivation(id);
    std::vector<double> z(512), a(z.size()), slopes(z.size());
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = std::sin(static_cast<double>(i));
    const lab::ActivationArrays arrays{z.data(), a.data(), slope ? slopes.data() : nullptr, nullptr, 512, 1.0};
    const auto kernel = lab::kernelOf(activation);
    return least(400, 20, [&] { kernel(activation, arrays); }) / 512 * 1e6;
}

}  // namespace

int main() {
    std::printf("{");
    row("small", {2, 4, 2, 1}, "tanh", 250, 10, 20, 20);
    row("middle", {16, 32, 32, 4}, "sigmoid", 500, 32, 20, 1);
    row("large", {784, 128, 64, 10}, "sigmoid", 512, 64, 3, 1);
    Scenario scenario = network({2, 4, 2, 1}, "tanh", 1, 1);
    lab::FastPass pass(scenario);
    const lab::InputGrid grid{{{quantity::input(0), -1.0, 1.0, 100}, {quantity::input(1), -1.0, 1.0, 100}},
                              Vector::Zero(2)};
    std::vector<double> outputs(10000), samples(750);
    const double boundary = least(30, 1, [&] { outputsOver(pass, grid, 3, 0, outputs.data()); });
    peers::HandWritten hand;
    for (std::size_t i = 0; i < hand.p.size(); ++i) hand.p[i] = std::sin(static_cast<double>(i + 1));
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = std::cos(static_cast<double>(i));
    const double handEpoch = least(20, 10, [&] { hand.epoch(samples, 10, 0.01); });
    const double handBoundary = least(20, 1, [&] { hand.boundary(100); });
    Matrix a = Matrix::Random(128, 784), b = Matrix::Random(784, 64), c(128, 64);
    const double product = least(10, 1, [&] { c.noalias() = a * b; });
    std::printf("\"boundary\":{\"fast\":%.6g},\"handSmall\":%.6g,\"handBoundary\":%.6g,", boundary, handEpoch,
                handBoundary);
    std::printf("\"eigenGflops\":%.4g,\"multiplyAddGflops\":%.4g,", 2.0 * 128 * 784 * 64 / product / 1e6,
                multiplyAddGflops());
    std::printf("\"tanh\":%.4g,\"tanhSlope\":%.4g,\"sigmoidSlope\":%.4g}\n", nanosecondsOf("tanh", false),
                nanosecondsOf("tanh", true), nanosecondsOf("sigmoid", true));
}
