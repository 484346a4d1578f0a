#pragma once
// A gradient computed in three ways; finite differences; a print compared with our numbers.

#include "proof/complex_step.hpp"       // IWYU pragma: export
#include "proof/finite_difference.hpp"  // IWYU pragma: export
#include "proof/printed.hpp"            // IWYU pragma: export
#include "proof/verify.hpp"             // IWYU pragma: export
