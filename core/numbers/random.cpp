#include "numbers/random.hpp"

#include <cmath>

namespace backprop {
namespace {

/// ln x of a positive number, to two units in the last place. Only operations that IEEE 754 rounds exactly, so that
/// every platform has the same bits; those of std::log differ between libraries.
///   x = m 2^e with m near 1;  ln x = e ln 2 + ln m;  ln m = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1)
double logarithm(double x) {
    constexpr double ln2High = 0x1.62e42feep-1, ln2Low = 0x1.a39ef35793c76p-33;  // e ln2High is exact
    constexpr int lastPower = 23;  // s^2 < 0.0295: what follows is below half a unit
    int exponent = 0;
    double m = std::frexp(x, &exponent);
    if (m < 0x1.6a09e667f3bcdp-1) {  // sqrt(1/2)
        m *= 2.0;
        --exponent;
    }
    const double s = (m - 1.0) / (m + 1.0), square = s * s;
    double tail = 0.0;
    for (int power = lastPower; power > 1; power -= 2) tail = (tail + 1.0 / power) * square;
    return exponent * ln2High + (2.0 * s + (2.0 * s * tail + exponent * ln2Low));
}

}  // namespace

double Random::uniform() {
    const std::uint64_t high = bits_() >> 5;  // 27 bits
    const std::uint64_t low = bits_() >> 6;   // 26 bits
    return static_cast<double>((high << 26) + low) * 0x1p-53;
}

double Random::normal() {
    if (hasSpare_) {
        hasSpare_ = false;
        return spare_;
    }
    for (;;) {
        const double u = uniform(-1.0, 1.0);
        const double v = uniform(-1.0, 1.0);
        const double s = u * u + v * v;
        if (s >= 1.0 || s == 0.0) continue;
        const double scale = std::sqrt(-2.0 * logarithm(s) / s);
        spare_ = v * scale;
        hasSpare_ = true;
        return u * scale;
    }
}

std::uint32_t Random::below(std::uint32_t size) {
    const std::uint32_t limit = 0xffffffffu - 0xffffffffu % size;
    for (;;) {
        const auto bits = static_cast<std::uint32_t>(bits_());
        if (bits < limit) return bits % size;
    }
}

}  // namespace backprop
