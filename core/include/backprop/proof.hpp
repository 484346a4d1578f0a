#pragma once
// A gradient computed in three ways: verify(); by quotients of finite differences: differences(); and
// PrintedComparison, the numbers printed elsewhere compared with these; mistaken(): the number that a mistake gives.

#include "proof/complex_step.hpp"       // IWYU pragma: export
#include "proof/finite_difference.hpp"  // IWYU pragma: export
#include "proof/mistakes.hpp"           // IWYU pragma: export
#include "proof/printed.hpp"            // IWYU pragma: export
#include "proof/verify.hpp"             // IWYU pragma: export
