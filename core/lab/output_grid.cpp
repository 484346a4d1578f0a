#include "lab/output_grid.hpp"

namespace backprop::lab {
namespace {

/// Walks over the places of a grid.
class Places {
public:
    explicit Places(const InputGrid& grid) : grid_(grid) {
        for (std::size_t n = 0; n < grid.axes.size(); ++n) {
            std::vector<double>& values = values_.emplace_back();
            values.reserve(static_cast<std::size_t>(grid.axes[n].count) + 1);
            for (int i = 0; i < grid.axes[n].count; ++i) values.push_back(grid.axes[n].at(i));
            values.push_back(values.back());  // for the place of a tile that belongs to no sample
            at_.push_back(0);
        }
    }

    /// The largest number of all inputs.
    double largest() const {
        double largest = grid_.inputs.lpNorm<Eigen::Infinity>();
        for (const std::vector<double>& values : values_) largest = std::max(largest, largestSize(values));
        return largest;
    }

    /// The inputs of the next places, into a tile.
    void fill(const Tile& tile, double* inputs) {
        const auto rows = static_cast<int>(grid_.inputs.size());
        const int full = tile.samples / groupSize;
        for (int group = 0; group < tile.groups();) {
            const int run = group < full ? std::min(full - group, placesLeft() / groupSize) : 0;
            if (run > 0)
                fillFours(run, rows, inputs);
            else
                fillOne(tile.widthOf(group), tile.samples - group * groupSize, rows, inputs);
            inputs += std::ptrdiff_t{rows} * groupSize * std::max(run, 1);
            group += std::max(run, 1);
        }
    }

private:
    /// How many places there are up to the end of the first axis.
    int placesLeft() const { return grid_.axes[0].count - static_cast<int>(at_[0]); }

    /// The inputs that do not vary, for the places of a group; those of the axes are written after them.
    void fillFixed(int width, int rows, double* inputs) const {
        if (values_.size() == static_cast<std::size_t>(rows)) return;
        for (int row = 0; row < rows; ++row) std::fill_n(inputs + row * width, width, grid_.inputs(row));
    }

    /// Groups of four places, all at the same value of the second axis.
    void fillFours(int groups, int rows, double* inputs) {
        const std::ptrdiff_t size = std::ptrdiff_t{rows} * groupSize;
        for (int group = 0; group < groups; ++group) fillFixed(groupSize, rows, inputs + group * size);
        for (std::size_t n = 0; n < values_.size(); ++n) {
            const double* from = values_[n].data() + at_[n];
            double* to = inputs + grid_.axes[n].id.neuron * groupSize;
            for (int group = 0; group < groups; ++group, to += size) {
                store(to, n == 0 ? load(from + groupSize * group) : both(*from));
                store(to + pairSize, n == 0 ? load(from + groupSize * group + pairSize) : both(*from));
            }
        }
        at_[0] += static_cast<std::size_t>(groups * groupSize - 1);
        next();
    }

    /// A group place by place; one that belongs to no sample gets the next place's inputs.
    void fillOne(int width, int samples, int rows, double* inputs) {
        fillFixed(width, rows, inputs);
        for (int place = 0; place < width; ++place) {
            for (std::size_t n = 0; n < values_.size(); ++n)
                inputs[grid_.axes[n].id.neuron * width + place] = values_[n][at_[n]];
            if (place < samples) next();
        }
    }

    void next() {
        for (std::size_t n = 0; n < at_.size(); ++n) {
            const bool isLast = n + 1 == at_.size();
            if (++at_[n] < static_cast<std::size_t>(grid_.axes[n].count) || isLast) return;
            at_[n] = 0;
        }
    }

    const InputGrid& grid_;
    std::vector<std::vector<double>> values_{};
    std::vector<std::size_t> at_{};
};

/// Goes over the grid tile by tile: visit(first place).
template <class Visit>
void overTiles(FastPass& pass, const InputGrid& grid, Visit visit) {
    Places places(grid);
    pass.boundSums(places.largest());
    for (int first = 0, all = grid.places(); first < all; first += pass.capacity()) {
        const int count = std::min(pass.capacity(), all - first);
        places.fill(Tile(count), pass.takeInputs(count));
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
