#include "support/optimizers.hpp"

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

}  // namespace support
