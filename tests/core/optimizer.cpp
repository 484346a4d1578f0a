// Ten epochs of every optimizer, with weight decay and schedules, as PyTorch runs them.

#include "network/optimizer.hpp"

#include "catch.hpp"
#include "lab/fast_trainer.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/optimizers.hpp"

using namespace backprop;
using namespace support;

namespace {

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
        scenario.training.optimizer = settingsOf(run.at("settings"));
        lab::FastTrainer trainer(scenario);
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
