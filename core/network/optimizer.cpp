#include "network/optimizer.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace backprop {

void OptimizerState::reset() {
    updates = 0;
    std::fill(first.begin(), first.end(), 0.0);
    std::fill(second.begin(), second.end(), 0.0);
}

double integerPower(double base, std::int64_t exponent) {
    double power = 1.0;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) power *= base;
        base *= base;
    }
    return power;
}

/// (1 + cos 2x) / 2 = cos^2 x, and cos by its series: of angles up to a right one. The library's cosine, for angles of
/// any size, is 4 kB of the module.
double Schedule::share(std::int64_t epoch) const {
    if (epoch >= epochs) return 0.0;
    const double x = std::numbers::pi / 2.0 * static_cast<double>(epoch) / epochs;
    double cosine = 1.0, term = 1.0;
    for (int k = 2; k <= 26; k += 2) {
        term *= -x * x / (k * (k - 1));
        cosine += term;
    }
    return cosine * cosine;
}

double Schedule::at(double learningRate, std::int64_t epoch) const {
    if (kind == ScheduleKind::Step) return learningRate * integerPower(factor, epoch / epochs);
    if (kind == ScheduleKind::Constant) return learningRate;
    return floor + (learningRate - floor) * share(epoch);
}

bool isValid(const OptimizerSettings& s) {
    const auto below1 = [](double a) { return a >= 0.0 && a < 1.0; };
    return below1(s.momentum) && below1(s.beta1) && below1(s.beta2) && s.epsilon > 0.0 && s.weightDecay >= 0.0 &&
           s.schedule.epochs >= 1 && s.schedule.factor > 0.0 && s.schedule.floor >= 0.0;
}

}  // namespace backprop
