#pragma once
// Forward automatic differentiation with a bound on the rounding.

#include "numbers/arithmetic.hpp"
#include "numbers/rounded.hpp"
#include "numbers/scalar.hpp"

namespace backprop {

/// A number and its derivative by one symbol.
struct Dual : Arithmetic<Dual> {
    Rounded value{};
    Rounded slope{};
    bool hasSlope = false;  // without one there is nothing to be worked out but the value

    Dual(double constant) : value(constant) {}
    Dual(const Rounded& v) : value(v) {}
    Dual(const Rounded& v, const Rounded& s) : value(v), slope(s), hasSlope(true) {}
};

Dual operator-(const Dual& a);
Dual operator+(const Dual& a, const Dual& b);
Dual operator*(const Dual& a, const Dual& b);
Dual operator/(const Dual& a, const Dual& b);
Dual exp(const Dual& a);
Dual log(const Dual& a);
Dual logOnePlus(const Dual& a);
inline double realPart(const Dual& a) { return a.value.value; }

}  // namespace backprop
