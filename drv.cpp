#include "backprop/derivation.hpp"
#include "backprop/initialise.hpp"
#include <cstdio>
using namespace backprop;
int main() {
    Network n{.inputs = 784}; Random random(1);
    for (auto [u, f] : {std::pair{128, "relu"}, {64, "sigmoid"}, {10, "sigmoid"}}) {
        Layer l{.activation = findActivation(f), .weights = Matrix::Zero(u, n.units(n.depth())), .biases = Vector::Zero(u)};
        for (int i = 0; i < l.weights.size(); ++i) l.weights.data()[i] = 0.03 * ((i * 7919 % 13) - 6);
        n.layers.push_back(l);
    }
    Sample sample{Vector::Constant(784, 0.3), Vector::Constant(10, 0.5)};
    Scenario s{.network = n, .loss = findLoss("bce"), .samples = {sample}, .training = {}, .names = {}};
    const Iteration it = runIteration(s, s.samples[0]);
    for (int i = 0; i < 5; ++i) std::printf("%zu\n", derive(it, quantity::weight(1, 5, 300), 4, 1).stages.size());
}
