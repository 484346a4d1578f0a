#include "support/optimizers.hpp"

#include "support/scenarios.hpp"

namespace support {

using namespace backprop;

namespace {

Schedule scheduleOf(const Json& settings) {
    if (!settings.contains("schedule")) return {};
    const Json& given = settings.at("schedule");
    Schedule schedule{.epochs = given.at("epochs").get<int>()};
    schedule.kind = given.at("kind") == "step" ? ScheduleKind::Step : ScheduleKind::Cosine;
    schedule.factor = given.value("factor", schedule.factor);
    schedule.floor = given.value("floor", schedule.floor);
    return schedule;
}

}  // namespace

OptimizerSettings settingsOf(const Json& given) {
    OptimizerSettings settings;
    const std::string kind = given.value("optimizer", "sgd");
    if (kind == "momentum") settings.kind = OptimizerKind::Momentum;
    if (kind == "adam") settings.kind = OptimizerKind::Adam;
    settings.momentum = given.value("momentum", settings.momentum);
    settings.beta1 = given.value("beta1", settings.beta1);
    settings.beta2 = given.value("beta2", settings.beta2);
    settings.epsilon = given.value("epsilon", settings.epsilon);
    settings.weightDecay = given.value("weightDecay", settings.weightDecay);
    settings.schedule = scheduleOf(given);
    return settings;
}

std::vector<OptimizerSettings> allSettings() {
    std::vector<OptimizerSettings> all;
    for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::Adam})
        for (const double decay : {0.0, 0.03})
            for (const ScheduleKind schedule : {ScheduleKind::Constant, ScheduleKind::Step, ScheduleKind::Cosine})
                all.push_back({.kind = kind,
                               .momentum = 0.8,
                               .weightDecay = decay,
                               .schedule = {.kind = schedule, .epochs = 2, .factor = 0.3, .floor = decay}});
    return all;
}

Scenario optimizerScenario(const OptimizerSettings& settings, bool updateBiases) {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "sigmoid"}}, "bce", 3, 5);
    scenario.training.batchSize = 2;
    scenario.training.updateBiases = updateBiases;
    scenario.training.optimizer = settings;
    return scenario;
}

}  // namespace support
