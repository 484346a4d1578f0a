#include "lab/products.hpp"

namespace backprop::lab {
namespace {

/// Four rows and four samples: eight sums, two numbers and a weight fit into 16 registers.
constexpr int mostRows = 4;

/// A matrix read along rows or columns.
struct Weights {
    const double* first;
    std::ptrdiff_t toNextRow, toNextTerm;
};

/// sums[r][p] = sum_k weights(r, k) in(k)[p], for a group of 2 * pairs samples.
template <int rows, int pairs>
[[gnu::always_inline]] inline void sumProducts(Weights weights, int terms, const double* in,
                                               Pair (&sums)[rows][pairs]) {
    each<rows>([&](auto r) { each<pairs>([&](auto p) { sums[r][p] = Pair{}; }); });
    for (int k = 0; k < terms; ++k) {
        Pair at[pairs];
        each<pairs>([&](auto p) { at[p] = load(in + pairSize * p); });
        each<rows>([&](auto r) {
            const Pair weight = both(weights.first[r * weights.toNextRow]);
            each<pairs>([&](auto p) { sums[r][p] += weight * at[p]; });
        });
        in += pairSize * pairs;
        weights.first += weights.toNextTerm;
    }
}

/// A block of rows for all groups: finish(sums, group's offset / rows, pairs) stores them.
template <int rows, class Finish>
[[gnu::always_inline]] inline void blockOfRows(Weights weights, int terms, const Tile& tile, const double* in,
                                               Finish finish) {
    for (int group = 0; group < tile.fours; ++group) {
        Pair sums[rows][2];
        sumProducts<rows, 2>(weights, terms, in, sums);
        finish(sums, group);
        in += std::ptrdiff_t{groupSize} * terms;
    }
    if (!tile.hasTwo) return;
    Pair sums[rows][1];
    sumProducts<rows, 1>(weights, terms, in, sums);
    finish(sums, tile.fours);
}

/// work(first row, number of rows) for blocks of four rows, then of two and one.
template <class Work>
[[gnu::always_inline]] inline void inBlocks(int rows, Work work) {
    int row = 0;
    for (; row + mostRows <= rows; row += mostRows) work(row, std::integral_constant<int, mostRows>{});
    if (row + 2 <= rows) {
        work(row, std::integral_constant<int, 2>{});
        row += 2;
    }
    if (row < rows) work(row, std::integral_constant<int, 1>{});
}

/// The place of a row of a group among `rows` rows.
template <int pairs>
[[gnu::always_inline]] inline std::ptrdiff_t placeOf(int group, int row, int rows) {
    return std::ptrdiff_t{group} * groupSize * rows + std::ptrdiff_t{row} * pairSize * pairs;
}

/// Rows `row` ... `row + rows` of z, of which there are `all`.
template <int rows>
[[gnu::always_inline]] inline void sumsOfRows(LayerShape shape, int unit, const double* weights, const double* biases,
                                              const Tile& tile, const double* in, double* z, int row, int all) {
    const Weights block{weights + std::ptrdiff_t{unit} * shape.inputs, shape.inputs, 1};
    blockOfRows<rows>(block, shape.inputs, tile, in, [&]<int pairs>(Pair(&sums)[rows][pairs], int group) {
        double* to = z + placeOf<pairs>(group, row, all);
        each<rows>([&](auto r) {
            const Pair bias = both(biases[unit + r]);
            each<pairs>([&](auto p) { store(to + pairSize * (r * pairs + p), sums[r][p] + bias); });
        });
    });
}

/// sums[r][c]: over half of the samples each, delta of neuron `row + r` times input `column + c`.
template <int rows, int columns>
[[gnu::always_inline]] inline void sumOverSamples(LayerShape shape, int row, int column, const Tile& tile,
                                                  const double* delta, const double* in, Pair (&sums)[rows][columns]) {
    each<rows>([&](auto r) { each<columns>([&](auto c) { sums[r][c] = Pair{}; }); });
    const auto addPair = [&](const double* deltas, const double* inputs, int width) __attribute__((always_inline)) {
        Pair at[columns];
        each<columns>([&](auto c) { at[c] = load(inputs + c * width); });
        each<rows>([&](auto r) {
            const Pair d = load(deltas + r * width);
            each<columns>([&](auto c) { sums[r][c] += d * at[c]; });
        });
    };
    const double* deltas = delta + row * groupSize;
    const double* inputs = in + column * groupSize;
    for (int group = 0; group < tile.fours; ++group) {
        addPair(deltas, inputs, groupSize);
        addPair(deltas + pairSize, inputs + pairSize, groupSize);
        deltas += std::ptrdiff_t{groupSize} * shape.units;
        inputs += std::ptrdiff_t{groupSize} * shape.inputs;
    }
    if (tile.hasTwo) addPair(deltas - row * pairSize, inputs - column * pairSize, pairSize);
}

[[gnu::always_inline]] inline void put(double* to, Pair value, bool add) { store(to, add ? load(to) + value : value); }
[[gnu::always_inline]] inline void put(double* to, double value, bool add) { *to = add ? *to + value : value; }

/// Gradients of the weights of some rows.
template <int rows>
[[gnu::always_inline]] inline void gradientsOfRows(LayerShape shape, int row, const Tile& tile, const double* delta,
                                                   const double* in, bool add, double* weights) {
    double* to = weights + std::ptrdiff_t{row} * shape.inputs;
    int column = 0;
    for (; column + 2 <= shape.inputs; column += 2) {
        Pair total[rows][2];
        sumOverSamples<rows, 2>(shape, row, column, tile, delta, in, total);
        each<rows>(
            [&](auto r) { put(to + r * std::ptrdiff_t{shape.inputs} + column, sums(total[r][0], total[r][1]), add); });
    }
    if (column == shape.inputs) return;
    Pair total[rows][1];
    sumOverSamples<rows, 1>(shape, row, column, tile, delta, in, total);
    each<rows>([&](auto r) { put(to + r * std::ptrdiff_t{shape.inputs} + column, sum(total[r][0]), add); });
}

/// Sums of the deltas of each neuron.
void gradientsOfBiases(int units, const Tile& tile, const double* delta, bool add, double* biases) {
    for (int j = 0; j < units; ++j) {
        Pair total{};
        const double* from = delta + std::ptrdiff_t{groupSize} * j;
        for (int group = 0; group < tile.fours; ++group) {
            total += load(from) + load(from + pairSize);
            from += std::ptrdiff_t{groupSize} * units;
        }
        if (tile.hasTwo) total += load(from - std::ptrdiff_t{pairSize} * j);
        put(biases + j, sum(total), add);
    }
}

}  // namespace

void weightedSums(LayerShape shape, const double* weights, const double* biases, const Tile& tile, const double* in,
                  double* z) {
    inBlocks(shape.units,
             [&](int row, auto rows) { sumsOfRows<rows>(shape, row, weights, biases, tile, in, z, row, shape.units); });
}

void weightedSum(LayerShape shape, int unit, const double* weights, const double* biases, const Tile& tile,
                 const double* in, double* z) {
    sumsOfRows<1>(shape, unit, weights, biases, tile, in, z, 0, 1);
}

void deltasBefore(LayerShape shape, const double* weights, const Tile& tile, const double* delta, double* before) {
    inBlocks(shape.inputs, [&](int row, auto rows) {
        constexpr int count = rows;
        const Weights block{weights + row, 1, shape.inputs};
        blockOfRows<count>(block, shape.units, tile, delta, [&]<int pairs>(Pair(&sums)[count][pairs], int group) {
            double* to = before + placeOf<pairs>(group, row, shape.inputs);
            each<count>([&](auto r) {
                each<pairs>([&](auto p) {
                    double* at = to + pairSize * (r * pairs + p);
                    store(at, sums[r][p] * load(at));
                });
            });
        });
    });
}

void gradients(LayerShape shape, const Tile& tile, const double* delta, const double* in, bool add, double* weights,
               double* biases) {
    inBlocks(shape.units,
             [&](int row, auto rows) { gradientsOfRows<rows>(shape, row, tile, delta, in, add, weights); });
    gradientsOfBiases(shape.units, tile, delta, add, biases);
}

}  // namespace backprop::lab
