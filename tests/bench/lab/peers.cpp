// The network written out by hand as a module of its own: loaded beside the lab's in one process.

#include "peers.hpp"

#include <emscripten.h>

namespace {

peers::HandWritten network;
std::vector<double> samples;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void prepare(int count) {
    for (std::size_t i = 0; i < network.p.size(); ++i) network.p[i] = std::sin(static_cast<double>(i + 1));
    samples.clear();
    for (int i = 0; i < 3 * count; ++i) samples.push_back(std::cos(static_cast<double>(i)));
}

EMSCRIPTEN_KEEPALIVE double epochs(int count, int batch) {
    double total = 0.0;
    for (int i = 0; i < count; ++i) total += network.epoch(samples, static_cast<std::size_t>(batch), 0.01);
    return total;
}

EMSCRIPTEN_KEEPALIVE double boundary(int side) { return network.boundary(side); }
}
