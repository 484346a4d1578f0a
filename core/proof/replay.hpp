#pragma once
// A scenario trained anew as somebody else may have computed it: every formula as it is written (1 - a from the rounded
// a), each result rounded to single precision where asked for, and any number replaced by another on the way.

#include <vector>

#include "formulas/symbolic_network.hpp"
#include "network/scenario.hpp"

namespace backprop {

/// A number, and the replacement that it goes back to: the largest key of those that it was computed from; 0 for none.
struct Traced {
    double value = 0.0;
    int cause = 0;
};

/// Sees every number that a replay computes, in the order of computing, and may put another in its place.
class ReplayObserver {
public:
    virtual ~ReplayObserver() = default;
    virtual void see(const Quantity& q, Traced& number) = 0;
};

class Replay : private Environment {
public:
    /// The scenario must outlive it; its parameters are those that it begins with.
    Replay(const Scenario& scenario, bool singlePrecision, ReplayObserver& observer);

    void begin();
    /// Forward and back on one sample. `loss`: whether it is computed; `sum`: whether the sums take in what comes out.
    void run(const Sample& sample, bool loss, bool sum);
    /// The sums over `samples` samples are whole: they are seen, then their means, then what the optimizer makes of
    /// them for an update in that epoch.
    void reduce(int samples, std::int64_t epoch);
    /// The parameters move.
    void update();

    /// The results computed last; a mean is kept in place of its sum, and only one of a layer's weight gradients.
    Traced& at(const Quantity& q);

private:
    double value(const Quantity& q) const override { return const_cast<Replay*>(this)->at(q).value; }
    double rounded(double value) const { return single_ ? static_cast<double>(static_cast<float>(value)) : value; }
    Traced plus(const Traced& a, const Traced& b) const;
    Traced times(const Traced& a, const Traced& b) const;
    Traced over(const Traced& a, const Traced& b) const;
    const Traced& settle(const Quantity& q, Traced number);
    void takeKept(const Quantity& parameter);
    void prepare(std::int64_t epoch);
    void prepare(const Quantity& parameter);
    Traced direction(const Quantity& parameter);
    void add(QuantityKind total, const Quantity& of);
    void forward(int layer);
    void lossOf();
    void backward(int layer, bool sum);
    int causeAtOutput(int k);

    const Scenario& scenario_;
    const Network& network_;
    bool single_;
    ReplayObserver& observer_;
    std::vector<Traced> numbers_{};
    std::vector<std::size_t> starts_{};  // in numbers_, by kind and layer
    SymbolicNetwork symbolic_;
    std::vector<Expr> outputDeltas_{};
    double firstCorrection_ = 1.0, secondCorrection_ = 1.0;
    std::int64_t updates_ = scenario_.state.updates;
};

}  // namespace backprop
