#include "network/initialise.hpp"

#include <cmath>

namespace backprop {
namespace {

template <class Draw>
void fill(Matrix& weights, const Draw& draw) {
    for (Eigen::Index j = 0; j < weights.rows(); ++j)
        for (Eigen::Index i = 0; i < weights.cols(); ++i) weights(j, i) = draw();
}

}  // namespace

std::optional<InitKind> parseInitKind(std::string_view id) { return initKindIds.find(id); }

void initialise(Layer& layer, InitKind kind, Random& random) {
    const auto fanIn = static_cast<double>(layer.weights.cols());
    const auto fanOut = static_cast<double>(layer.weights.rows());
    layer.weights.setZero();
    layer.biases.setZero();
    switch (kind) {
        case InitKind::Zeros:
            break;
        case InitKind::Uniform:
            fill(layer.weights, [&] { return random.uniform(-0.5, 0.5); });
            for (double& bias : layer.biases) bias = random.uniform(-0.5, 0.5);
            break;
        case InitKind::XavierUniform: {
            const double reach = std::sqrt(6.0 / (fanIn + fanOut));
            fill(layer.weights, [&] { return random.uniform(-reach, reach); });
            break;
        }
        case InitKind::HeNormal: {
            const double deviation = std::sqrt(2.0 / fanIn);
            fill(layer.weights, [&] { return deviation * random.normal(); });
            break;
        }
    }
}

void initialise(Network& network, const Init& init) {
    Random random(init.seed);
    for (Layer& layer : network.layers) initialise(layer, init.kind, random);
}

}  // namespace backprop
