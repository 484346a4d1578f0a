#pragma once
// The optimizers of tests/data/optimizers.json.

#include "network/optimizer.hpp"
#include "support/data.hpp"

namespace support {

backprop::OptimizerSettings settingsOf(const Json& given);

}  // namespace support
