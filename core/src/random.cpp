#include "backprop/random.hpp"

#include <cmath>

namespace backprop {

double Random::uniform() {
    const std::uint64_t high = bits_() >> 5;  // 27 bits
    const std::uint64_t low = bits_() >> 6;   // 26 bits
    return static_cast<double>((high << 26) + low) * 0x1p-53;
}

double Random::normal() {
    if (hasSpare_) {
        hasSpare_ = false;
        return spare_;
    }
    for (;;) {
        const double u = uniform(-1.0, 1.0);
        const double v = uniform(-1.0, 1.0);
        const double s = u * u + v * v;
        if (s >= 1.0 || s == 0.0) continue;
        const double scale = std::sqrt(-2.0 * std::log(s) / s);
        spare_ = v * scale;
        hasSpare_ = true;
        return u * scale;
    }
}

std::uint32_t Random::below(std::uint32_t size) {
    const std::uint32_t limit = 0xffffffffu - 0xffffffffu % size;
    for (;;) {
        const auto bits = static_cast<std::uint32_t>(bits_());
        if (bits < limit) return bits % size;
    }
}

}  // namespace backprop
