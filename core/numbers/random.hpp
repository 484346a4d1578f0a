#pragma once
// Random numbers that are the same on every platform. The standard fixes the bits of std::mt19937 but not those of its
// distributions, so uniform and normal numbers are made here from raw bits.

#include <cstdint>
#include <random>

namespace backprop {

class Random {
public:
    explicit Random(std::uint32_t seed) : bits_(seed) {}

    /// In [0, 1), from 53 random bits.
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Mean 0, standard deviation 1: Marsaglia's polar method, its logarithm made of exactly rounded operations.
    double normal();
    /// In [0, size), without bias.
    std::uint32_t below(std::uint32_t size);

private:
    std::mt19937 bits_;
    double spare_ = 0.0;
    bool hasSpare_ = false;
};

}  // namespace backprop
