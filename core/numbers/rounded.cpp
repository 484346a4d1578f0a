#include "numbers/rounded.hpp"

#include <algorithm>
#include <limits>

namespace backprop {
namespace {

/// Of one operation, relative: twice the unit roundoff, which also covers the functions of the maths library.
constexpr double unit = 0x1p-52;
/// Of one operation, absolute: what is lost below the smallest normal number.
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

Rounded operator-(const Rounded& a, const Rounded& b) { return a + -b; }

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

Rounded& Rounded::operator+=(const Rounded& b) { return *this = *this + b; }
Rounded& Rounded::operator*=(const Rounded& b) { return *this = *this * b; }

std::string_view toString(Agreement agreement) {
    switch (agreement) {
        case Agreement::Same:
            return "same";
        case Agreement::Hidden:
            return "hidden";
        case Agreement::NoValue:
            return "no_value";
        case Agreement::Differs:
            return "differs";
    }
    return "differs";
}

Agreement compare(const Rounded& a, const Rounded& b) {
    if (!std::isfinite(a.value) || !std::isfinite(b.value)) return Agreement::NoValue;
    if (a.value == b.value) return Agreement::Same;
    const double bound = a.error + b.error;
    if (std::abs(a.value - b.value) > bound) return Agreement::Differs;
    return bound < std::max(std::abs(a.value), std::abs(b.value)) ? Agreement::Same : Agreement::Hidden;
}

}  // namespace backprop
