#pragma once
// Two doubles side by side: one register of WebAssembly's SIMD and of every x86-64 and ARM64. GCC's and clang's vector
// extensions give it the operators of a double, element by element; the compilers need no intrinsics.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

namespace backprop::lab {

using Pair [[gnu::vector_size(16)]] = double;
using PairBits [[gnu::vector_size(16)]] = std::uint64_t;

inline constexpr int pairSize = 2;

/// The pair at an address of any alignment.
inline Pair load(const double* from) {
    Pair pair;
    std::memcpy(&pair, from, sizeof pair);
    return pair;
}
inline void store(double* to, Pair pair) { std::memcpy(to, &pair, sizeof pair); }
inline Pair both(double value) { return Pair{value, value}; }

inline PairBits bitsOf(Pair pair) { return reinterpret_cast<PairBits>(pair); }
inline Pair fromBits(PairBits bits) { return reinterpret_cast<Pair>(bits); }

inline constexpr std::uint64_t signBit = std::uint64_t{1} << 63;
/// |a|, and -|a|
inline Pair size(Pair a) { return fromBits(bitsOf(a) & ~PairBits{signBit, signBit}); }
inline Pair minusSize(Pair a) { return fromBits(bitsOf(a) | PairBits{signBit, signBit}); }

/// NaN stays NaN.
inline Pair atLeast(Pair a, Pair low) { return a < low ? low : a; }
inline Pair atMost(Pair a, Pair high) { return a > high ? high : a; }

inline Pair squareRoot(Pair a) { return Pair{std::sqrt(a[0]), std::sqrt(a[1])}; }
inline double sum(Pair a) { return a[0] + a[1]; }
/// The sum of each.
inline Pair sums(Pair a, Pair b) { return __builtin_shufflevector(a, b, 0, 2) + __builtin_shufflevector(a, b, 1, 3); }

/// work(0), ..., work(n - 1), each number a constant: a loop over registers, which is never left a loop.
template <int n, class Work>
[[gnu::always_inline]] inline void each(Work work) {
    [&]<int... i>(std::integer_sequence<int, i...>) __attribute__((always_inline)) {
        (work(std::integral_constant<int, i>{}), ...);
    }(std::make_integer_sequence<int, n>{});
}

}  // namespace backprop::lab
