#pragma once
// A Scenario: a network with its samples, its loss and the settings of training; validate() names the first fault.

#include "network/memory.hpp"    // IWYU pragma: export
#include "network/scenario.hpp"  // IWYU pragma: export
