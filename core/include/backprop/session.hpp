#pragma once
// A scenario being trained and edited, with undo and redo. Most programs begin here.

#include "session/session.hpp"  // IWYU pragma: export
