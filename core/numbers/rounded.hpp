#pragma once
// A number with a bound on what rounding did to it: the scalar on which two forms of one expression are compared.
// Running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 3.3): each operation adds its own
// rounding to what the errors of its operands come to in it.

#include <cmath>
#include <string_view>

namespace backprop {

struct Rounded {
    double value = 0.0;
    double error = 0.0;  // the exact number is at most so far away; infinite where nothing is known

    Rounded() = default;
    Rounded(double exact) : value(exact) {}
    Rounded(double computed, double bound) : value(computed), error(bound) {}

    Rounded& operator+=(const Rounded& b);
    Rounded& operator*=(const Rounded& b);
};

Rounded operator-(const Rounded& a);
Rounded operator+(const Rounded& a, const Rounded& b);
Rounded operator-(const Rounded& a, const Rounded& b);
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

/// What one operation with that result loses at most, the functions of the maths library included.
double rounding(double value);

/// How the numbers of two forms compare that must be equal.
enum class Agreement {
    Same,     // equal up to rounding
    Hidden,   // not apart, but rounding may be as large as the number itself: the comparison shows nothing
    NoValue,  // one of the forms is not finite here
    Differs,  // further apart than rounding can explain
};

/// `same`, `hidden`, `no_value`, `differs`
std::string_view toString(Agreement agreement);

Agreement compare(const Rounded& a, const Rounded& b);

}  // namespace backprop
