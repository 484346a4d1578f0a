#pragma once
// Ids of all quantities, and the errors that name them.

#include "expressions/quantity.hpp"  // IWYU pragma: export
#include "expressions/result.hpp"    // IWYU pragma: export
