#pragma once
// The mean loss and gradient of networks of one shape over samples, by the teaching path.

#include <algorithm>

#include "training/backward.hpp"

namespace backprop::lab {

/// Goes over the samples with forward and backward pass, one at a time. Loss and samples must outlive it.
class Measure {
public:
    Measure(const Loss& loss, const std::vector<Sample>& samples) : loss_(loss), samples_(samples) {}

    int count() const { return static_cast<int>(samples_.size()); }

    /// The mean gradient; visit(sample, pass, back) sees each.
    template <class Visit>
    Gradients gradients(const Network& network, const Visit& visit) {
        Gradients mean;
        mean.sizeFor(network);
        pass_.sizeFor(network);
        back_.sizeFor(network);
        for (const Sample& sample : samples_) {
            forward(network, loss_, sample, pass_);
            backward(network, loss_, sample, pass_, back_);
            addGradients(pass_, back_, mean);
            visit(sample, pass_, back_);
        }
        mean /= std::max(count(), 1);
        return mean;
    }
    Gradients gradients(const Network& network) {
        return gradients(network, [](const auto&, const auto&, const auto&) {});
    }

    /// The mean loss.
    double loss(const Network& network) {
        double sum = 0.0;
        pass_.sizeFor(network);
        for (const Sample& sample : samples_) {
            forward(network, loss_, sample, pass_);
            sum += pass_.loss;
        }
        return sum / std::max(count(), 1);
    }

private:
    const Loss& loss_;
    const std::vector<Sample>& samples_;
    ForwardPass pass_{};
    BackwardPass back_{};
};

}  // namespace backprop::lab
