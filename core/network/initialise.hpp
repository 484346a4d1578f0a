#pragma once
// Where the parameters of a layer come from when a scenario gives none. Biases start at 0 except under `uniform`.
//
//   zeros           all 0: every neuron of a layer stays the same as its neighbours for ever
//   uniform         weights and biases in [-0.5, 0.5)
//   xavier_uniform  weights in [-r, r), r = sqrt(6 / (fan-in + fan-out))        Glorot and Bengio, 2010
//   he_normal       weights normal with standard deviation sqrt(2 / fan-in)     He et al., 2015

#include <optional>
#include <string_view>

#include "expressions/ids.hpp"
#include "network/network.hpp"
#include "numbers/random.hpp"

namespace backprop {

enum class InitKind { Zeros, Uniform, XavierUniform, HeNormal };

/// Their names in a scenario, in the order of the enumeration.
inline constexpr Ids<InitKind, 4> initKindIds{{{
    {InitKind::Zeros, "zeros"},
    {InitKind::Uniform, "uniform"},
    {InitKind::XavierUniform, "xavier_uniform"},
    {InitKind::HeNormal, "he_normal"},
}}};

std::optional<InitKind> parseInitKind(std::string_view id);

/// A seed draws the same numbers on every platform.
struct Init {
    InitKind kind = InitKind::Zeros;
    std::uint32_t seed = 1;

    bool operator==(const Init&) const = default;
};

/// Fills a layer whose weights and biases already have their size. Draws in the order weights row by row, biases.
void initialise(Layer& layer, InitKind kind, Random& random);

/// Fills all layers, in their order, from one generator: as a scenario that gives no weights is filled.
void initialise(Network& network, const Init& init);

}  // namespace backprop
