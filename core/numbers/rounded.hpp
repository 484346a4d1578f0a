#pragma once
// A number with a bound on what rounding did to it: the scalar on which two forms of one expression are compared.
// Running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 3.3): each operation adds its own
// rounding to what the errors of its operands come to in it.

#include <cmath>

#include "numbers/arithmetic.hpp"

namespace backprop {

struct Rounded : Arithmetic<Rounded> {
    double value = 0.0;
    double error = 0.0;  // the exact number is at most so far away; infinite where nothing is known

    Rounded() = default;
    Rounded(double exact) : value(exact) {}
    Rounded(double computed, double bound) : value(computed), error(bound) {}
};

Rounded operator-(const Rounded& a);
Rounded operator+(const Rounded& a, const Rounded& b);
Rounded operator*(const Rounded& a, const Rounded& b);
Rounded operator/(const Rounded& a, const Rounded& b);
Rounded exp(const Rounded& a);
Rounded log(const Rounded& a);
Rounded logOnePlus(const Rounded& a);
inline double realPart(const Rounded& a) { return a.value; }
/// Only below the smallest normal number does it round.
inline Rounded timesPower(const Rounded& a, double power) {
    const double value = a.value * power;
    return {value, a.error * power + (std::abs(value) < 0x1p-1022 && a.value != 0.0 ? 0x1p-1074 : 0.0)};
}

/// The most that one operation with that result loses, the functions of the maths library included.
double rounding(double value);

}  // namespace backprop
