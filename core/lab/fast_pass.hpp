#pragma once
// Forward pass, loss, backward pass and gradients of many samples at a time, in flat arrays. Its numbers are those of
// training/forward.hpp and training/backward.hpp up to rounding; tests hold it to them at 1e-13.

#include <vector>

#include "lab/activation_kernels.hpp"
#include "lab/loss_kernels.hpp"
#include "lab/products.hpp"
#include "training/backward.hpp"

namespace backprop::lab {

/// Samples one after the other: `inputs` and `outputs` numbers each.
struct SampleArrays {
    int inputs = 0, outputs = 0;
    std::vector<double> x{}, t{};

    SampleArrays() = default;
    SampleArrays(const Network& network, const std::vector<Sample>& samples);
    int count() const { return inputs == 0 ? 0 : static_cast<int>(x.size() / static_cast<std::size_t>(inputs)); }
};

/// The largest |x|; of none 0.
double largestSize(const std::vector<double>& all);

/// Up to this size no weighted sum, no square and no step of the size of a gradient leaves the doubles.
inline constexpr double ordinarySize = 1e150;

/// The place of a layer's parameters in the arrays of all of them.
struct LayerPlace {
    LayerShape shape;
    std::ptrdiff_t weights;
    std::ptrdiff_t biases;
};

class FastPass {
public:
    /// The scenario must be valid and outlive the pass, and keep its shape and loss. Nothing is allocated after this.
    explicit FastPass(const Scenario& scenario);

    int depth() const { return static_cast<int>(layers_.size()); }
    const LayerPlace& place(int layer) const { return layers_[static_cast<std::size_t>(layer - 1)].place; }
    /// Weights row by row, then biases, layer after layer, as Network::indexOf counts them.
    std::vector<double>& parameters() { return parameters_; }
    const std::vector<double>& parameters() const { return parameters_; }
    /// In the order of the parameters.
    std::vector<double>& gradients() { return gradients_; }

    /// Takes the scenario's parameters, or writes them there.
    void readParameters(const Network& network);
    void writeParameters(Network& network) const;

    /// The largest number of samples of a tile.
    int capacity() const { return capacity_; }
    /// Puts samples of those numbers into the tile, at most `capacity`.
    void take(const SampleArrays& samples, const int* numbers, int count);
    /// A tile of so many samples, whose inputs the caller writes.
    double* takeInputs(int count) {
        tile_ = Tile(count);
        return inputs_.data();
    }

    /// Works out how large weighted sums can be where no input is larger than that: with the present parameters, until
    /// they change. Whether all are far from the end of the doubles, so that none overflows.
    bool boundSums(double largestInput);

    /// Loss and gradients of the tile's samples, times `scale`; gradients are added to those before with `add`.
    double lossAndGradients(double scale, bool add);
    /// The loss alone; the outputs are then those of `outputsNow`.
    double loss(double scale);
    /// Outputs of the tile's samples, a row for each neuron of a layer.
    const double* outputs(int layer);
    /// A layer up to the one that `outputs` was last asked for.
    const double* outputsNow(int layer) const { return layers_[static_cast<std::size_t>(layer - 1)].a.data(); }
    /// The outputs of one neuron of a layer, a single row; its layer is not computed in full.
    const double* outputsOf(int layer, int neuron);
    const Tile& tile() const { return tile_; }
    /// Targets of the tile's samples, in the places of the outputs.
    const double* targets() const { return targets_.data(); }

private:
    struct LayerArrays {
        LayerPlace place;
        const Activation* activation;
        ActivationKernel kernel;
        bool isBounded;  // no output is larger than 1
        double largest;  // no weighted sum is larger, see boundSums
        std::vector<double> a{}, deltas{};
    };

    double boundOf(const LayerPlace& place, double largestInput) const;
    void sums(LayerArrays& layer, const double* in, double* z);
    void forwardTo(int layer, bool slopes);
    double outputLoss(double scale, bool deltas);
    double lossByDefinition(double scale, bool deltas);
    const double* inputsOf(int layer) const {
        return layer == 1 ? inputs_.data() : layers_[static_cast<std::size_t>(layer - 2)].a.data();
    }

    const Scenario& scenario_;
    std::vector<LayerArrays> layers_{};
    std::vector<double> parameters_{}, gradients_{};
    std::vector<double> inputs_{}, targets_{}, lastRests_{};
    std::vector<double> sums_{};  // weighted sums of one layer
    LossKernel lossKernel_ = nullptr;
    int capacity_ = 0;
    Tile tile_{};
    // One sample, where the loss goes through its definition.
    Sample sample_{};
    ForwardPass pass_{};
    BackwardPass back_{};
};

}  // namespace backprop::lab
