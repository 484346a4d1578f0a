// A training step allocates nothing. Shown twice: by Eigen's own check of its allocations, which needs assertions, and
// by counting every call of operator new, which a sanitizer or a second allocator would hide.

#include <cstdlib>
#include <new>

#include "catch.hpp"
#include "lab/output_grid.hpp"
#include "lab/run.hpp"
#include "support/scenarios.hpp"
#include "training/loss_grid.hpp"
#include "training/trainer.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define BACKPROP_COUNTS_NEW 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BACKPROP_COUNTS_NEW 0
#endif
#endif
#ifndef BACKPROP_COUNTS_NEW
#define BACKPROP_COUNTS_NEW 1
#endif

#if defined(EIGEN_RUNTIME_NO_MALLOC) && !defined(NDEBUG)
#define BACKPROP_EIGEN_CHECKS 1
#else
#define BACKPROP_EIGEN_CHECKS 0
#endif

#if BACKPROP_COUNTS_NEW
namespace {
long allocations = 0;

void* counted(std::size_t size) {
    ++allocations;
    return std::malloc(size > 0 ? size : 1);
}
}  // namespace

void* operator new(std::size_t size) {
    if (void* memory = counted(size)) return memory;
    std::abort();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
#endif

using namespace backprop;
using namespace support;

namespace {

std::vector<Scenario> allocatingScenarios() {
    std::vector<Scenario> all;
    for (const char* activationId : {"sigmoid", "tanh", "relu", "linear"})
        for (const char* lossId : {"mse", "bce"}) {
            const std::string output = std::string(lossId) == "bce" ? "sigmoid" : activationId;
            all.push_back(makeScenario(2, {{3, activationId}, {1, output}}, lossId, 1, 5, 0.3));
            all.push_back(makeScenario(64, {{64, activationId}, {64, activationId}, {64, output}}, lossId, 2, 20, 0.1));
        }
    for (Scenario& scenario : all) {
        scenario.training.batchSize = 8;
        scenario.training.learningRate = 1e-3;
        scenario.training.shuffle = true;
    }
    return all;
}

/// Two epochs, with smaller last batches and a new order in between. The number of updates that failed.
template <class AnyTrainer>
int trainTwoEpochs(AnyTrainer& trainer) {
    int failed = 0;
    const auto epoch = trainer.progress().epoch;
    while (trainer.progress().epoch < epoch + 2) failed += trainer.update().has_value() ? 1 : 0;
    return failed;
}

}  // namespace

#if BACKPROP_EIGEN_CHECKS
TEST_CASE("a training step allocates no matrix or vector, by Eigen's own check") {
    for (Scenario& scenario : allocatingScenarios()) {
        CAPTURE(describe(scenario));
        Trainer trainer(scenario);
        Eigen::internal::set_is_malloc_allowed(false);
        const int failed = trainTwoEpochs(trainer);
        Eigen::internal::set_is_malloc_allowed(true);
        CHECK(failed == 0);
    }
}
#else
TEST_CASE("Eigen's own check of its allocations is not built here: it needs assertions") { SUCCEED(); }
#endif

#if BACKPROP_COUNTS_NEW
// Eigen allocates with malloc: with its check built in, both together leave nothing out.
TEST_CASE("a training step never calls operator new") {
    for (Scenario& scenario : allocatingScenarios()) {
        CAPTURE(describe(scenario));
        Trainer trainer(scenario);
        const long before = allocations;
        const int failed = trainTwoEpochs(trainer);
        CHECK(allocations - before == 0);
        CHECK(failed == 0);
    }
}

TEST_CASE("a step of the fast path never calls operator new, whichever the optimizer") {
    for (Scenario& scenario : allocatingScenarios())
        for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::Adam}) {
            CAPTURE(describe(scenario));
            scenario.training.optimizer = {.kind = kind, .weightDecay = 0.01};
            lab::FastTrainer trainer(scenario);
            const long before = allocations;
            const int failed = trainTwoEpochs(trainer);
            CHECK(allocations - before == 0);
            CHECK(failed == 0);
        }
}

TEST_CASE("an epoch of a run of the lab allocates nothing once the room of its records is there") {
    for (const Scenario& scenario : allocatingScenarios()) {
        CAPTURE(describe(scenario));
        lab::Run run(scenario, {}, scenario.samples);
        for (int epoch = 0; epoch < 3; ++epoch) run.advance(lab::Stride::Epoch);
        const long before = allocations;
        run.advance(lab::Stride::Epoch);  // the fourth record of four
        CHECK(run.records().size() == 4);
        CHECK(allocations - before == 0);
    }
}

TEST_CASE("a boundary of many places allocates as often as one of few") {
    for (Scenario& scenario : allocatingScenarios()) {
        CAPTURE(describe(scenario));
        lab::FastPass pass(scenario);
        std::vector<double> outputs(100 * 100);
        const auto allocationsOf = [&](int side) {
            const lab::InputGrid grid{{{quantity::input(0), -1.0, 1.0, side}, {quantity::input(1), -1.0, 1.0, side}},
                                      Vector::Zero(scenario.network.inputs)};
            const long before = allocations;
            outputsOver(pass, grid, scenario.network.depth(), 0, outputs.data());
            return allocations - before;
        };
        CHECK(allocationsOf(100) == allocationsOf(5));
    }
}

TEST_CASE("a slice of many values and samples allocates as often as one of few") {
    for (const Scenario& scenario : allocatingScenarios()) {
        CAPTURE(describe(scenario));
        const auto allocationsOf = [&](int values, const std::vector<int>& samples) {
            const long before = allocations;
            const auto losses = lossesOver(scenario, samples, {{quantity::weight(1, 0, 0), -1.0, 1.0, values}});
            CHECK(losses.size() == static_cast<std::size_t>(values));
            return allocations - before;
        };
        const long few = allocationsOf(5, {0});
        CHECK(allocationsOf(1000, {0}) == few);
        CHECK(allocationsOf(5, {0, 1, 2, 3}) == few);
    }
}

TEST_CASE("the count of operator new counts") {
    const long before = allocations;
    std::vector<double> some(3);
    some.resize(1000);
    CHECK(allocations - before >= 2);
}
#else
TEST_CASE("calls of operator new are not counted here: the sanitizer has its own") { SUCCEED(); }
#endif
