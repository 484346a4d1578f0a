#include "numbers/rounded.hpp"

#include <limits>

namespace backprop {
namespace {

/// The relative error of one operation: twice the unit roundoff, which also covers the functions of the maths library.
constexpr double unit = 0x1p-52;
/// The absolute error of one operation: what is lost below the smallest normal number.
constexpr double underflow = 0x1p-1074;

/// error / (size - shrink), where the divisor is above 0.
double over(double error, double size, double shrink) {
    if (error == 0.0) return 0.0;
    return size > shrink ? error / (size - shrink) : std::numeric_limits<double>::infinity();
}

double times(double size, double error) { return error == 0.0 ? 0.0 : size * error; }

}  // namespace

double rounding(double value) { return unit * std::abs(value) + underflow; }

Rounded operator-(const Rounded& a) { return {-a.value, a.error}; }

Rounded operator+(const Rounded& a, const Rounded& b) {
    const double value = a.value + b.value;
    return {value, a.error + b.error + unit * std::abs(value)};
}

Rounded operator*(const Rounded& a, const Rounded& b) {
    const double value = a.value * b.value;
    return {value, times(std::abs(a.value), b.error) + times(std::abs(b.value) + b.error, a.error) + rounding(value)};
}

Rounded operator/(const Rounded& a, const Rounded& b) {
    const double value = a.value / b.value;
    return {value, over(a.error + times(std::abs(value), b.error), std::abs(b.value), b.error) + rounding(value)};
}

Rounded exp(const Rounded& a) {
    const double value = std::exp(a.value);
    return {value, times(value, std::expm1(a.error)) + rounding(value)};
}

Rounded log(const Rounded& a) {
    const double value = std::log(a.value);
    return {value, over(a.error, std::abs(a.value), a.error) + rounding(value)};
}

Rounded logOnePlus(const Rounded& a) {
    const double value = std::log1p(a.value);
    return {value, over(a.error, 1.0 + a.value, a.error) + rounding(value)};
}

}  // namespace backprop
