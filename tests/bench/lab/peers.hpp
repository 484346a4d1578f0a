#pragma once
// What is compared with: the same network written out by hand, 2-4-2-1, tanh, a sample at a time, each number a
// variable.

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace peers {

/// Weights and biases of 2-4-2-1, layer by layer, weights row by row.
struct HandWritten {
    std::array<double, 25> p{};

    double forward(double x0, double x1, std::array<double, 6>& h) const {
        h[0] = std::tanh(p[0] * x0 + p[1] * x1 + p[8]);
        h[1] = std::tanh(p[2] * x0 + p[3] * x1 + p[9]);
        h[2] = std::tanh(p[4] * x0 + p[5] * x1 + p[10]);
        h[3] = std::tanh(p[6] * x0 + p[7] * x1 + p[11]);
        h[4] = std::tanh(p[12] * h[0] + p[13] * h[1] + p[14] * h[2] + p[15] * h[3] + p[20]);
        h[5] = std::tanh(p[16] * h[0] + p[17] * h[1] + p[18] * h[2] + p[19] * h[3] + p[21]);
        return std::tanh(p[22] * h[4] + p[23] * h[5] + p[24]);
    }

    /// Mean squared error, one output; adds the gradients.
    double add(double x0, double x1, double t, std::array<double, 25>& g) const {
        std::array<double, 6> h;
        const double a = forward(x0, x1, h), error = a - t;
        const double d = 2.0 * error * (1.0 - a * a);
        g[22] += d * h[4];
        g[23] += d * h[5];
        g[24] += d;
        const double d4 = d * p[22] * (1.0 - h[4] * h[4]), d5 = d * p[23] * (1.0 - h[5] * h[5]);
        g[20] += d4;
        g[21] += d5;
        g[12] += d4 * h[0], g[13] += d4 * h[1], g[14] += d4 * h[2], g[15] += d4 * h[3];
        g[16] += d5 * h[0], g[17] += d5 * h[1], g[18] += d5 * h[2], g[19] += d5 * h[3];
        const double d0 = (d4 * p[12] + d5 * p[16]) * (1.0 - h[0] * h[0]);
        const double d1 = (d4 * p[13] + d5 * p[17]) * (1.0 - h[1] * h[1]);
        const double d2 = (d4 * p[14] + d5 * p[18]) * (1.0 - h[2] * h[2]);
        const double d3 = (d4 * p[15] + d5 * p[19]) * (1.0 - h[3] * h[3]);
        g[0] += d0 * x0, g[1] += d0 * x1, g[2] += d1 * x0, g[3] += d1 * x1;
        g[4] += d2 * x0, g[5] += d2 * x1, g[6] += d3 * x0, g[7] += d3 * x1;
        g[8] += d0, g[9] += d1, g[10] += d2, g[11] += d3;
        return error * error;
    }

    /// The outputs at side x side places of [-1, 1] x [-1, 1]; their sum.
    double boundary(int side) const {
        static std::vector<double> outputs;
        outputs.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        std::array<double, 6> h;
        double total = 0.0;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const int column = static_cast<int>(i) % side, row = static_cast<int>(i) / side;
            outputs[i] = forward(column * 2.0 / (side - 1) - 1.0, row * 2.0 / (side - 1) - 1.0, h);
            total += outputs[i];
        }
        return total;
    }

    /// One epoch of samples x0, x1, t one after the other; the sum of the losses.
    double epoch(const std::vector<double>& samples, std::size_t batch, double eta) {
        double total = 0.0;
        const std::size_t count = samples.size() / 3;
        for (std::size_t first = 0; first < count; first += batch) {
            const std::size_t end = std::min(count, first + batch);
            std::array<double, 25> g{};
            for (std::size_t i = first; i < end; ++i)
                total += add(samples[3 * i], samples[3 * i + 1], samples[3 * i + 2], g);
            const double step = eta / static_cast<double>(end - first);
            for (std::size_t k = 0; k < p.size(); ++k) p[k] -= step * g[k];
        }
        return total;
    }
};

}  // namespace peers
