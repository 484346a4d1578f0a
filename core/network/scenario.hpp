#pragma once
// All that an iteration needs: network, loss, samples, training settings and the names that a reader knows things by.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expressions/result.hpp"
#include "network/initialise.hpp"
#include "network/loss.hpp"
#include "network/network.hpp"
#include "network/optimizer.hpp"

namespace backprop {

struct Sample {
    Vector x{};  // network.inputs
    Vector t{};  // network.outputs()
};

enum class BatchReduction { Mean, Sum };

struct Training {
    double learningRate = 0.5;
    int batchSize = 1;  // 1 ... number of samples; a larger one takes them all
    BatchReduction batchReduction = BatchReduction::Mean;
    bool updateBiases = true;
    bool shuffle = false;  // the samples' order, anew each epoch
    std::uint32_t shuffleSeed = 0;
    OptimizerSettings optimizer{};

    /// Whether the loss and the gradients of so many samples are their means.
    bool takesMean(std::size_t samples) const { return batchReduction == BatchReduction::Mean && samples > 1; }
};

/// The position of training.
struct Progress {
    std::int64_t iteration = 0;  // updates made since the scenario was given
    std::int64_t epoch = 0;      // from 0
    int position = 0;            // in the epoch's order: the next sample to take
};

/// Labels for quantities: `a.2.0` -> N1, `w.3.0.0` -> w1.
using Names = std::map<Quantity, std::string>;

struct Scenario {
    Network network{};
    std::optional<Init> init{};  // where its weights were drawn from, if they were
    const Loss* loss = nullptr;
    std::vector<Sample> samples{};
    Training training{};
    Names names{};
    OptimizerState state{};  // what earlier updates left
    Progress start{};        // where training goes on after them; no iteration is counted yet
};

namespace limits {
inline constexpr int layers = 12;
inline constexpr int units = 1024;
inline constexpr int parameters = 1 << 20;
inline constexpr int samples = 100000;
inline constexpr int updates = 2147483646;  // before a document, and epochs
}  // namespace limits

/// The memory of a scenario in bytes: numbers and names, with the blocks that they are allocated in.
std::size_t bytesOf(const Scenario& scenario);

/// Whether shapes fit, sizes keep within the limits, numbers are finite, a softmax is in the last layer only, and
/// output and targets suit the loss. The error's path
/// names the first fault as in the document: `network.layers[1].weights`.
Result<Done> validate(const Scenario& scenario);

}  // namespace backprop
