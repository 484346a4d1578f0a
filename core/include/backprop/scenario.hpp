#pragma once
// A network with its samples, its loss and how it is trained.

#include "network/memory.hpp"    // IWYU pragma: export
#include "network/scenario.hpp"  // IWYU pragma: export
