#pragma once
// A number of some 31 digits as the sum of two doubles, with a bound on its rounding: the scalar of the passes that
// the doubles are compared with.
//
// Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971.
// Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building blocks of double-word arithmetic",
// ACM Transactions on Mathematical Software 44, 2017.

#include "numbers/arithmetic.hpp"
#include "numbers/wide.hpp"

namespace backprop {

struct DoubleDouble : Arithmetic<DoubleDouble> {
    double high = 0.0;   // the nearest double
    double low = 0.0;    // what it leaves
    double error = 0.0;  // the exact number is at most so far away; infinite where nothing is known

    DoubleDouble() = default;
    DoubleDouble(double exact) : high(exact) {}
    DoubleDouble(double nearest, double rest, double bound) : high(nearest), low(rest), error(bound) {}

    bool operator==(const DoubleDouble& b) const { return high == b.high && low == b.low; }
};

DoubleDouble operator-(const DoubleDouble& a);
DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b);
DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b);
DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b);
DoubleDouble exp(const DoubleDouble& a);
DoubleDouble log(const DoubleDouble& a);
/// For a from 0 to 1.
DoubleDouble logOnePlus(const DoubleDouble& a);
DoubleDouble tanh(const DoubleDouble& a);
/// a - n ln 2
DoubleDouble withoutPowers(const DoubleDouble& a, double n);
inline double realPart(const DoubleDouble& a) { return a.high; }
/// Only near the smallest normal number does it round.
DoubleDouble timesPower(const DoubleDouble& a, double power);

/// A DoubleDouble of any size.
using Precise = Wide<DoubleDouble>;

inline Wide<double> toWide(const Precise& a) { return {a.factor.high, a.exponent}; }
inline Precise toPrecise(const Wide<double>& a) { return {a.factor, a.exponent}; }

/// Where the sign of the condition lies within its error, the result's error covers both.
Precise wherePositive(const Precise& condition, const Precise& then, const Precise& otherwise);
inline Precise positivePart(const Precise& a) { return wherePositive(a, a, 0.0); }

/// How far the double is from the number, relative to the number, at most: 0 where it is the nearest double, infinite
/// where the number may be 0.
double relativeError(double value, const Precise& exact);

/// Significant digits that an error of this relative size leaves, 0 ... 16.
int correctDigits(double relativeError);

}  // namespace backprop
