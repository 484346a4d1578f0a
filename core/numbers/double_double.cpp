#include "numbers/double_double.hpp"

#include <limits>

namespace backprop {
namespace {

/// The relative error of one multiplication or division; the bounds of Joldes, Muller and Popescu are 5 and 9.8 times
/// 2^-106.
constexpr double unit = 0x1p-102;

struct Parts {
    double high, low;
};

/// a + b without rounding.
Parts twoSum(double a, double b) {
    const double sum = a + b, second = sum - a;
    return {sum, (a - (sum - second)) + (b - second)};
}

/// a b without rounding, for factors far from the largest and the smallest doubles.
Parts twoProduct(double a, double b) {
    constexpr double splitter = 0x1p27 + 1.0;
    const double sa = splitter * a, sb = splitter * b;
    const double ah = sa - (sa - a), al = a - ah, bh = sb - (sb - b), bl = b - bh;
    const double product = a * b;
    return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

/// error / (size - shrink), where the divisor is above 0.
double over(double error, double size, double shrink) {
    if (error == 0.0) return 0.0;
    return size > shrink ? error / (size - shrink) : std::numeric_limits<double>::infinity();
}

double times(double size, double error) { return error == 0.0 || size == 0.0 ? 0.0 : size * error; }

DoubleDouble normal(double high, double low, double error) {
    const Parts parts = twoSum(high, low);
    if (!std::isfinite(high)) return {high, 0.0, error};
    return {parts.high, parts.low, error};
}

/// e^a - 1 for an |a| of at most 1/2: the Taylor series at a part of a, then e^2x - 1 = (e^x - 1)(e^x - 1 + 2).
DoubleDouble smallExpMinusOne(const DoubleDouble& a) {
    constexpr int terms = 15, doublings = 5;
    const DoubleDouble x = timesPower(a, 0x1p-5);
    DoubleDouble total = 0.0;
    for (int k = terms; k >= 1; --k) total = x / double(k) * (1.0 + total);
    for (int i = 0; i < doublings; ++i) total = total * (2.0 + total);
    return total;
}

/// The value of a function at what is taken as exact, with the error that its argument carries into it.
DoubleDouble carrying(DoubleDouble value, double error) {
    value.error += error;
    return value;
}

DoubleDouble exactly(const DoubleDouble& a) { return {a.high, a.low, 0.0}; }

/// For an exact a of at most 0.
DoubleDouble expMinusOne(const DoubleDouble& a) {
    if (std::isnan(a.high)) return a;
    if (a.high < -1000.0) return {-1.0, 0.0, unit};
    const double n = std::nearbyint(a.high / ln2), power = std::ldexp(1.0, static_cast<int>(n));
    return timesPower(smallExpMinusOne(withoutPowers(a, n)), power) + (DoubleDouble(power) - 1.0);
}

}  // namespace

DoubleDouble operator-(const DoubleDouble& a) { return {-a.high, -a.low, a.error}; }

DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) {
    const Parts high = twoSum(a.high, b.high), low = twoSum(a.low, b.low);
    const Parts middle = twoSum(high.low, low.high), top = twoSum(high.high, middle.high);
    const Parts rest = twoSum(low.low, top.low), lost = twoSum(middle.low, rest.high);
    // The remainder is known: a sum without rounding has no error.
    return normal(top.high, lost.high, a.error + b.error + std::abs(lost.low) + std::abs(rest.low));
}

DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) {
    const Parts high = twoProduct(a.high, b.high);
    const bool exact = a.low == 0.0 && b.low == 0.0;
    const double carried = times(std::abs(a.high), b.error) + times(std::abs(b.high) + b.error, a.error);
    return normal(high.high, high.low + (a.high * b.low + a.low * b.high),
                  carried + unit * carried + (exact ? 0.0 : unit * std::abs(high.high)));
}

DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) {
    const DoubleDouble divisor(b.high, b.low, 0.0), dividend(a.high, a.low, 0.0);
    const double first = a.high / b.high;
    const DoubleDouble rest = dividend - divisor * first;
    const double second = rest.high / b.high;
    const DoubleDouble left = rest - divisor * second;
    const DoubleDouble value = DoubleDouble(first) + second + left.high / b.high;
    const double size = std::abs(first);
    return {value.high, value.low, over(a.error + times(2.0 * size, b.error), std::abs(b.high), b.error) + unit * size};
}

DoubleDouble withoutPowers(const DoubleDouble& a, double n) {
    return n == 0.0 ? a : a - DoubleDouble(ln2, 0x1.abc9e3b39803fp-56, 0x1p-110) * n;
}

DoubleDouble exp(const DoubleDouble& a) {
    if (!(std::abs(a.high) <= 700.0)) return std::exp(a.high);  // 0, infinite or NaN
    const double n = std::nearbyint(a.high / ln2);
    const DoubleDouble value = 1.0 + smallExpMinusOne(withoutPowers(exactly(a), n));
    return timesPower(carrying(value, times(value.high * (1.0 + unit), std::expm1(a.error))),
                      std::ldexp(1.0, static_cast<int>(n)));
}

DoubleDouble log(const DoubleDouble& a) {
    // ln a = y + ln(1 + d) with d = a / e^y - 1, which is about as small as the rounding of y.
    const DoubleDouble y = std::log(a.high), d = exactly(a) * exp(-y) - 1.0;
    return carrying(y + (d - timesPower(d * d, 0.5)), over(a.error, a.high, a.error));
}

DoubleDouble logOnePlus(const DoubleDouble& a) {
    const DoubleDouble y = std::log1p(a.high), negative = expMinusOne(-y);
    const DoubleDouble d = exactly(a) + negative + exactly(a) * negative;
    return carrying(y + (d - timesPower(d * d, 0.5)), over(a.error, 1.0 + a.high, a.error));
}

DoubleDouble tanh(const DoubleDouble& a) {
    const DoubleDouble power = expMinusOne(timesPower(exactly(a.high < 0.0 ? a : -a), 2.0));
    const DoubleDouble size = power / (2.0 + power);
    return carrying(a.high < 0.0 ? size : -size, a.error);
}

DoubleDouble timesPower(const DoubleDouble& a, double power) {
    const double high = a.high * power;
    return {high, a.low * power, a.error * power + (std::abs(high) < 0x1p-960 && a.high != 0.0 ? 0x1p-1073 : 0.0)};
}

Precise wherePositive(const Precise& condition, const Precise& then, const Precise& otherwise) {
    const bool positive = realPart(condition) > 0.0;
    Precise result = positive ? then : otherwise;
    if (std::abs(condition.factor.high) > condition.factor.error || condition.factor.error == 0.0) return result;
    const Precise apart = then - otherwise;
    const DoubleDouble& span = apart.factor;
    result.factor.error +=
        std::ldexp(std::abs(span.high) + span.error,
                   static_cast<int>(std::clamp<std::int64_t>(apart.exponent - result.exponent, -1000, 1000)));
    return result;
}

double relativeError(double value, const Precise& exact) {
    const double size = std::abs(exact.factor.high);
    if (value == exact.narrow().high && exact.factor.error <= 0x1p-60 * size) return 0.0;
    const Precise apart = value - exact;
    const Wide<double> error(std::abs(apart.factor.high) + apart.factor.error, apart.exponent);
    const double smallest = size - exact.factor.error;
    return smallest > 0.0 ? (error / Wide<double>(smallest, exact.exponent)).narrow()
                          : std::numeric_limits<double>::infinity();
}

int correctDigits(double relativeError) {
    if (!(relativeError < 1.0)) return 0;
    if (relativeError < 1e-16) return 16;
    return static_cast<int>(std::floor(-std::log10(relativeError)));
}

}  // namespace backprop
