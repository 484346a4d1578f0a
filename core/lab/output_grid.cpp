#include "lab/output_grid.hpp"

namespace backprop::lab {
namespace {

/// Goes over the grid tile by tile: visit(first place).
template <class Visit>
void overTiles(FastPass& pass, const InputGrid& grid, Visit visit) {
    std::vector<std::vector<double>> values;
    for (const Axis& axis : grid.axes) {
        values.emplace_back();
        for (int i = 0; i < axis.count; ++i) values.back().push_back(axis.at(i));
    }
    for (int first = 0, all = grid.places(); first < all; first += pass.capacity()) {
        const int count = std::min(pass.capacity(), all - first);
        pass.takeEmpty(count);
        for (int input = 0; input < grid.inputs.size(); ++input)
            for (int s = 0; s < count; ++s) pass.setInput(s, input, grid.inputs(input));
        int stride = 1;
        for (std::size_t n = 0; n < values.size(); ++n) {
            const int along = grid.axes[n].count;
            for (int s = 0; s < count; ++s)
                pass.setInput(s, grid.axes[n].id.neuron,
                              values[n][static_cast<std::size_t>((first + s) / stride % along)]);
            stride *= along;
        }
        visit(first);
    }
}

/// One row of a tile in the order of its samples.
void copyRow(const double* rows, const Tile& tile, int row, int all, double* to) {
    for (int s = 0; s < tile.samples; ++s) to[s] = rows[tile.at(s, row, all)];
}

}  // namespace

int InputGrid::places() const {
    int places = 1;
    for (const Axis& axis : axes) places *= axis.count;
    return places;
}

void outputsOver(FastPass& pass, const InputGrid& grid, int layer, int neuron, double* outputs) {
    overTiles(pass, grid, [&](int first) {
        const double* row = pass.outputsOf(layer, neuron);
        std::copy_n(row, pass.tile().samples, outputs + first);
    });
}

void allOutputsOver(FastPass& pass, const InputGrid& grid, double* outputs) {
    const std::ptrdiff_t places = grid.places();
    overTiles(pass, grid, [&](int first) {
        pass.outputs(pass.depth());
        double* to = outputs + first;
        for (int l = 1; l <= pass.depth(); ++l)
            for (int j = 0, units = pass.place(l).shape.units; j < units; ++j, to += places)
                copyRow(pass.outputsNow(l), pass.tile(), j, units, to);
    });
}

}  // namespace backprop::lab
