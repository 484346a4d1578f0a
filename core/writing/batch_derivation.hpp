#pragma once
// The derivation of a gradient over a batch: what the loss of the batch is, its derivative by the rules for sums, each
// sample's share, and what the shares come to together.

#include "training/batch_iteration.hpp"
#include "writing/derivation.hpp"

namespace backprop {

struct BatchDerivation {
    Quantity id;                   // the gradient: meandw.2.0.1, sumdb.2.0 or the like
    std::string symbol{};          // LaTeX of d(loss of the batch) / d parameter
    double value = 0.0;            // as the steps of the batch and an update compute it, to the bit
    double loss = 0.0;             // of the batch, reduced in the same way
    std::vector<int> samples{};    // in the order taken
    std::vector<double> shares{};  // the gradients of the first samples and of the last, by back-propagation
    // Linearity, Shares, Total. A sample without a share of its own enters their values with its gradient by
    // back-propagation; the others by their formulas, in the derivative of a sum that is not worked out yet by complex
    // step.
    std::vector<DerivationStage> stages{};
    Notation notation = Notation::Scalar;
    std::optional<ArticleLimit> articleLimit{};  // of the first share that has one
};

/// Whether it is a sum or mean of a parameter's gradients that the network has.
bool isBatchGradient(const Network& network, const Quantity& q);

/// `id` must be such a gradient; `shareLimit`, at least 2: how many samples have a share of their own. An error where a
/// sample's iteration or a sum is not finite.
Result<BatchDerivation> deriveBatch(BatchIteration& batch, const Quantity& id, const NumberFormat& format,
                                    int shareLimit, const Writing& writing = {});

}  // namespace backprop
