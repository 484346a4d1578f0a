#pragma once
// Samples side by side in memory: the numbers of a layer for the samples of a tile.
//
// A tile is cut into groups of four samples, the last of two where one or two are left. A group holds its rows, one a
// neuron, one after the other: four doubles for the same neuron lie together, and all of a group lies together.

#include <algorithm>

#include "lab/pair.hpp"

namespace backprop::lab {

inline constexpr int groupSize = 4;

struct Tile {
    int samples = 0;
    int fours = 0;          // groups of four
    bool hasTwo = false;    // a group of two after them
    bool isPadded = false;  // the last place of each row in the last group belongs to no sample

    explicit Tile(int count)
        : samples(count),
          fours((count + 1) / groupSize),
          hasTwo(count % groupSize == 1 || count % groupSize == 2),
          isPadded(count % 2 == 1) {}
    Tile() = default;

    int places() const { return groupSize * fours + (hasTwo ? 2 : 0); }
    int groups() const { return fours + (hasTwo ? 1 : 0); }
    int widthOf(int group) const { return group < fours ? groupSize : 2; }
    /// Where the number of a sample stands in the row-th of `rows` rows.
    std::ptrdiff_t at(int sample, int row, int rows) const {
        const int group = sample / groupSize, width = widthOf(group);
        return std::ptrdiff_t{group} * groupSize * rows + std::ptrdiff_t{row} * width + sample % groupSize;
    }
};

}  // namespace backprop::lab
