#include "backprop/rounded.hpp"

#include <algorithm>

#include "apply.hpp"

namespace backprop {
namespace {

/// Of one operation, relative: twice the unit roundoff, which also covers the functions of the maths library.
constexpr double unit = 0x1p-52;
/// Of one operation, absolute: what is lost below the smallest normal number.
constexpr double underflow = 0x1p-1074;

double rounding(double value) { return unit * std::abs(value) + underflow; }

/// error / (size - shrink), where the divisor is above 0.
double over(double error, double size, double shrink) {
    if (error == 0.0) return 0.0;
    return size > shrink ? error / (size - shrink) : std::numeric_limits<double>::infinity();
}

double times(double size, double error) { return error == 0.0 ? 0.0 : size * error; }

}  // namespace

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

// ---------------------------------------------------------------- evaluation

namespace {

/// A number and its derivative by one symbol, both with their rounding: forward automatic differentiation.
struct Dual {
    Rounded value{};
    Rounded slope{};

    Dual(double constant) : value(constant) {}
    Dual(const Rounded& v, const Rounded& s) : value(v), slope(s) {}

    Dual& operator+=(const Dual& b);
    Dual& operator*=(const Dual& b);
};

Dual operator-(const Dual& a) { return {-a.value, -a.slope}; }
Dual operator+(const Dual& a, const Dual& b) { return {a.value + b.value, a.slope + b.slope}; }
Dual operator-(const Dual& a, const Dual& b) { return {a.value - b.value, a.slope - b.slope}; }
Dual operator*(const Dual& a, const Dual& b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
Dual operator/(const Dual& a, const Dual& b) {
    const Rounded value = a.value / b.value;
    return {value, (a.slope - value * b.slope) / b.value};
}
Dual exp(const Dual& a) {
    const Rounded value = exp(a.value);
    return {value, value * a.slope};
}
Dual log(const Dual& a) { return {log(a.value), a.slope / a.value}; }
Dual logOnePlus(const Dual& a) { return {logOnePlus(a.value), a.slope / (1.0 + a.value)}; }
double realPart(const Dual& a) { return a.value.value; }
Dual& Dual::operator+=(const Dual& b) { return *this = *this + b; }
Dual& Dual::operator*=(const Dual& b) { return *this = *this * b; }

/// The numbers behind the symbols, with the rounding of the outputs.
struct RoundedSymbols {
    const Environment& environment;
    double outputError;

    Rounded value(const Quantity& q) const {
        const double number = environment.value(q);
        return {number, error(q) * std::abs(number)};
    }
    /// 1 - q: where the environment has it in a form of its own, its rounding is relative to itself.
    Rounded oneMinus(const Quantity& q) const { return beside(q, environment.oneMinus(q), 1.0 - environment.value(q)); }
    Rounded onePlus(const Quantity& q) const { return beside(q, environment.onePlus(q), 1.0 + environment.value(q)); }
    Rounded difference(const Quantity& a, const Quantity& b) const {
        const double number = environment.difference(a, b);
        if (!isNearOne(environment.value(b)))
            return {number, error(a) * std::abs(environment.value(a)) + rounding(number)};
        return {number, (error(a) + 4 * unit) * std::abs(environment.oneMinus(a)) + rounding(number)};
    }

    struct WideRounded {
        const RoundedSymbols& symbols;

        Wide<Rounded> value(const Quantity& q) const { return of(symbols.value(q), wide(q).value, q); }
        Wide<Rounded> oneMinus(const Quantity& q) const { return of(symbols.oneMinus(q), wide(q).oneMinus, q); }
        Wide<Rounded> onePlus(const Quantity& q) const { return of(symbols.onePlus(q), wide(q).onePlus, q); }
        Wide<Rounded> difference(const Quantity& a, const Quantity& b) const {
            return of(symbols.difference(a, b), symbols.environment.wideDifference(a, b), a);
        }

    private:
        WideValue wide(const Quantity& q) const { return symbols.environment.wide(q); }
        /// Where the double lacks digits, the wide number with a few roundings of its own.
        Wide<Rounded> of(const Rounded& plain, const Wide<double>& number, const Quantity& q) const {
            if (hasAllDigits(plain.value)) return plain;
            return {Rounded(number.factor, (symbols.error(q) + 8 * unit) * std::abs(number.factor)), number.exponent};
        }
    };
    WideRounded wide() const { return {*this}; }

private:
    double error(const Quantity& q) const { return q.kind == QuantityKind::Output ? outputError : 0.0; }
    Rounded beside(const Quantity& q, double number, double plain) const {
        const double carried = error(q) * std::abs(number == plain ? environment.value(q) : number);
        return {number, carried + 4 * rounding(number)};
    }
};

struct DualSymbols {
    const RoundedSymbols& symbols;
    const Quantity& by;

    double step(const Quantity& q) const { return q == by ? 1.0 : 0.0; }
    Dual value(const Quantity& q) const { return {symbols.value(q), step(q)}; }
    Dual oneMinus(const Quantity& q) const { return {symbols.oneMinus(q), -step(q)}; }
    Dual onePlus(const Quantity& q) const { return {symbols.onePlus(q), step(q)}; }
    Dual difference(const Quantity& a, const Quantity& b) const {
        return {symbols.difference(a, b), step(a) - step(b)};
    }
};

struct ByDuals {
    const RoundedSymbols& symbols;
    Rounded operator()(const Expr& of) const {
        const auto none = [](const Expr&) { return Dual(std::nan("")); };  // a derivative of one: no rule makes that
        return Evaluation<Dual, DualSymbols, decltype(none)>(DualSymbols{symbols, of.symbol()}, none)(of.operand())
            .slope;
    }
};

}  // namespace

Rounded roundedValue(const Expr& a, const Environment& environment, double outputError) {
    const RoundedSymbols symbols{environment, outputError};
    return Evaluation<Rounded, RoundedSymbols, ByDuals>(symbols, ByDuals{symbols})(a);
}

}  // namespace backprop
