#pragma once
// The writing of numbers and formulas: NumberFormat for digits, Notation and Naming for symbols.

#include "expressions/number_format.hpp"  // IWYU pragma: export
#include "formulas/naming.hpp"            // IWYU pragma: export
#include "formulas/notation.hpp"          // IWYU pragma: export
