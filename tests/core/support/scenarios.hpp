#pragma once
// Scenarios made for tests: by hand from a few words, or at random from a seed.

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "network/scenario.hpp"

namespace support {

const backprop::Activation& activation(std::string_view id);
const backprop::Loss& loss(std::string_view id);

struct LayerShape {
    int units;
    std::string activation;
};

/// Uniform numbers that are the same on every platform.
class Draw {
public:
    explicit Draw(std::uint32_t seed) : bits_(seed) {}
    double number(double low, double high);
    /// In [low, high].
    int integer(int low, int high);
    template <class T>
    const T& of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(integer(0, static_cast<int>(all.size()) - 1))];
    }

private:
    std::mt19937 bits_;
};

/// Weights, biases and inputs uniform in [-spread, spread], targets in [0, 1].
backprop::Scenario makeScenario(int inputs, const std::vector<LayerShape>& layers, std::string_view loss,
                                std::uint32_t seed, int samples = 1, double spread = 1.0);

/// One to six layers of one to eight units, any activations, any loss that suits the output; weights of ordinary size.
backprop::Scenario randomScenario(std::uint32_t seed);

/// A random scenario with every weight, bias and input multiplied: large numbers saturate, small ones leave the neurons
/// near 0.
backprop::Scenario randomScenario(std::uint32_t seed, double scale);

/// `3-sigmoid(4)-relu(2), mse`
std::string describe(const backprop::Scenario& scenario);

/// All parameters in the order of `parameters(network)`.
std::vector<double> parameterValues(const backprop::Network& network);

/// All that has a derivation: parameters, inputs, weighted sums, outputs.
std::vector<backprop::Quantity> derivable(const backprop::Network& network);

/// 2-3-3-2 sigmoid, the network of the article, without names.
backprop::Scenario articleNetwork(std::string_view loss);

}  // namespace support
