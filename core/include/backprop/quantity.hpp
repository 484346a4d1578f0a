#pragma once
// The ids of all quantities, `w.2.0.1`, and of the members of enumerations; Result, a value or the error in its place.

#include "expressions/ids.hpp"       // IWYU pragma: export
#include "expressions/quantity.hpp"  // IWYU pragma: export
#include "expressions/result.hpp"    // IWYU pragma: export
