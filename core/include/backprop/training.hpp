#pragma once
// Forward, backward, the update, and one iteration with every number of it.

#include "training/backward.hpp"          // IWYU pragma: export
#include "training/batch_iteration.hpp"   // IWYU pragma: export
#include "training/forward.hpp"           // IWYU pragma: export
#include "training/gradient_corners.hpp"  // IWYU pragma: export
#include "training/iteration.hpp"         // IWYU pragma: export
#include "training/trainer.hpp"           // IWYU pragma: export
