#pragma once
// Comparing numbers so that a failure shows the quantity and both numbers in full.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "catch.hpp"
#include "expressions/number_format.hpp"

namespace support {

/// How far, relatively, a gradient may be from one that was computed in another way.
constexpr double tolerance = 1e-12;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// How many random networks a test takes. The native run looks at the numbers of all of them; with the sanitizers and
/// as wasm the same code is looked at with a share of them, which takes as long.
constexpr std::uint32_t networks(std::uint32_t natively) {
#if defined(BACKPROP_SANITIZED) || defined(__EMSCRIPTEN__)
    return natively / 5;
#else
    return natively;
#endif
}

/// |a - b| relative to the larger of the two; 0 for equal numbers, also for two infinities of one sign.
inline double relativeDifference(double a, double b) {
    if (a == b) return 0.0;
    return std::abs(a - b) / std::max(std::abs(a), std::abs(b));
}

inline std::string full(double value) {
    return std::isfinite(value) ? backprop::printFull(value) : std::to_string(value);
}

inline std::string gotAndExpected(const std::string& quantity, double got, double expected) {
    return quantity + ": got " + full(got) + ", expected " + full(expected);
}

inline void checkClose(const std::string& quantity, double got, double expected, double relativeTolerance) {
    INFO(gotAndExpected(quantity, got, expected));
    CHECK(relativeDifference(got, expected) <= relativeTolerance);
}

/// For numbers near 0 that are differences of larger ones.
inline void checkWithin(const std::string& quantity, double got, double expected, double absoluteTolerance) {
    INFO(gotAndExpected(quantity, got, expected));
    CHECK(std::abs(got - expected) <= absoluteTolerance);
}

// Emscripten 3.1.6 has no std::bit_cast.
inline std::uint64_t bitsOf(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

inline double doubleOf(std::uint64_t bits) {
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

inline void checkSameBits(const std::string& quantity, double got, double expected) {
    INFO(gotAndExpected(quantity, got, expected));
    CHECK(bitsOf(got) == bitsOf(expected));
}

}  // namespace support
