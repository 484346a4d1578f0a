#include "numbers/dual.hpp"

namespace backprop {

Dual operator-(const Dual& a) {
    Dual result = -a.value;
    result.hasSlope = a.hasSlope;
    result.slope = -a.slope;
    return result;
}

Dual operator+(const Dual& a, const Dual& b) {
    Dual result = a.value + b.value;
    result.hasSlope = a.hasSlope || b.hasSlope;
    if (result.hasSlope) result.slope = a.slope + b.slope;
    return result;
}

Dual operator*(const Dual& a, const Dual& b) {
    Dual result = a.value * b.value;
    result.hasSlope = a.hasSlope || b.hasSlope;
    if (result.hasSlope) result.slope = a.slope * b.value + a.value * b.slope;
    return result;
}

Dual operator/(const Dual& a, const Dual& b) {
    Dual result = a.value / b.value;
    result.hasSlope = a.hasSlope || b.hasSlope;
    if (result.hasSlope) result.slope = (a.slope - result.value * b.slope) / b.value;
    return result;
}

Dual exp(const Dual& a) {
    Dual result = exp(a.value);
    result.hasSlope = a.hasSlope;
    if (a.hasSlope) result.slope = result.value * a.slope;
    return result;
}

Dual log(const Dual& a) {
    Dual result = log(a.value);
    result.hasSlope = a.hasSlope;
    if (a.hasSlope) result.slope = a.slope / a.value;
    return result;
}

Dual logOnePlus(const Dual& a) {
    Dual result = logOnePlus(a.value);
    result.hasSlope = a.hasSlope;
    if (a.hasSlope) result.slope = a.slope / (1.0 + a.value);
    return result;
}

}  // namespace backprop
