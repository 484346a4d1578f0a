// The general rule: each case is delta, and with indices too the output's is cancelled as far as it goes.

#include "writing/general_rule.hpp"

#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

struct Case {
    const char *output, *loss, *form;
};

std::vector<RuleCase> ruleOf(const Scenario& scenario) {
    return generalRule(runIteration(scenario, scenario.samples[0]), quantity::weight(1, 0, 0), 4);
}

}  // namespace

TEST_CASE("with indices the output's delta is what is left when all that can cancel is gone") {
    const auto [output, loss, form] =
        GENERATE(Case{"sigmoid", "bce", "a^{(L)}_{k} - t_{k}"},
                 Case{"sigmoid", "bce_mean", "\\tfrac{1}{3} \\, \\left(a^{(L)}_{k} - t_{k}\\right)"},
                 Case{"linear", "half_sse", "a^{(L)}_{k} - t_{k}"},
                 Case{"sigmoid", "half_sse",
                      "\\left(a^{(L)}_{k} - t_{k}\\right) \\, a^{(L)}_{k} \\, \\left(1 - a^{(L)}_{k}\\right)"},
                 Case{"softmax", "softmax_cross_entropy", "a^{(L)}_{k} \\sum_m t_{m} - t_{k}"},
                 Case{"softmax", "half_sse",
                      "\\sum_m \\left(a^{(L)}_{m} - t_{m}\\right) \\, a^{(L)}_{m} "
                      "\\left(\\mathbf{1}_{m=k} - a^{(L)}_{k}\\right)"});
    CAPTURE(output, loss);
    const auto cases = ruleOf(makeScenario(2, {{2, "tanh"}, {3, output}}, loss, 5));
    CHECK(cases.at(2).kind == RuleKind::Output);
    CHECK(cases.at(2).layer == 0);
    CHECK(cases.at(2).form == form);
}

TEST_CASE("after a softmax whose targets come to 1 their sum is left out") {
    Scenario scenario = makeScenario(2, {{2, "tanh"}, {2, "softmax"}}, "softmax_cross_entropy", 5);
    scenario.samples[0].t << 0.25, 0.75;
    CHECK(ruleOf(scenario).at(2).form == "a^{(L)}_{k} - t_{k}");
}

TEST_CASE("the special cases are the deltas, from the output back") {
    const Scenario scenario = makeScenario(2, {{2, "tanh"}, {2, "sigmoid"}, {2, "sigmoid"}}, "bce", 5);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const auto cases = ruleOf(scenario);
    for (int l = 3; l >= 1; --l) {
        const RuleCase& rule = cases.at(static_cast<std::size_t>(3 - l));
        CHECK(rule.layer == l);
        checkClose("delta", rule.value, iteration.value(quantity::delta(l, 0)), 1e-14);
    }
}
