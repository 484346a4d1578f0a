#include "expressions/number_format.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace backprop {
namespace {

constexpr const char* noNumber = "\\text{--}";

/// A number in scientific form, taken apart.
struct Decimal {
    bool negative;
    std::string digits;     // d.ddd without the point and without trailing zeros
    std::int64_t exponent;  // of the first digit
};

Decimal parse(const std::string& scientific) {
    const std::size_t e = scientific.find('e');
    Decimal decimal{.negative = scientific.front() == '-', .digits = {}, .exponent = 0};
    for (const char c : scientific.substr(0, e))
        if (c >= '0' && c <= '9') decimal.digits += c;
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    for (const char c : scientific.substr(e))
        if (c >= '0' && c <= '9') decimal.exponent = 10 * decimal.exponent + (c - '0');
    if (scientific.find('-', e) != std::string::npos) decimal.exponent = -decimal.exponent;
    return decimal;
}

/// The digits with the point after the first `whole` of them.
std::string withPoint(const std::string& digits, std::int64_t whole) {
    if (whole <= 0) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
    const auto before = static_cast<std::size_t>(whole);
    if (digits.size() <= before) return digits + std::string(before - digits.size(), '0');
    return digits.substr(0, before) + "." + digits.substr(before);
}

std::string inScientificForm(const Decimal& decimal) {
    return (decimal.negative ? "-" : "") + withPoint(decimal.digits, 1) + " \\times 10^{" +
           std::to_string(decimal.exponent) + "}";
}

}  // namespace

std::string formatNumber(double value, const NumberFormat& format) {
    if (std::isnan(value)) return "\\text{NaN}";
    if (std::isinf(value)) return value > 0 ? "\\infty" : "-\\infty";
    if (value == 0.0) return "0";
    const Decimal decimal = parse(format.scientific(value, format.digits));
    if (decimal.exponent < -4 || decimal.exponent >= 6) return inScientificForm(decimal);
    return (decimal.negative ? "-" : "") + withPoint(decimal.digits, decimal.exponent + 1);
}

std::string formatNumber(const Wide<double>& value, const NumberFormat& format) {
    if (!std::isfinite(value.factor)) return noNumber;
    if (value.isNarrow()) return formatNumber(value.narrow(), format);
    // 2^n = 10^whole e^(part ln 10), with log10 2 in two parts so that all digits of n log10 2 are there.
    constexpr double log10Of2 = 0x1.34413509f79ffp-2, rest = -0x1.9dc1da994fd21p-59;
    const auto n = static_cast<double>(value.exponent), whole = std::floor(n * log10Of2);
    const int rounded = static_cast<int>(value.exponent - static_cast<std::int64_t>(n));  // off n from 2^53 on
    const double part = std::fma(n, log10Of2, -whole) + n * rest;
    const double front = std::ldexp(value.factor * std::exp(part * 0x1.26bb1bbb55516p+1), rounded);
    Decimal decimal = parse(format.scientific(front, std::min(format.digits, 15)));
    decimal.exponent += static_cast<std::int64_t>(whole);
    return inScientificForm(decimal);
}

}  // namespace backprop
