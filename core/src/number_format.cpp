#include "backprop/number_format.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace backprop {
namespace {

std::string print(const char* format, int precision, double value) {
    char text[64];
    std::snprintf(text, sizeof text, format, precision, value);
    return text;
}

void dropTrailingZeros(std::string& decimal) {
    if (decimal.find('.') == std::string::npos) return;
    decimal.erase(decimal.find_last_not_of('0') + 1);
    if (decimal.back() == '.') decimal.pop_back();
}

}  // namespace

std::string formatNumber(double value, int digits) {
    if (value == 0.0) return "0";
    // The exponent after rounding: 0.99999 to 3 digits is 1.00.
    const std::string rounded = print("%.*e", digits - 1, value);
    const std::size_t e = rounded.find('e');
    const int exponent = std::atoi(rounded.c_str() + e + 1);
    if (exponent >= -4 && exponent < 6) {
        const int decimals = digits - 1 - exponent;
        std::string text = print("%.*f", decimals > 0 ? decimals : 0, std::atof(rounded.c_str()));
        dropTrailingZeros(text);
        return text;
    }
    std::string mantissa = rounded.substr(0, e);
    dropTrailingZeros(mantissa);
    return mantissa + " \\times 10^{" + std::to_string(exponent) + "}";
}

std::string formatFull(double value) {
    for (int digits = 15; digits < 17; ++digits) {
        std::string text = print("%.*g", digits, value);
        if (std::strtod(text.c_str(), nullptr) == value) return text;
    }
    return print("%.*g", 17, value);
}

}  // namespace backprop
