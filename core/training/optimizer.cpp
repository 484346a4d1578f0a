#include "training/optimizer.hpp"

#include <cmath>
#include <numbers>

namespace backprop {

double Schedule::at(double learningRate, std::int64_t epoch) const {
    if (kind == ScheduleKind::Step) return learningRate * std::pow(factor, static_cast<double>(epoch / epochs));
    if (kind == ScheduleKind::Constant) return learningRate;
    if (epoch >= epochs) return floor;
    const double turn = std::numbers::pi * static_cast<double>(epoch) / epochs;
    return floor + (learningRate - floor) * (1.0 + std::cos(turn)) / 2.0;
}

}  // namespace backprop
