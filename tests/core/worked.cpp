// The published examples: our numbers against the recomputed ones to 1e-12, and against the figures as printed.

#include <cstdlib>

#include "catch.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "writing/derivation.hpp"

using namespace backprop;
using namespace support;

namespace {

/// A file's example: before its one step, and after it.
struct Worked {
    explicit Worked(const Json& document) : before(scenarioOf(document)), after(before) {
        Session session(before);
        REQUIRE(session.step().ok());
        after = session.scenario();
    }
    Iteration iteration() const { return runIteration(before, before.samples[0]); }
    double lossAfter() const { return runIteration(after, after.samples[0]).pass.loss; }

    Scenario before;
    Scenario after;
};

/// `dW[2][0][1]`: the name and the indices.
struct Place {
    std::string name;
    std::vector<int> at;
};

Place parsePlace(const std::string& path) {
    Place place{path.substr(0, path.find('[')), {}};
    for (std::size_t i = path.find('['); i != std::string::npos; i = path.find('[', i + 1))
        place.at.push_back(std::atoi(path.c_str() + i + 1));
    return place;
}

/// dL/da of a neuron; with `through`, only along the path through that neuron of the next layer.
double outputGradient(const Iteration& it, int layer, int neuron, int through = -1) {
    const Derivation derivation = derive(it, quantity::output(layer, neuron), 6, 100);
    return through < 0 ? derivation.value : derivation.paths.at(static_cast<std::size_t>(through)).value;
}

double slopeAt(const Iteration& it, int layer, int neuron) {
    return it.network().layer(layer).activation->slope(it.value(quantity::weightedSum(layer, neuron)),
                                                       it.value(quantity::output(layer, neuron)));
}

double ours(const Worked& worked, const std::string& path) {
    const Iteration it = worked.iteration();
    const auto [name, at] = parsePlace(path);
    if (name == "z") return it.value(quantity::weightedSum(at.at(0), at.at(1)));
    if (name == "a") return it.value(quantity::output(at.at(0), at.at(1)));
    if (name == "loss_terms") return it.value(quantity::lossTerm(at.at(0)));
    if (name == "loss") return it.pass.loss;
    if (name == "delta") return it.value(quantity::delta(at.at(0), at.at(1)));
    if (name == "dW") return it.value(quantity::weightGradient(at.at(0), at.at(1), at.at(2)));
    if (name == "dL_da") return outputGradient(it, at.at(0), at.at(1));
    if (name == "path.1") return outputGradient(it, 1, at.at(0), at.at(1));
    if (name == "da_dz") return slopeAt(it, at.at(0), at.at(1));
    if (name == "W_new") return *worked.after.network.parameter(quantity::weight(at.at(0), at.at(1), at.at(2)));
    if (name == "b_new") return *worked.after.network.parameter(quantity::bias(at.at(0), at.at(1)));
    if (name == "loss_after") return worked.lossAfter();
    FAIL("no such place: " << path);
    return 0.0;
}

/// One unit of the last digit printed.
double lastDigit(const std::string& printed) {
    const std::size_t point = printed.find('.');
    return std::pow(10.0, point == std::string::npos ? 0.0 : -static_cast<double>(printed.size() - point - 1));
}

}  // namespace

TEST_CASE("the published examples come out as recomputed, and as printed where the source is right") {
    const std::string name = GENERATE("mazur-2015", "han-kamber-9-1", "surafelml-bce-221");
    CAPTURE(name);
    const Json file = readData("worked/" + name + ".json");
    const Worked worked(file.at("scenario"));
    for (const Json& figure : file.at("expected")) {
        const std::string label = figure.at("label"), printed = figure.at("printed"), status = figure.at("status");
        // Han and Kamber's error is O (1 - O) (T - O), which is minus our delta.
        const double sign = label.rfind("Err", 0) == 0 ? -1.0 : 1.0;
        const double value = sign * ours(worked, figure.at("path"));
        checkClose(label, value, figure.at("recomputed"), 1e-12);
        const double unit = lastDigit(printed);
        const double off = std::abs(value - std::strtod(printed.c_str(), nullptr)) / unit;
        INFO(label << " (" << status << "): printed " << printed << ", ours " << full(value) << ", off by " << off
                   << " of the last digit");
        if (status == "ok")
            CHECK(off <= 0.5 + 1e-6);
        else if (status == "ok_truncated")
            CHECK((off > 0.5 && off < 1.0));
        else if (status == "last_digit")
            CHECK((off > 0.5 && off < 1.5));
        else
            CHECK((status == "MISMATCH" && off > 1.5));
    }
}

TEST_CASE("Mazur's error after one step is the one of a simultaneous update, not the one he printed") {
    const Json file = readData("worked/mazur-2015.json");
    const Worked worked(file.at("scenario"));
    checkClose("L after one step", worked.lossAfter(), 0.29102777369359933, 1e-12);
    CHECK(std::abs(worked.lossAfter() - 0.291027924) > 1e-7);
    CHECK(std::abs(worked.lossAfter() -
                   file.at("afterTraining").at("updated_weights_bug_after_1").at("E_total").get<double>()) > 1e-7);
}

TEST_CASE("Mazur's biases stay as they are") {
    const Json file = readData("worked/mazur-2015.json");
    const Worked worked(file.at("scenario"));
    for (int l = 1; l <= 2; ++l)
        for (int j = 0; j < 2; ++j) {
            const Quantity bias = quantity::bias(l, j);
            checkSameBits(toString(bias), *worked.after.network.parameter(bias),
                          *worked.before.network.parameter(bias));
        }
}

TEST_CASE("with biases updated too, Mazur's network arrives where the file says") {
    const Json file = readData("worked/mazur-2015.json");
    Json document = file.at("scenario");
    document["training"]["updateBiases"] = true;
    const Worked worked(document);
    const Json& expected = file.at("afterTraining").at("with_bias_updates_after_1");
    checkClose("L", worked.lossAfter(), expected.at("E_total"), 1e-12);
    for (int j = 0; j < 2; ++j) {
        const auto index = static_cast<std::size_t>(j);
        checkClose("b.1", worked.after.network.layer(1).biases(j), expected.at("b1").at(index), 1e-12);
        checkClose("b.2", worked.after.network.layer(2).biases(j), expected.at("b2").at(index), 1e-12);
    }
}
