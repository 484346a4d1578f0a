#pragma once
// The data files of tests/data, and the scenarios in them.

#include <nlohmann/json.hpp>
#include <string>

#include "network/scenario.hpp"

namespace support {

using Json = nlohmann::json;

/// `worked/article.json`. A file that is missing or damaged fails the test.
Json readData(const std::string& name);

/// A document whose weights and biases are all given.
backprop::Scenario scenarioOf(const Json& document);

}  // namespace support
