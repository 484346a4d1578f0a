// Ten epochs of every optimizer, with weight decay and schedules, as PyTorch runs them.

#include "training/optimizer.hpp"

#include "catch.hpp"
#include "lab/fast_trainer.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

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

/// The mean of its batches' losses.
double trainEpoch(lab::FastTrainer& trainer) {
    EpochSoFar epoch;
    for (const auto number = trainer.progress().epoch; trainer.progress().epoch == number; ++epoch.updates) {
        REQUIRE_FALSE(trainer.update().has_value());
        epoch.total += trainer.loss();
    }
    return epoch.total / epoch.updates;
}

}  // namespace

TEST_CASE("ten epochs of every optimizer are those of an independent autodiff, to 1e-10") {
    const Json file = readData("optimizers.json");
    CHECK(file.at("cases").size() == 12);
    for (const Json& run : file.at("cases")) {
        Scenario scenario = scenarioOf(run.at("scenario"));
        lab::FastTrainer trainer(scenario, settingsOf(run.at("settings")));
        for (const Json& expected : run.at("epochs")) {
            INFO(run.at("name").get<std::string>() << ", epoch " << trainer.progress().epoch);
            checkClose("L", trainEpoch(trainer), expected.at("loss"), 1e-10);
            const auto parameters = expected.at("parameters").get<std::vector<double>>();
            REQUIRE(parameters.size() == trainer.parameters().size());
            for (std::size_t i = 0; i < parameters.size(); ++i)
                checkClose("parameter", trainer.parameters()[i], parameters[i], 1e-10);
        }
    }
}

TEST_CASE("a schedule that has run out stays: the cosine on its floor, the steps ever lower") {
    const Schedule cosine{.kind = ScheduleKind::Cosine, .epochs = 4, .floor = 0.1};
    checkClose("begin", cosine.at(0.5, 0), 0.5, 0.0);
    checkClose("middle", cosine.at(0.5, 2), 0.3, 1e-15);
    checkClose("end", cosine.at(0.5, 4), 0.1, 0.0);
    checkClose("after", cosine.at(0.5, 100), 0.1, 0.0);
    const Schedule steps{.kind = ScheduleKind::Step, .epochs = 4, .factor = 0.5};
    checkClose("third step", steps.at(0.8, 11), 0.2, 1e-15);
}
