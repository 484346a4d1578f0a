#include "training/loss_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "training/forward.hpp"

namespace backprop {
namespace {

/// The numbers of a neuron, or of an axis, at the places of a block: a row.
using Rows = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Row = Eigen::Map<Eigen::Array<double, 1, Eigen::Dynamic>>;

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// Adds the losses of sample after sample. A neuron varies if it is not the same at all places; of the others, the pass
/// with the present numbers has what is needed.
class LossGrid {
public:
    LossGrid(const Scenario& scenario, const std::vector<Axis>& axes);

    std::size_t places() const { return places_; }
    void add(const Sample& sample, std::vector<double>& totals);

private:
    bool isConstantFinite() const;
    void placeBlock(std::size_t first);
    void layer(int l);
    void weightedSum(int l, int j, Row z);
    void losses(double* totals);

    /// The row of the axis that a quantity is, or null.
    double* axisOf(const Quantity& id);
    bool hasWeightAxis(int l, int j) const;
    Row row(Rows& rows, Eigen::Index index) const { return Row(rows.row(index).data(), count_); }
    Row row(double* numbers) const { return Row(numbers, count_); }

    const Network& network_;
    const Loss& loss_;
    const std::vector<Axis>& axes_;
    std::size_t places_ = 1;
    std::vector<std::vector<bool>> varies_{};  // [layer][neuron], layer 0 the inputs
    ForwardPass pass_{};
    Vector t_{};
    Eigen::Index count_ = 0;  // places of the block
    Rows at_{};               // values of the axes
    Rows before_{}, now_{};   // outputs of the layer before, then sums and outputs of the layer
    Rows check_{};            // 0, or NaN where a number of the pass is not finite
};

/// A block of two layers fits the first cache, of 32 kB.
Eigen::Index blockSize(const Network& network) {
    int widest = network.inputs;
    for (const Layer& layer : network.layers) widest = std::max(widest, layer.units());
    return std::clamp(2048 / widest, 16, 128);
}

LossGrid::LossGrid(const Scenario& scenario, const std::vector<Axis>& axes)
    : network_(scenario.network), loss_(*scenario.loss), axes_(axes) {
    pass_.sizeFor(network_);
    t_.setZero(network_.outputs());
    for (const Axis& axis : axes_) places_ *= static_cast<std::size_t>(axis.count);
    Eigen::Index widest = 0;
    for (int l = 0; l <= network_.depth(); ++l) {
        const bool all = l > 0 && std::count(varies_.back().begin(), varies_.back().end(), true) > 0;
        varies_.emplace_back(network_.units(l), all);
        widest = std::max<Eigen::Index>(widest, network_.units(l));
        for (const Axis& axis : axes_) {
            const QuantityKind kind = axis.id.kind;
            const bool isParameter = kind == QuantityKind::Weight || kind == QuantityKind::Bias;
            if (l == 0 ? kind == QuantityKind::Input : isParameter && axis.id.layer == l)
                varies_.back()[static_cast<std::size_t>(axis.id.neuron)] = true;
        }
    }
    const Eigen::Index size = std::min(blockSize(network_), static_cast<Eigen::Index>(places_));
    at_.setZero(static_cast<Eigen::Index>(axes_.size()), size);
    before_.setZero(widest, size);
    now_.setZero(widest, size);
    check_.setZero(1, size);
}

double* LossGrid::axisOf(const Quantity& id) {
    for (std::size_t i = 0; i < axes_.size(); ++i)
        if (axes_[i].id == id) return at_.row(static_cast<Eigen::Index>(i)).data();
    return nullptr;
}

bool LossGrid::hasWeightAxis(int l, int j) const {
    return std::any_of(axes_.begin(), axes_.end(), [&](const Axis& axis) {
        return axis.id.kind == QuantityKind::Weight && axis.id.layer == l && axis.id.neuron == j;
    });
}

bool LossGrid::isConstantFinite() const {
    for (std::size_t l = 1; l < varies_.size(); ++l)
        for (std::size_t j = 0; j < varies_[l].size(); ++j) {
            const auto neuron = static_cast<Eigen::Index>(j);
            if (!varies_[l][j] && !(std::isfinite(pass_.z[l](neuron)) && std::isfinite(pass_.a[l](neuron))))
                return false;
        }
    return true;
}

void LossGrid::add(const Sample& sample, std::vector<double>& totals) {
    forward(network_, loss_, sample, pass_);
    t_ = sample.t;
    if (!isConstantFinite()) {
        std::fill(totals.begin(), totals.end(), notANumber);
        return;
    }
    for (std::size_t first = 0; first < places_; first += static_cast<std::size_t>(at_.cols())) {
        placeBlock(first);
        for (int l = 1; l <= network_.depth(); ++l) layer(l);
        losses(totals.data() + first);
    }
}

/// The values of the axes, and the inputs that are one.
void LossGrid::placeBlock(std::size_t first) {
    count_ = std::min(at_.cols(), static_cast<Eigen::Index>(places_ - first));
    std::size_t stride = 1;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const auto count = static_cast<std::size_t>(axes_[i].count);
        Row at = row(at_, static_cast<Eigen::Index>(i));
        for (Eigen::Index p = 0; p < count_; ++p)
            at(p) = axes_[i].at(static_cast<int>((first + static_cast<std::size_t>(p)) / stride % count));
        stride *= count;
        if (axes_[i].id.kind == QuantityKind::Input) row(now_, axes_[i].id.neuron) = at;
    }
    check_.setZero();
}

/// Sums and outputs of the neurons that vary; of the last layer only the sums.
void LossGrid::layer(int l) {
    before_.swap(now_);
    Row check = row(check_, 0);
    for (int j = 0; j < network_.units(l); ++j) {
        if (!varies_[static_cast<std::size_t>(l)][static_cast<std::size_t>(j)]) continue;
        Row z = row(now_, j);
        weightedSum(l, j, z);
        check += 0.0 * z;
        if (l == network_.depth()) continue;
        const Activation& activation = *network_.layer(l).activation;
        for (double& number : z) number = activation.value(number);
        check += 0.0 * z;
    }
}

/// In the order of the inputs, as a forward pass adds them: up to the first term that varies it is one number.
void LossGrid::weightedSum(int l, int j, Row z) {
    const auto before = static_cast<std::size_t>(l - 1);
    const Layer& layer = network_.layer(l);
    const bool hasAxis = hasWeightAxis(l, j);
    double start = -0.0;  // adding it changes no number, not even -0
    bool started = false;
    for (int i = 0; i < network_.units(l - 1); ++i) {
        const double weight = layer.weights(j, i), output = pass_.a[before](i);
        double* weights = hasAxis ? axisOf(quantity::weight(l, j, i)) : nullptr;
        const bool varies = varies_[before][static_cast<std::size_t>(i)];
        if (!started && (weights || varies)) {
            z.setConstant(start);
            started = true;
        }
        if (weights) {
            if (!varies) row(before_, i).setConstant(output);
            z += row(weights) * row(before_, i);
        } else if (varies) {
            z += weight * row(before_, i);
        } else if (started) {
            z += weight * output;
        } else {
            start += weight * output;
        }
    }
    if (!started) z.setConstant(start);
    if (double* biases = axisOf(quantity::bias(l, j)))
        z += row(biases);
    else
        z += layer.biases(j);
}

/// The end of a forward pass, place by place.
void LossGrid::losses(double* totals) {
    Vector &z = pass_.z.back(), &a = pass_.a.back();
    for (Eigen::Index p = 0; p < count_; ++p) {
        for (Eigen::Index k = 0; k < z.size(); ++k)
            if (varies_.back()[static_cast<std::size_t>(k)]) z(k) = now_(k, p);
        network_.outputActivation().apply(z, a);
        bool hasValue = check_(0, p) == 0.0 && a.allFinite();
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            if (axes_[i].id.kind != QuantityKind::Target) continue;
            const double target = at_(static_cast<Eigen::Index>(i), p);
            t_(axes_[i].id.neuron) = target;
            hasValue = hasValue && (!loss_.targetsAreProbabilities || (target >= 0.0 && target <= 1.0));
        }
        if (hasValue) lossOfOutputs(network_, loss_, t_, pass_);
        totals[p] += hasValue ? pass_.loss : notANumber;
    }
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
    std::vector<double> totals(grid.places(), 0.0);
    for (const int sample : samples) grid.add(scenario.samples[static_cast<std::size_t>(sample)], totals);
    for (double& total : totals) {
        if (scenario.training.takesMean(samples.size())) total /= static_cast<double>(samples.size());
        if (!std::isfinite(total)) total = notANumber;
    }
    return totals;
}

}  // namespace backprop
