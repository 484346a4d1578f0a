// Random numbers that are the same everywhere: the bits are the standard's, and what is made of them is stored here.

#include "numbers/random.hpp"

#include "catch.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

TEST_CASE("the generator is the standard's mt19937: its 10000th number is 4123659995") {
    std::mt19937 bits;
    bits.discard(9999);
    CHECK(bits() == 4123659995u);
}

TEST_CASE("a uniform number is made of 27 and 26 bits of two raw numbers") {
    const std::uint32_t seed = GENERATE(0u, 42u, 5489u, 0xffffffffu);
    CAPTURE(seed);
    std::mt19937 bits(seed);
    Random random(seed);
    for (int i = 0; i < 1000; ++i) {
        const std::uint64_t high = bits() / 32, low = bits() / 64;
        const double expected =
            (static_cast<double>(high) * 67108864.0 + static_cast<double>(low)) / 9007199254740992.0;
        checkSameBits("uniform", random.uniform(), expected);
    }
}

TEST_CASE("uniform numbers fill their range evenly and stay within it") {
    Random random(1);
    std::vector<int> counts(20, 0);
    double total = 0.0;
    for (int i = 0; i < 100000; ++i) {
        const double u = random.uniform(-3.0, 5.0);
        REQUIRE((u >= -3.0 && u < 5.0));
        ++counts[static_cast<std::size_t>((u + 3.0) * 2.5)];
        total += u;
    }
    CHECK(std::abs(total / 100000 - 1.0) < 0.04);
    for (const int count : counts) CHECK(std::abs(count - 5000) < 400);
}

TEST_CASE("normal numbers have mean 0, variance 1, no skew and the tails of a normal distribution") {
    Random random(2);
    constexpr int count = 200000;
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
    int beyondTwo = 0;
    for (int i = 0; i < count; ++i) {
        const double n = random.normal();
        m1 += n / count;
        m2 += n * n / count;
        m3 += n * n * n / count;
        m4 += n * n * n * n / count;
        beyondTwo += std::abs(n) > 2.0 ? 1 : 0;
    }
    CHECK(std::abs(m1) < 0.01);
    CHECK(std::abs(m2 - 1.0) < 0.02);
    CHECK(std::abs(m3) < 0.04);
    CHECK(std::abs(m4 - 3.0) < 0.1);
    CHECK(std::abs(beyondTwo / double(count) - 0.0455) < 0.003);
}

TEST_CASE("normal numbers are those of the polar method, to the last places of the logarithm") {
    Random random(5), uniform(5);
    for (int i = 0; i < 100000; i += 2) {
        double u = 0, v = 0, s = 0;
        do {
            u = uniform.uniform(-1.0, 1.0);
            v = uniform.uniform(-1.0, 1.0);
            s = u * u + v * v;
        } while (s >= 1.0 || s == 0.0);
        const double scale = std::sqrt(-2.0 * std::log(s) / s);
        const double first = random.normal(), second = random.normal();
        if (relativeDifference(first, u * scale) > 0x1p-50) checkClose("first", first, u * scale, 0x1p-50);
        if (relativeDifference(second, v * scale) > 0x1p-50) checkClose("second", second, v * scale, 0x1p-50);
    }
}

TEST_CASE("a hundred thousand normal numbers have the same bits on every platform") {
    Random random(42);
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
    for (int i = 0; i < 100000; ++i) {
        const std::uint64_t bits = bitsOf(random.normal());
        for (int byte = 0; byte < 8; ++byte) hash = (hash ^ (bits >> (8 * byte) & 0xff)) * 0x100000001b3u;
    }
    CHECK(hash == 0xf6655b003bf6c7c0u);
}

TEST_CASE("numbers below a bound are all of them, equally often") {
    const std::uint32_t size = GENERATE(1u, 2u, 3u, 7u, 10u);
    Random random(3);
    std::vector<int> counts(size, 0);
    for (std::uint32_t i = 0; i < 10000 * size; ++i) ++counts.at(random.below(size));
    for (const int count : counts) CHECK(std::abs(count - 10000) < 500);
}

TEST_CASE("numbers below a large bound stay below it, without the bias of a plain remainder") {
    const std::uint32_t size = 0xc0000000u;  // a remainder would give the lowest third twice as often
    Random random(4);
    int low = 0;
    for (int i = 0; i < 30000; ++i) {
        const std::uint32_t n = random.below(size);
        REQUIRE(n < size);
        low += n < size / 3 ? 1 : 0;
    }
    CHECK(std::abs(low - 10000) < 500);
    CHECK(random.below(0xffffffffu) < 0xffffffffu);
}

TEST_CASE("the numbers of seed 42 are the same on every platform") {
    Random uniform(42);
    for (const std::uint64_t bits : {0x3fd7f8771e5f51ecull, 0x3fee6c4068bbd654ull, 0x3fe76c7e8f1e6751ull,
                                     0x3fe32835d6632cb0ull, 0x3fc3f86b37222184ull, 0x3fc3f7a0e1997f4cull}) {
        const double u = uniform.uniform();
        CAPTURE(u);
        CHECK(bitsOf(u) == bits);
    }
    Random normal(42);
    for (const std::uint64_t bits : {0xbfc1b2a505de052aull, 0x3fdfca2a28a9307cull, 0x3ff85e548e01aa2bull,
                                     0x3fe4b9dd50245e68ull, 0xbfcdf8332670db3bull, 0xbfcdf8bcdf57a640ull}) {
        const double n = normal.normal();
        CAPTURE(n);
        CHECK(bitsOf(n) == bits);
    }
    Random below(42);
    for (const std::uint32_t expected : {42u, 67u, 76u, 14u, 26u, 35u, 20u, 24u}) CHECK(below.below(100) == expected);
}
