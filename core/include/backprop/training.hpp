#pragma once
// Training in numbers: forward(), backward(), a Trainer for updates, predict(); an Iteration has every number of one
// sample, a BatchIteration those of a batch. GradientCorners: the effect of a slope that is a convention.
// lossesOver(): the loss as a function of one or two of its numbers.

#include "training/backward.hpp"          // IWYU pragma: export
#include "training/batch_iteration.hpp"   // IWYU pragma: export
#include "training/forward.hpp"           // IWYU pragma: export
#include "training/gradient_corners.hpp"  // IWYU pragma: export
#include "training/iteration.hpp"         // IWYU pragma: export
#include "training/loss_grid.hpp"         // IWYU pragma: export
#include "training/trainer.hpp"           // IWYU pragma: export
