#include "training/loss_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "training/forward.hpp"

namespace backprop {
namespace {

/// The numbers of one neuron or axis at the places of a block. Of 128 neurons they fill the first cache, of 32 kB.
using Row = std::array<double, 32>;
constexpr int blockSize = static_cast<int>(Row().size());

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// An axis with its values at the places of the block.
struct BlockAxis {
    Axis axis;
    int layer;  // the first that it changes: of an input 0, of a target the one after the last
    Row values{};
};

/// Adds up the losses of samples. A neuron varies if it is not the same at all places; what the others have is in the
/// pass with the present numbers.
class LossGrid {
public:
    LossGrid(const Scenario& scenario, const std::vector<Axis>& axes);

    int places() const { return places_; }
    void add(const Sample& sample, double* totals);

private:
    bool isAxis(int l, int j) const;
    bool varies(int l, int j) const { return l > first_ || isAxis(l, j); }
    bool isConstantFinite() const;
    const Row* axisOf(const Quantity& id) const;
    void placeBlock(int first);
    void propagate(int l);
    Row weightedSum(int l, int j) const;
    double lossAt(std::size_t place);

    const Network& network_;
    const Loss& loss_;
    std::vector<BlockAxis> axes_{};
    int places_ = 1;
    int first_;  // the first layer in which a neuron varies; in those after it all do
    ForwardPass pass_{};
    Vector t_{};
    std::vector<Row> rows_{};  // those of two layers
    Row* before_;              // outputs of the layer before
    Row* now_;                 // weighted sums of the layer, then its outputs
    Row check_{};              // 0, or NaN where a number of the pass is not finite
};

LossGrid::LossGrid(const Scenario& scenario, const std::vector<Axis>& axes)
    : network_(scenario.network), loss_(*scenario.loss), first_(network_.depth() + 1) {
    pass_.sizeFor(network_);
    for (const Axis& axis : axes) {
        const int layer = axis.id.kind == QuantityKind::Target ? network_.depth() + 1 : axis.id.layer;
        axes_.push_back({axis, layer});
        places_ *= axis.count;
        first_ = std::min(first_, layer);
    }
    int widest = network_.inputs;
    for (const Layer& layer : network_.layers) widest = std::max(widest, layer.units());
    rows_.resize(2 * static_cast<std::size_t>(widest));
    before_ = rows_.data();
    now_ = before_ + widest;
}

bool LossGrid::isAxis(int l, int j) const {
    for (const BlockAxis& moved : axes_)
        if (moved.layer == l && moved.axis.id.neuron == j) return true;
    return false;
}

const Row* LossGrid::axisOf(const Quantity& id) const {
    for (const BlockAxis& moved : axes_)
        if (moved.axis.id == id) return &moved.values;
    return nullptr;
}

bool LossGrid::isConstantFinite() const {
    for (int l = 1; l <= std::min(first_, network_.depth()); ++l)
        for (int j = 0; j < network_.units(l); ++j) {
            const auto layer = static_cast<std::size_t>(l);
            if (!varies(l, j) && !std::isfinite(pass_.z[layer](j) + pass_.a[layer](j))) return false;
        }
    return true;
}

void LossGrid::add(const Sample& sample, double* totals) {
    forward(network_, loss_, sample, pass_);
    t_ = sample.t;
    const bool isFinite = isConstantFinite();
    for (int first = 0; first < places_; first += blockSize) {
        placeBlock(first);
        for (int l = std::max(first_, 1); l <= network_.depth(); ++l) propagate(l);
        const int end = std::min(places_ - first, blockSize);
        for (int p = 0; p < end; ++p) totals[first + p] += isFinite ? lossAt(static_cast<std::size_t>(p)) : notANumber;
    }
}

/// The values of the axes. A block may have more places than are left: they are there once more.
void LossGrid::placeBlock(int first) {
    int stride = 1;
    for (BlockAxis& moved : axes_) {
        int place = first;
        for (double& value : moved.values) value = moved.axis.at(place++ / stride % moved.axis.count);
        stride *= moved.axis.count;
        if (moved.layer == 0) now_[moved.axis.id.neuron] = moved.values;
    }
    check_.fill(0.0);
}

/// Weighted sums and outputs of the neurons that vary; of the last layer only the sums.
void LossGrid::propagate(int l) {
    std::swap(before_, now_);
    const Activation& activation = *network_.layer(l).activation;
    for (int j = 0; j < network_.units(l); ++j) {
        if (!varies(l, j)) continue;
        Row& row = now_[j];
        row = weightedSum(l, j);
        for (std::size_t p = 0; p < row.size(); ++p) {
            const double z = row[p];
            if (l < network_.depth()) row[p] = activation.value(z);
            check_[p] += 0.0 * z + 0.0 * row[p];
        }
    }
}

/// Adds in the order of the inputs, as a forward pass does: up to the first term that varies the sum is one number.
Row LossGrid::weightedSum(int l, int j) const {
    const Layer& layer = network_.layer(l);
    const bool isMoved = isAxis(l, j), allVary = l - 1 > first_;
    double start = -0.0;  // adding to it changes no number
    Row z{};
    bool started = false;
    for (int i = 0; i < network_.units(l - 1); ++i) {
        const double weight = layer.weights(j, i), output = pass_.a[static_cast<std::size_t>(l - 1)](i);
        const Row* weights = isMoved ? axisOf(quantity::weight(l, j, i)) : nullptr;
        const Row* outputs = allVary || varies(l - 1, i) ? &before_[i] : nullptr;
        if (!weights && !outputs) {
            const double term = weight * output;
            if (started)
                for (double& sum : z) sum += term;
            else
                start += term;
            continue;
        }
        if (!started) z.fill(start);
        started = true;
        if (!weights)
            for (std::size_t p = 0; p < z.size(); ++p) z[p] += weight * (*outputs)[p];
        else
            for (std::size_t p = 0; p < z.size(); ++p) z[p] += (*weights)[p] * (outputs ? (*outputs)[p] : output);
    }
    if (!started) z.fill(start);
    const Row* biases = isMoved ? axisOf(quantity::bias(l, j)) : nullptr;
    for (std::size_t p = 0; p < z.size(); ++p) z[p] += biases ? (*biases)[p] : layer.biases(j);
    return z;
}

/// The end of a forward pass at one place of the block.
double LossGrid::lossAt(std::size_t place) {
    Vector &z = pass_.z.back(), &a = pass_.a.back();
    for (int k = 0; k < network_.outputs(); ++k)
        if (varies(network_.depth(), k)) z(k) = now_[k][place];
    network_.outputActivation().apply(z, a);
    if (check_[place] != 0.0 || !a.allFinite()) return notANumber;
    for (const BlockAxis& moved : axes_) {
        if (moved.axis.id.kind != QuantityKind::Target) continue;
        const double target = moved.values[place];
        if (loss_.targetsAreProbabilities && (target < 0.0 || target > 1.0)) return notANumber;
        t_(moved.axis.id.neuron) = target;
    }
    lossOfOutputs(network_, loss_, t_, pass_);
    return pass_.loss;
}

}  // namespace

double Axis::at(int i) const {
    const int last = count - 1;
    if (i == 0) return from;
    if (i == last) return to;
    const double sum = from * (last - i) + to * i;
    return std::isfinite(sum) ? std::clamp(sum / last, from, to) : from / last * (last - i) + to / last * i;
}

std::vector<double> lossesOver(const Scenario& scenario, const std::vector<int>& samples,
                               const std::vector<Axis>& axes) {
    LossGrid grid(scenario, axes);
    std::vector<double> losses(static_cast<std::size_t>(grid.places()), 0.0);
    for (const int sample : samples) grid.add(scenario.samples[static_cast<std::size_t>(sample)], losses.data());
    for (double& loss : losses) {
        if (scenario.training.takesMean(samples.size())) loss /= static_cast<double>(samples.size());
        if (!std::isfinite(loss)) loss = notANumber;
    }
    return losses;
}

}  // namespace backprop
