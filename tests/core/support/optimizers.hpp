#pragma once
// The optimizers of tests/data/optimizers.json, and each kind with what goes with it.

#include "network/optimizer.hpp"
#include "network/scenario.hpp"
#include "support/data.hpp"

namespace support {

backprop::OptimizerSettings settingsOf(const Json& given);

/// Every optimizer, with and without weight decay and schedule.
std::vector<backprop::OptimizerSettings> allSettings();

/// A small network that is trained with it, two samples an update.
backprop::Scenario optimizerScenario(const backprop::OptimizerSettings& settings, bool updateBiases = true);

}  // namespace support
