#pragma once
// Why a network does not learn, worked out from numbers (health.hpp). Each finding has its threshold here, and who
// described it.

#include "lab/health.hpp"

namespace backprop::lab {

/// A finding; `layer`, `count`, `of`, `value` and `other` are the numbers of its sentence.
enum class Finding {
    /// A number left the doubles; the run has stopped.
    Diverged,
    /// All units of hidden layer `layer`, `count` of them, are equal, and so are their gradients: they stay equal for
    /// ever (Goodfellow, Bengio and Courville 2016, section 8.4).
    Symmetric,
    /// `count` of the `of` units of layer `layer`, half of them or more, have output and slope 0 for every sample: no
    /// gradient reaches their weights (Maas, Hannun and Ng 2013; Lu et al. 2019).
    DeadUnits,
    /// `count` of `of` outputs, a quarter or more, are saturated on the wrong side, and the loss does not cancel the
    /// slope f'(z), mean `value`: the worse the output, the slower it learns (Nielsen 2015, chapter 3).
    WrongSide,
    /// dL/dz is `value` (root mean square) in layer 1 and `other` in the last, `layer`: 100 times as large or more
    /// (Pascanu, Mikolov and Bengio 2013).
    Exploding,
    /// dL/dw is `value` in layer 1 and `other` in the last, `layer`: 1/1000 or less (Hochreiter 1991; Glorot and Bengio
    /// 2010).
    Vanishing,
    /// Step times curvature, `value`, is above 2 (momentum mu: above 2 (1 + mu)), and the loss after the step, `other`,
    /// is larger than before (LeCun et al. 1998, section 5; Goh 2017 for momentum). For Adam only while the loss is not
    /// below 9/10 of the first epoch's.
    Overshooting,
    /// None of the above now, but the last epoch's loss, `other`, is more than twice that of the epoch with the lowest,
    /// `value`: steps have jumped out of a valley, as the loss falls along small ones (Goodfellow, Bengio and Courville
    /// 2016, section 11.4.1).
    Rising,
    /// A single layer: no line separates the classes with a relative margin above `value`, which is 0.05 or less;
    /// `count` of `of` samples are wrong (Minsky and Papert 1969; the bound is that of Health::cancelling).
    NotSeparable,
    /// An epoch lowers the loss by `value` of it, below 1/1000, though a better step along the same direction would by
    /// `other` of it, 1/100 or more, and the step is at most 1/100 of the one that overshoots.
    TooSmall,
    /// No step along the direction lowers the loss by more than `value` of it, below 1/1000: a minimum or plateau.
    Settled,
    /// All `of` samples measured are right.
    Learnt,
    /// None of the above.
    Healthy,
};

struct Diagnosis {
    Finding finding = Finding::Healthy;
    int layer = 0;
    int count = 0, of = 0;
    double value = 0.0, other = 0.0;
    Quantity focus{};  // a parameter whose derivation shows it
};

/// What is known of the run besides.
struct RunFacts {
    bool hasDiverged = false;
    // Of the first epoch, the last and the one with the lowest; 0 before there is one.
    double firstLoss = 0.0, lastLoss = 0.0, lowestLoss = 0.0;
};

/// All findings, the one that explains most first; never none. Learnt, Settled and Healthy stand alone.
std::vector<Diagnosis> diagnose(const Health& health, const NextStep& next, const RunFacts& facts);

}  // namespace backprop::lab
