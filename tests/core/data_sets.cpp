// Data sets that are drawn: the points that they always were, where their description says.

#include "lab/data_sets.hpp"

#include <array>
#include <numbers>
#include <numeric>

#include "catch.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;
using lab::DataSet;

namespace {

constexpr std::array dataSetNames = {"circle", "xor", "gaussians", "moons", "spiral", "curve", "plane"};

lab::SampleArrays drawnBy(const Json& settings) {
    const auto& kind = settings["kind"].get_ref<const std::string&>();
    const auto index = std::find(dataSetNames.begin(), dataSetNames.end(), kind) - dataSetNames.begin();
    return lab::drawData({.kind = static_cast<DataSet>(index),
                          .samples = settings["samples"].get<int>(),
                          .noise = settings["noise"].get<double>(),
                          .seed = settings["seed"].get<std::uint32_t>()});
}

/// Point by point: inputs, then the target.
std::vector<double> pointRows(const lab::SampleArrays& all) {
    std::vector<double> rows;
    for (std::size_t i = 0; i < all.t.size(); ++i) {
        for (int k = 0; k < all.inputs; ++k)
            rows.push_back(all.x[i * static_cast<std::size_t>(all.inputs) + static_cast<std::size_t>(k)]);
        rows.push_back(all.t[i]);
    }
    return rows;
}

/// FNV-1a over all numbers in millionths, 32 bits each.
std::uint32_t hashOfNumbers(const std::vector<double>& numbers) {
    std::uint32_t hash = 0x811c9dc5u;
    for (const double number : numbers) {
        const auto millionths = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(number * 1e6)));
        for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ ((millionths >> shift) & 255u)) * 0x01000193u;
    }
    return hash;
}

}  // namespace

TEST_CASE("points are those that were always drawn, to the bit") {
    const Json data = readData("data_sets.json");
    for (const Json& one : data["cases"]) {
        INFO(one["kind"] << ", seed " << one["seed"]);
        const std::vector<double> rows = pointRows(drawnBy(one));
        REQUIRE(rows.size() == one["points"].size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            checkSameBits("number " + std::to_string(i), rows[i], one["points"][i].get<double>());
    }
    for (const Json& one : data["hashes"]) {
        INFO(one["kind"] << ", seed " << one["seed"]);
        CHECK(hashOfNumbers(pointRows(drawnBy(one))) == one["hash"].get<std::uint32_t>());
    }
}

TEST_CASE("without noise each point lies where its class does") {
    const double near = 2e-6;  // of numbers with six decimals
    const auto each = [](DataSet kind, const auto& check) {
        const lab::SampleArrays all = lab::drawData({.kind = kind, .samples = 500});
        for (std::size_t i = 0; i < all.t.size(); ++i) check(all.x[2 * i], all.x[2 * i + 1], all.t[i]);
    };
    each(DataSet::Circle, [&](double x1, double x2, double t) {
        const double radius = std::hypot(x1, x2);
        CHECK((t == 1.0 ? radius <= 0.5 + near : radius >= 0.7 - near && radius <= 1.0 + near));
    });
    each(DataSet::Xor, [&](double x1, double x2, double t) { CHECK(t == (x1 * x2 < 0.0 ? 1.0 : 0.0)); });
    each(DataSet::Moons, [&](double x1, double x2, double t) {
        const double sign = t == 1.0 ? 1.0 : -1.0;
        CHECK(std::abs(std::hypot(x1 * sign + 0.325, x2 * sign + 0.16) - 0.65) < near);
        CHECK(x2 * sign + 0.16 >= -near);
    });
    each(DataSet::Spiral, [&](double x1, double x2, double t) {
        const double along = (std::hypot(x1, x2) - 0.08) / 0.92, pi = std::numbers::pi;
        const double angle = std::atan2(x2, x1) - 2.5 * pi * along - (t == 1.0 ? 0.0 : pi);
        CHECK(std::abs(std::sin(angle / 2.0)) < 1e-4);
    });
    each(DataSet::Plane, [&](double x1, double x2, double t) {
        CHECK(std::abs(t - (0.5 * x1 - 0.4 * x2 + 0.1)) < near);
        CHECK(std::max(std::abs(x1), std::abs(x2)) <= 1.0);
    });
    const lab::SampleArrays curve = lab::drawData({.kind = DataSet::Curve, .samples = 500});
    for (std::size_t i = 0; i < 500; ++i) CHECK(std::abs(curve.t[i] - 0.8 * std::sin(3.0 * curve.x[i])) < 4e-6);
}

TEST_CASE("the two classes are of one size, and mixed") {
    for (const DataSet kind : {DataSet::Circle, DataSet::Xor, DataSet::Gaussians, DataSet::Moons, DataSet::Spiral}) {
        const lab::SampleArrays all = lab::drawData({.kind = kind, .samples = 200});
        const auto of = [&](int count) { return std::count(all.t.begin(), all.t.begin() + count, 1.0); };
        CHECK(of(200) == 100);
        CHECK(of(100) > 30);
        CHECK(of(100) < 70);
    }
}

TEST_CASE("means and standard deviations of what is drawn are those of the description") {
    const lab::SampleArrays gaussians = lab::drawData({.kind = DataSet::Gaussians, .samples = 10000, .seed = 2});
    std::vector<double> of;
    for (std::size_t i = 0; i < gaussians.x.size(); ++i) of.push_back(gaussians.x[i] - (gaussians.t[i / 2] - 0.5));
    const lab::SampleArrays curve = lab::drawData({.kind = DataSet::Curve, .samples = 10000, .noise = 0.3, .seed = 2});
    std::vector<double> along;
    for (std::size_t i = 0; i < curve.x.size(); ++i) along.push_back(curve.t[i] - 0.8 * std::sin(3.0 * curve.x[i]));
    for (const auto& [numbers, deviation] : {std::pair(of, 0.2), std::pair(along, 0.3)}) {
        const double count = static_cast<double>(numbers.size());
        const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / count;
        double variance = 0.0;
        for (const double number : numbers) variance += (number - mean) * (number - mean) / count;
        // Five standard errors.
        CHECK(std::abs(mean) < 5.0 * deviation / std::sqrt(count));
        CHECK(std::abs(std::sqrt(variance) / deviation - 1.0) < 5.0 / std::sqrt(2.0 * count));
    }
}
