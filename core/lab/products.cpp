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
    const auto withProducts = [&](auto use) __attribute__((always_inline)) {
        Pair at[pairs];
        each<pairs>([&](auto p) { at[p] = load(in + pairSize * p); });
        each<rows>([&](auto r) {
            const Pair weight = both(weights.first[r * weights.toNextRow]);
            each<pairs>([&](auto p) { use(sums[r][p], weight * at[p]); });
        });
        in += pairSize * pairs;
        weights.first += weights.toNextTerm;
    };
    withProducts([](Pair& sum, Pair product) { sum = product; });
    for (int k = 1; k < terms; ++k) withProducts([](Pair& sum, Pair product) { sum += product; });
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

/// Sums over half of the samples each: delta of neuron `row + r` times input `column + c`, and the delta itself.
template <int rows, int columns, bool biases>
struct SampleSums {
    Pair products[rows][columns]{}, deltas[rows]{};

    [[gnu::always_inline]] SampleSums(LayerShape shape, int row, int column, const Tile& tile, const double* delta,
                                      const double* in) {
        const double* atDelta = delta + row * groupSize;
        const double* atInput = in + column * groupSize;
        for (int group = 0; group < tile.fours; ++group) {
            addPair(atDelta, atInput, groupSize);
            addPair(atDelta + pairSize, atInput + pairSize, groupSize);
            atDelta += std::ptrdiff_t{groupSize} * shape.units;
            atInput += std::ptrdiff_t{groupSize} * shape.inputs;
        }
        if (tile.hasTwo) addPair(atDelta - row * pairSize, atInput - column * pairSize, pairSize);
    }

private:
    [[gnu::always_inline]] void addPair(const double* delta, const double* in, int width) {
        Pair at[columns];
        each<columns>([&](auto c) { at[c] = load(in + c * width); });
        each<rows>([&](auto r) {
            const Pair d = load(delta + r * width);
            each<columns>([&](auto c) { products[r][c] += d * at[c]; });
            if constexpr (biases) deltas[r] += d;
        });
    }
};

[[gnu::always_inline]] inline void put(double* to, Pair value, bool add) { store(to, add ? load(to) + value : value); }
[[gnu::always_inline]] inline void put(double* to, double value, bool add) { *to = add ? *to + value : value; }

/// Where the gradients of a layer go.
struct GradientPlace {
    double* weights;
    double* biases;
    bool add;
};

/// Gradients of some columns of some rows, with the first of them those of the biases.
template <int rows, int columns, bool biases>
[[gnu::always_inline]] inline void gradientsOfBlock(LayerShape shape, int row, int column, const Tile& tile,
                                                    const double* delta, const double* in, GradientPlace to) {
    const SampleSums<rows, columns, biases> total(shape, row, column, tile, delta, in);
    double* weights = to.weights + std::ptrdiff_t{row} * shape.inputs + column;
    each<rows>([&](auto r) {
        const auto& products = total.products[r];
        if constexpr (columns == 1)
            put(weights, sum(products[0]), to.add);
        else
            put(weights, sums(products[0], products[1]), to.add);
        weights += shape.inputs;
        if constexpr (biases) put(to.biases + row + r, sum(total.deltas[r]), to.add);
    });
}

/// Gradients of some rows.
template <int rows>
[[gnu::always_inline]] inline void gradientsOfRows(LayerShape shape, int row, const Tile& tile, const double* delta,
                                                   const double* in, GradientPlace to) {
    if (shape.inputs == 1) return gradientsOfBlock<rows, 1, true>(shape, row, 0, tile, delta, in, to);
    gradientsOfBlock<rows, 2, true>(shape, row, 0, tile, delta, in, to);
    int column = 2;
    for (; column + 2 <= shape.inputs; column += 2)
        gradientsOfBlock<rows, 2, false>(shape, row, column, tile, delta, in, to);
    if (column < shape.inputs) gradientsOfBlock<rows, 1, false>(shape, row, column, tile, delta, in, to);
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
             [&](int row, auto rows) { gradientsOfRows<rows>(shape, row, tile, delta, in, {weights, biases, add}); });
}

}  // namespace backprop::lab
