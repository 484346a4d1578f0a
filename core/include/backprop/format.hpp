#pragma once
// The writing of numbers and formulas: NumberFormat for digits, Notation for symbols.

#include "expressions/number_format.hpp"  // IWYU pragma: export
#include "formulas/notation.hpp"          // IWYU pragma: export
