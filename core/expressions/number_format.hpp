#pragma once
// How numbers are written in formulas: rounded for reading, and in full where the reader asks.

#include <string>

#include "numbers/wide.hpp"

namespace backprop {

/// `digits` significant digits, 1 ... 17, correctly rounded: "-1.235e-07".
std::string printScientific(double value, int digits);

/// A decimal that reads back as the same double, of 15 to 17 digits less trailing zeros: "0.1", "1e-07".
std::string printFull(double value);

using PrintNumber = std::string(double value);

/// The two ways of printing are functions, so that a host with its own need not link these.
struct NumberFormat {
    NumberFormat(int significantDigits = 4)  // NOLINT: a number of digits is a format
        : NumberFormat(significantDigits, printScientific, printFull) {}
    NumberFormat(int significantDigits, std::string (*scientificForm)(double, int), std::string (*fullForm)(double))
        : digits(significantDigits), scientific(scientificForm), full(fullForm) {}

    int digits;  // 2 ... 17
    std::string (*scientific)(double value, int digits);
    std::string (*full)(double value);
};

/// LaTeX: rounded to the format's significant digits, trailing zeros dropped; below 1e-4 and from 1e6 on as
/// m \times 10^{e}. A number that is not finite is written as a word or as infinity.
std::string formatNumber(double value, const NumberFormat& format);
/// A number that need not be a double is written to 15 digits at most: 1.2 \times 10^{-435}. What is not finite is a
/// form without a number: a dash.
std::string formatNumber(const Wide<double>& value, const NumberFormat& format);

}  // namespace backprop
