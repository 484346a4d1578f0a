// Numbers as formulas show them: rounded to significant digits, and in full.

#include "expressions/number_format.hpp"

#include <cstdlib>
#include <limits>

#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

struct Row {
    double value;
    int digits;
    std::string text;
};

}  // namespace

TEST_CASE("a number is rounded to its significant digits, without trailing zeros") {
    const Row row = GENERATE(values<Row>({
        {0.0, 4, "0"},
        {-0.0, 4, "0"},
        {1.0, 4, "1"},
        {-1.0, 4, "-1"},
        {0.5, 2, "0.5"},
        {0.123456, 4, "0.1235"},
        {-0.123456, 4, "-0.1235"},
        {0.1, 17, "0.10000000000000001"},
        {0.5841905229354074, 4, "0.5842"},
        {0.5841905229354074, 17, "0.58419052293540741"},
        {12.3456, 3, "12.3"},
        {123.456, 2, "120"},
        {123456.0, 2, "120000"},
        {123456.0, 6, "123456"},
        {123456.7, 6, "123457"},
        {100.0, 4, "100"},
        {10.01, 3, "10"},
        {2.5, 2, "2.5"},
        {0.0001, 4, "0.0001"},
        {0.00012345, 3, "0.000123"},
    }));
    CAPTURE(row.value, row.digits);
    CHECK(formatNumber(row.value, row.digits) == row.text);
}

TEST_CASE("rounding carries over all digits") {
    const Row row = GENERATE(values<Row>({
        {0.99999, 3, "1"},
        {-0.99999, 3, "-1"},
        {9.9999, 3, "10"},
        {99.99, 3, "100"},
        {0.09996, 3, "0.1"},
        {999999.0, 3, "1 \\times 10^{6}"},
        {999999.4, 6, "999999"},
        {999999.5, 6, "1 \\times 10^{6}"},
        {0.000099999, 3, "0.0001"},
        {0.0000994, 2, "9.9 \\times 10^{-5}"},
        {9.99e20, 2, "1 \\times 10^{21}"},
    }));
    CAPTURE(row.value, row.digits);
    CHECK(formatNumber(row.value, row.digits) == row.text);
}

TEST_CASE("below 1e-4 and from 1e6 on a number stands with a power of ten") {
    const Row row = GENERATE(values<Row>({
        {0.000099, 4, "9.9 \\times 10^{-5}"},
        {1e6, 4, "1 \\times 10^{6}"},
        {1234567.0, 4, "1.235 \\times 10^{6}"},
        {-1234567.0, 4, "-1.235 \\times 10^{6}"},
        {-5e-324, 2, "-4.9 \\times 10^{-324}"},
        {1.7976931348623157e308, 17, "1.7976931348623157 \\times 10^{308}"},
        {1e-100, 3, "1 \\times 10^{-100}"},
        {-4.2483542552915889e-18, 4, "-4.248 \\times 10^{-18}"},
    }));
    CAPTURE(row.value, row.digits);
    CHECK(formatNumber(row.value, row.digits) == row.text);
}

TEST_CASE("what is not finite stands as a word or as infinity") {
    CHECK(formatNumber(infinity, 4) == "\\infty");
    CHECK(formatNumber(-infinity, 4) == "-\\infty");
    CHECK(formatNumber(std::numeric_limits<double>::quiet_NaN(), 4) == "\\text{NaN}");
}

TEST_CASE("a number far beyond the doubles has all digits of its power of ten") {
    constexpr std::int64_t one = 1;
    const auto [factor, exponent, text] = GENERATE(table<double, std::int64_t, std::string>({
        {1.5, 5000, "2.1187005482091 \\times 10^{1505}"},
        {1.5, one << 33, "1.4445525200881 \\times 10^{2585827973}"},
        {1.5, -(one << 33), "1.5575757673822 \\times 10^{-2585827973}"},
        {1.25, one << 53, "3.729548636578 \\times 10^{2711437152599295}"},
        {1.25, -(one << 53), "4.1895150117513 \\times 10^{-2711437152599296}"},
    }));
    CAPTURE(factor, exponent);
    CHECK(formatNumber(Wide<double>(factor, exponent), 14) == text);
    CHECK(formatNumber(Wide<double>(-factor, exponent), 14) == "-" + text);
}

