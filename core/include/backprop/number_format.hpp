#pragma once
// How numbers are written for reading: rounded to significant digits, and in full where the reader asks.

#include <string>

namespace backprop {

/// `digits` significant digits (2 ... 17), trailing zeros dropped; below 1e-4 and from 1e6 on as m \times 10^{e}.
/// LaTeX. The value must be finite.
std::string formatNumber(double value, int digits);

/// The shortest decimal that reads back as the same double: 0.1, 1e-07, -3.
std::string formatFull(double value);

}  // namespace backprop
