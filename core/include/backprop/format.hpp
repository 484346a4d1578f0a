#pragma once
// How numbers and formulas are written: digits, notations.

#include "expressions/number_format.hpp"  // IWYU pragma: export
#include "formulas/notation.hpp"          // IWYU pragma: export