TEST_CASE("an exponential far beyond the doubles has all digits") {
    const auto [x, text] = GENERATE(table<double, std::string>({
        {1000.5, "3.2480981504718 \\times 10^{434}"},
        {-5e9, "3.0460768900875 \\times 10^{-2171472410}"},
        {1e10, "1.0777506079586 \\times 10^{4342944819}"},
        {1e16, "1.8902153654089 \\times 10^{4342944819032518}"},
        {-1e16, "5.2904024499012 \\times 10^{-4342944819032519}"},
    }));
    CAPTURE(x);
    CHECK(formatNumber(exp(Wide<double>(x)), 14) == text);
    const Wide<double> one = exp(Wide<double>(x)) * exp(Wide<double>(-x));
    checkClose("e^x e^-x", one.narrow(), 1.0, 1e-14);
    checkClose("ln e^x", log(exp(Wide<double>(x))).narrow(), x, 1e-15);
}

TEST_CASE("a form without a number stands as a dash, and so does what even a wide number cannot hold") {
    for (const Wide<double>& value : {Wide<double>(infinity), Wide<double>(-infinity), Wide<double>(std::nan("")),
                                      exp(Wide<double>(1e300)), Wide<double>(1.0, std::int64_t{1} << 60) * 2.0})
        CHECK(formatNumber(value, 4) == "\\text{--}");
    CHECK(formatNumber(exp(Wide<double>(-1e300)), 4) == "0");
}

TEST_CASE("a rounded number is within half a unit of its last digit") {
    Draw draw(11);
    for (int i = 0; i < 2000; ++i) {
        const int digits = draw.integer(2, 17), exponent = draw.integer(-4, 5);
        const double value = draw.number(1.0, 10.0) * std::pow(10.0, exponent);
        const std::string text = formatNumber(value, digits);
        INFO(full(value) << " to " << digits << " digits is " << text);
        const std::size_t power = text.find(" \\times 10^{");
        const double read = power == std::string::npos
                                ? std::strtod(text.c_str(), nullptr)
                                : std::strtod((text.substr(0, power) + "e" + text.substr(power + 12)).c_str(), nullptr);
        CHECK(std::abs(read - value) <= 0.5001 * std::pow(10.0, exponent + 1 - digits) + 1e-16 * value);
    }
}

TEST_CASE("the full form of random bits reads back as the same double") {
    std::mt19937 bits(7);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t both = (static_cast<std::uint64_t>(bits()) << 32) | bits();
        const double value = doubleOf(both);
        if (!std::isfinite(value)) continue;
        const std::string text = printFull(value);
        INFO(text);
        CHECK(bitsOf(std::strtod(text.c_str(), nullptr)) == both);
    }
}

TEST_CASE("the full form has no more digits than it needs") {
    const auto [value, text] = GENERATE(table<double, std::string>({
        {0.1, "0.1"},
        {0.3, "0.3"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e-7, "1e-07"},
        {-3.0, "-3"},
        {0.0, "0"},
        {1e22, "1e+22"},
        {123456789.0, "123456789"},
        {2.0 / 3.0, "0.6666666666666666"},
    }));
    CHECK(printFull(value) == text);
}

TEST_CASE("0 is 0, whatever power of two it was left with") {
    const Wide<double> one(1.0);
    for (const Wide<double>& zero : {one - one, Wide<double>(2.0) * (one - one), (one - one) * Wide<double>(0x1p-1000),
                                     Wide<double>(0.0, 7), Wide<double>(-0.0, -2000)}) {
        CHECK(formatNumber(zero, 4) == "0");
        CHECK(zero.isNarrow());
    }
}
