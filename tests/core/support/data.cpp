#include "data.hpp"

#include <fstream>

#include "catch.hpp"
#include "scenarios.hpp"

namespace support {

using namespace backprop;

Json readData(const std::string& name) {
    const std::string path = std::string(BACKPROP_TEST_DATA) + "/" + name;
    INFO(path);
    std::ifstream file(path);
    REQUIRE(file.is_open());
    return Json::parse(file);
}

namespace {

Vector vectorOf(const Json& numbers) {
    const auto all = numbers.get<std::vector<double>>();
    return Eigen::Map<const Vector>(all.data(), static_cast<Eigen::Index>(all.size()));
}

Layer layerOf(const Json& document, int inputs) {
    Layer layer{&activation(document.at("activation").get<std::string>()), {}, vectorOf(document.at("biases"))};
    layer.weights.resize(document.at("units").get<int>(), inputs);
    for (Eigen::Index j = 0; j < layer.weights.rows(); ++j)
        layer.weights.row(j) = vectorOf(document.at("weights").at(static_cast<std::size_t>(j))).transpose();
    return layer;
}

}  // namespace

Scenario scenarioOf(const Json& document) {
    Scenario scenario;
    Network& network = scenario.network;
    network.inputs = document.at("network").at("inputs").get<int>();
    for (const Json& layer : document.at("network").at("layers"))
        network.layers.push_back(layerOf(layer, network.layers.empty() ? network.inputs : network.outputs()));
    scenario.loss = &loss(document.at("loss").get<std::string>());
    for (const Json& sample : document.at("samples"))
        scenario.samples.push_back({vectorOf(sample.at("x")), vectorOf(sample.at("t"))});
    const Json& training = document.at("training");
    scenario.training.learningRate = training.at("learningRate").get<double>();
    scenario.training.batchSize = training.at("batchSize").get<int>();
    scenario.training.updateBiases = training.value("updateBiases", true);
    scenario.training.shuffle = training.contains("shuffleSeed");
    scenario.training.shuffleSeed = training.value("shuffleSeed", 0u);
    scenario.training.batchReduction =
        training.value("batchReduction", "mean") == "sum" ? BatchReduction::Sum : BatchReduction::Mean;
    REQUIRE(validate(scenario).ok());
    return scenario;
}

}  // namespace support
