#pragma once
// Comparing numbers so that a failure shows the quantity and both numbers in full.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"
#include "expressions/number_format.hpp"

namespace support {

/// How far, relatively, a gradient may be from one that was computed in another way.
constexpr double tolerance = 1e-12;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// With the sanitizers and as wasm a test takes every tenth of many like cases, which takes as long as all do natively:
/// there the numbers of all are looked at, here the same code.
#if defined(BACKPROP_SANITIZED) || defined(__EMSCRIPTEN__)
constexpr std::uint32_t stride = 10;
#else
constexpr std::uint32_t stride = 1;
#endif

/// How many random networks, or updates, a test takes.
constexpr std::uint32_t share(std::uint32_t natively) { return natively / stride; }

/// Every `stride`-th of a list, from its first.
template <class T>
std::vector<T> share(const std::vector<T>& all) {
    std::vector<T> some;
    for (std::size_t i = 0; i < all.size(); i += stride) some.push_back(all[i]);
    return some;
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
