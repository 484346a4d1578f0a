#include <cstdio>
#include <cstdlib>

#include "expressions/number_format.hpp"

namespace backprop {
namespace {

std::string print(const char* format, int precision, double value) {
    char text[64];
    std::snprintf(text, sizeof text, format, precision, value);
    return text;
}

}  // namespace

std::string printScientific(double value, int digits) { return print("%.*e", digits - 1, value); }

std::string printFull(double value) {
    for (int digits = 15; digits < 17; ++digits) {
        std::string text = print("%.*g", digits, value);
        if (std::strtod(text.c_str(), nullptr) == value) return text;
    }
    return print("%.*g", 17, value);
}

}  // namespace backprop
