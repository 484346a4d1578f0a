// How work grows with the network, counted in one run. Times are printed beside for orientation, and assert nothing.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <set>

#include "formulas/symbolic_network.hpp"
#include "network/initialise.hpp"
#include "session/session.hpp"
#include "training/loss_grid.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

using namespace backprop;

namespace {

Scenario network(const std::vector<int>& shape, const char* activation, int samples, const char* output = nullptr) {
    Scenario scenario{.network = {.inputs = shape[0]}, .loss = findLoss("mse")};
    Random random(7);
    for (std::size_t l = 1; l < shape.size(); ++l) {
        const bool last = output && l + 1 == shape.size();
        Layer layer{findActivation(last ? output : activation), Matrix::Zero(shape[l], shape[l - 1]),
                    Vector::Zero(shape[l])};
        initialise(layer, InitKind::XavierUniform, random);
        scenario.network.layers.push_back(std::move(layer));
    }
    for (int s = 0; s < samples; ++s)
        scenario.samples.push_back(
            {Vector::Constant(shape.front(), 0.1 * (s + 1)), Vector::Constant(shape.back(), 0.5)});
    return scenario;
}

/// Nodes of an expression, shared ones once.
void collect(const Expr& a, std::set<const void*>& seen) {
    if (!seen.insert(a.identity()).second) return;
    for (const Expr& operand : a.operands()) collect(operand, seen);
}

/// Neurons and edges between a weight of the first layer and the loss.
double touched(const Network& network) {
    double count = 2.0;  // the weight and its neuron
    for (int l = 2; l <= network.depth(); ++l) {
        const double from = l == 2 ? 1.0 : network.units(l - 1);
        count += network.units(l) + from * network.units(l);
    }
    return count + network.outputs();
}

double milliseconds(int rounds, const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[static_cast<std::size_t>(rounds / 2)];
}

/// The whole symbolic gradient of w.1.0.0: what a derivation shares between all its paths.
bool derivations() {
    std::printf("gradient of w.1.0.0 in n-n-n-n-n\n");
    std::printf("%4s %12s %12s %10s %8s %10s\n", "n", "paths", "touched", "nodes", "ratio", "median ms");
    double least = 1e300, most = 0.0;
    for (const int n : {2, 4, 8, 16, 32, 64}) {
        const Scenario scenario = network({n, n, n, n, n}, "tanh", 1);
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        SymbolicNetwork symbolic(scenario.network, *scenario.loss);
        std::set<const void*> nodes;
        collect(symbolic.gradient(quantity::weight(1, 0, 0)), nodes);
        const double count = static_cast<double>(nodes.size()), ratio = count / touched(scenario.network);
        const double time = milliseconds(5, [&] { derive(iteration, quantity::weight(1, 0, 0), NumberFormat(4), 8); });
        std::printf("%4d %12.0f %12.0f %10.0f %8.2f %10.2f\n", n, double(n) * n * n, touched(scenario.network), count,
                    ratio, time);
        least = std::min(least, ratio);
        most = std::max(most, ratio);
    }
    const bool linear = most <= 3.0 * least;
    std::printf("nodes a neuron or edge touched: %.2f ... %.2f: %s\n\n", least, most,
                linear ? "no faster than what is touched" : "GROWS FASTER than what is touched");
    return linear;
}

/// Derivations after a softmax whose loss is not made for it: every output depends on every sum of the layer. The times
/// are those of the derivation in each notation.
bool softmaxDerivations() {
    std::printf("gradient of w.1.0.0 in 1-1-n, softmax and mse\n");
    std::printf("%5s %8s %8s %11s %11s %11s\n", "n", "nodes", "a output", "scalar ms", "indexed ms", "matrix ms");
    double least = 1e300, most = 0.0;
    for (const int n : {16, 64, 256, 1024}) {
        const Scenario scenario = network({1, 1, n}, "tanh", 1, "softmax");
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        SymbolicNetwork symbolic(scenario.network, *scenario.loss);
        std::set<const void*> nodes;
        const Quantity first = quantity::weight(1, 0, 0);
        collect(symbolic.gradient(first), nodes);
        const double ratio = static_cast<double>(nodes.size()) / n;
        std::printf("%5d %8zu %8.2f", n, nodes.size(), ratio);
        for (const Notation notation : {Notation::Scalar, Notation::Indexed, Notation::Matrices})
            std::printf(" %11.2f", milliseconds(1, [&] { derive(iteration, first, NumberFormat(4), 8, notation); }));
        std::printf("\n");
        least = std::min(least, ratio);
        most = std::max(most, ratio);
    }
    const bool linear = most <= 1.5 * least;
    std::printf("nodes an output: %.2f ... %.2f: %s\n\n", least, most,
                linear ? "no faster than the outputs" : "GROWS FASTER than the outputs");
    return linear;
}

/// One update, against the bare arithmetic: two multiplications and additions a parameter forward, four back.
void trainingSteps() {
    std::printf("one update of one sample\n%-18s %12s %10s %14s\n", "network", "parameters", "median ms",
                "ns a parameter");
    for (const auto& shape :
         {std::vector<int>{2, 3, 3, 2}, {16, 16, 16, 16}, {784, 128, 64, 10}, {1024, 900, 100, 10}}) {
        Scenario scenario = network(shape, "tanh", 1);
        Trainer trainer(scenario);
        const double time = milliseconds(25, [&] { trainer.update(); });
        const auto parameters = static_cast<double>(scenario.network.parameterCount());
        std::printf("%4d-%d-%d-%-7d %12.0f %10.4f %14.3f\n", shape[0], shape[1], shape[2], shape[3], parameters, time,
                    1e6 * time / parameters);
    }
}

/// A step asked for by its number costs as much as it reads, at any position.
void steps() {
    Session session(network({784, 128, 64, 10}, "tanh", 4));
    BatchIteration& batch = session.batchIteration();
    std::printf("\nsingle steps of 784-128-64-10, of %lld\n", static_cast<long long>(batch.length()));
    for (const Quantity& q : {quantity::weightedSum(1, 0), quantity::weightGradient(1, 64, 392), quantity::delta(1, 5),
                              quantity::weight(3, 9, 63)}) {
        const std::int64_t index = *batch.steps().indexOf(q);
        std::size_t reads = 0;
        const double time =
            milliseconds(9, [&] { reads = trace(batch, NumberFormat(4), Notation::Scalar, index, 1)[0].reads.size(); });
        std::printf("%-14s step %7lld reads %5zu: %8.3f ms\n", toString(q).c_str(), static_cast<long long>(index),
                    reads, time);
    }
}

/// The loss alone needs no backward pass and no gradients.
void losses() {
    Session session(network({784, 128, 64, 10}, "tanh", 50));
    const double alone = milliseconds(9, [&] { session.lossOfAll(); });
    const double whole = milliseconds(9, [&] { session.gradientsOfAll(); });
    std::printf("\nloss of 50 samples of 784-128-64-10: %.3f ms, with gradients %.3f ms, ratio %.2f\n", alone, whole,
                alone / whole);
}

/// A slice or surface by blocks, against a forward pass for each place. Times of one place are printed for orientation.
void lossGrids() {
    std::printf("\nlosses over a grid\n%-18s %-10s %8s %12s %16s\n", "network", "over", "places", "us a place",
                "forward / place");
    const auto compare = [](const std::vector<int>& shape, const std::vector<Axis>& axes) {
        const Scenario scenario = network(shape, "tanh", 1);
        ForwardPass pass;
        pass.sizeFor(scenario.network);
        std::size_t places = 0;
        const double grid = milliseconds(9, [&] { places = lossesOver(scenario, {0}, axes).size(); });
        const double alone = milliseconds(9, [&] {
            for (int i = 0; i < 100; ++i) forward(scenario.network, *scenario.loss, scenario.samples[0], pass);
        });
        const double place = 1e3 * grid / static_cast<double>(places);
        std::printf("%4d-%d-%d-%-7d %-10s %8zu %12.3f %16.1f\n", shape[0], shape[1], shape[2], shape[3],
                    toString(axes[0].id).c_str(), places, place, 10.0 * alone / place);
    };
    const std::vector<int> small{2, 3, 3, 2}, large{784, 128, 64, 10};
    compare(small, {{quantity::weight(2, 0, 0), -5.0, 5.0, 200}});
    compare(small, {{quantity::weight(1, 0, 0), -5.0, 5.0, 60}, {quantity::weight(3, 1, 0), -5.0, 5.0, 60}});
    for (const Quantity& id : {quantity::weight(1, 0, 0), quantity::weight(2, 5, 5), quantity::weight(3, 1, 1)})
        compare(large, {{id, -5.0, 5.0, 200}});
}

}  // namespace

int main() {
    const bool ofPaths = derivations(), ofSoftmax = softmaxDerivations();
    trainingSteps();
    steps();
    losses();
    lossGrids();
    return ofPaths && ofSoftmax ? 0 : 1;
}
