#include "writing/batch_derivation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "proof/complex_step.hpp"
#include "proof/verify.hpp"
#include "writing/notations/notation_writer.hpp"

namespace backprop {
namespace {

std::string written(int number) { return std::to_string(number); }

/// A quantity of one sample is in parentheses with the sample's number: (dL/dw)_3.
class BatchDeriver {
public:
    BatchDeriver(BatchIteration& batch, const NumberFormat& format, int shareLimit, const Writing& writing,
                 BatchDerivation& result)
        : batch_(batch),
          result_(result),
          parameter_(parameterOf(result.id)),
          total_(reducedGradientOf(parameter_, BatchReduction::Sum)),
          loss_{result.id == total_ ? QuantityKind::LossTotal : QuantityKind::LossMean},
          count_(static_cast<int>(batch.samples().size())),
          // After these only the last sample has a share of its own.
          first_(std::min(count_, shareLimit) - 1),
          format_(format),
          writing_(writing),
          n_(written(count_)) {
        result_.samples = batch.samples();
        if (count_ > 1 && isMean()) mean_ = filled("\\frac{1}{@} ", {n_});
        if (count_ > 1) sum_ = "\\sum_{s} ";
    }

    void run() {
        for (const StageKind kind : {StageKind::Linearity, StageKind::Shares, StageKind::Total})
            result_.stages.push_back({kind, {}, 0.0});
        for (int p = 0; p < first_; ++p) addShare(p);
        if (leavesOut()) passOver();
        addShare(count_ - 1);
        const Iteration& whole = batch_.at(count_);
        result_.value = count_ == 1 ? result_.shares[0] : whole.value(result_.id);
        result_.loss = count_ == 1 ? losses_[0] : whole.value(loss_);
        for (DerivationStage& stage : result_.stages) {
            stage.value = reduced(worked_);
            stage.agreement = compare({stage.value, reduced(bound_)}, result_.value);
        }
        write(whole);
    }

private:
    bool isMatrix() const { return result_.notation == Notation::Matrices; }
    bool isMean() const { return loss_.kind == QuantityKind::LossMean; }
    bool leavesOut() const { return first_ < count_ - 1; }
    double reduced(double total) const { return isMean() ? total / count_ : total; }

    DerivationRow& add(StageKind kind, std::string latex, std::string numbers) {
        auto& rows =
            result_.stages[static_cast<std::size_t>(kind) - static_cast<std::size_t>(StageKind::Linearity)].rows;
        rows.push_back({std::move(latex), std::move(numbers)});
        return rows.back();
    }

    // ------------------------------------------------------------ shares

    void addShare(int position) {
        const Iteration& it = batch_.at(position);
        const int sample = result_.samples[static_cast<std::size_t>(position)];
        IterationFormulas formulas(it);
        const DerivationFacts facts = derivationFacts(formulas, parameter_, quantity::loss(), 0);
        GradientText own = notationWriter(writing_, formulas, format_)->gradient(facts);
        const std::string number = written(sample + 1);
        oneForm_ = oneForm_ && (right_.empty() || right_ == own.right);
        add(StageKind::Shares,
            filled("\\left(@\\right)_{@} = \\left(@\\right)_{@}", {own.left, number, own.right, number}),
            std::move(own.numbers))
            .sample = sample;
        left_ = std::move(own.left);
        right_ = std::move(own.right);
        symbols_.write(parameter_, std::move(own.parameter));
        if (!result_.articleLimit) result_.articleLimit = own.articleLimit;
        result_.shares.push_back(facts.value);
        losses_.push_back(it.pass.loss);
        worked_ += own.value;
        byComplexStep_ += complexStepGradient(it.network(), it.loss(), *it.sample, it.pass, parameter_);
        bound_ += 1e-12 * gradientScale(it, parameter_);
    }

    /// The samples without a share of their own come as what they add to the sum.
    void passOver() {
        const double before = batch_.at(first_).value(total_), after = batch_.at(count_ - 1).value(total_);
        worked_ += after - before;
        byComplexStep_ += after - before;
        bound_ += 1e-12 * (std::abs(before) + std::abs(after));
        add(StageKind::Shares, "\\cdots", "");
    }

    // ------------------------------------------------------------ formulas

    /// The parameter, in matrices all of its layer.
    std::string variable() const {
        if (!isMatrix()) return symbols_.latex(parameter_);
        const std::string layer = written(parameter_.layer);
        return filled(parameter_.kind == QuantityKind::Weight ? "W^{(@)}" : "b^{(@)}", {layer});
    }

    /// The batch's samples in a row: their numbers, or these values as a sum.
    std::string shown(const std::vector<double>* values) const {
        const char* between = values ? " + " : ", ";
        std::string row;
        for (std::size_t i = 0; i < losses_.size(); ++i) {
            const bool last = i + 1 == losses_.size();
            if (i > 0) row += between;
            if (last && leavesOut()) (row += values ? "\\cdots" : "\\ldots") += between;
            const std::string text = values ? plainNumber((*values)[i], format_)
                                            : written((last ? result_.samples.back() : result_.samples[i]) + 1);
            row += values && i > 0 ? asFactor(text) : text;
        }
        return row;
    }

    void write(const Iteration& whole) {
        const std::string &lossOfBatch = symbols_.latex(loss_), variable = this->variable();
        result_.symbol = tagged(result_.id, symbols_.derivative(loss_, parameter_));
        const std::string left =
            isMatrix() ? filled("\\frac{\\partial @}{\\partial @}", {lossOfBatch, variable}) : result_.symbol;
        writeLinearity(lossOfBatch, left, variable);
        DerivationRow general{filled("@ = @@\\left(@\\right)_{s}", {left, mean_, sum_, right_}), ""};
        if (isMatrix() && count_ > 1) {
            IterationFormulas formulas(whole);
            general.numbers = batchGradientMatrix(formulas, format_, parameter_,
                                                  isMean() ? BatchReduction::Mean : BatchReduction::Sum);
        }
        if (oneForm_) add(StageKind::Total, std::move(general.latex), std::move(general.numbers));
        if (count_ > 1) writeSum(whole);
    }

    /// The derivative of a sum is taken by complex step here, before it is that of its terms.
    void writeLinearity(const std::string& lossOfBatch, const std::string& left, const std::string& variable) {
        const std::string own = symbols_.latex(quantity::loss());
        const std::string loss = filled("@\\left(@\\right)_{s}", {sum_, own});
        const std::string losses = shown(&losses_), samples = shown(nullptr);
        const std::string number = taggedNumber(loss_, result_.loss, format_);
        add(StageKind::Linearity,
            filled("@ = @@, \\quad s \\in \\left\\{@\\right\\}", {lossOfBatch, mean_, loss, samples}),
            filled(mean_.empty() ? "@@ = @" : "@(@) = @", {mean_, losses, number}));
        const AppliedRule before{Rule::Definition, reduced(byComplexStep_), Agreement::Same};
        add(StageKind::Linearity,
            filled("@ = \\frac{\\partial}{\\partial @}\\left[@@\\right]", {left, variable, mean_, loss}), "")
            .applied = before;
        if (!mean_.empty()) {
            DerivationRow& row =
                add(StageKind::Linearity,
                    filled("@ = @\\cdot \\frac{\\partial}{\\partial @}\\left[@\\right]", {left, mean_, variable, loss}),
                    "");
            row.applied = before;
            row.applied->rule = Rule::ConstantFactor;
        }
        const double value = reduced(worked_);
        add(StageKind::Linearity, filled("@ = @@\\left(@\\right)_{s}", {left, mean_, sum_, left_}), "").applied =
            AppliedRule{Rule::Sum, value, compare({before.value, reduced(bound_)}, value)};
    }

    void writeSum(const Iteration& whole) {
        const std::string &all = symbols_.latex(total_), &own = symbols_.latex(result_.id);
        const std::string number = taggedNumber(total_, whole.value(total_), format_);
        const std::string value = taggedNumber(result_.id, result_.value, format_);
        const std::string shares = shown(&result_.shares);
        const std::string result = filled("@ = @", {result_.symbol, own});
        const std::string share = isMatrix() ? symbols_.latex(gradientOf(parameter_)) : left_;
        add(StageKind::Total, filled("@ = @\\left(@\\right)_{s}", {isMean() ? all : result, sum_, share}),
            filled("@ = @", {shares, number}));
        if (!isMean()) return;
        add(StageKind::Total, filled("@ = \\frac{@}{@}", {result, all, n_}),
            filled("\\frac{@}{@} = @", {number, n_, value}));
    }

    BatchIteration& batch_;
    BatchDerivation& result_;
    Quantity parameter_;
    Quantity total_;
    Quantity loss_;  // of the batch
    int count_;
    int first_;
    NumberFormat format_;
    Writing writing_;
    SymbolTable symbols_{};
    std::string n_, mean_{}, sum_{};  // n, 1/n, and the sign of the sum
    std::string left_{}, right_{};    // of the last share: dL/dw and its form
    bool oneForm_ = true;             // of all shares
    std::vector<double> losses_{};    // of the samples with a share
    // The total of the shares by their formulas and by complex step, and how far rounding can take them apart.
    double worked_ = 0.0, byComplexStep_ = 0.0, bound_ = 0.0;
};

}  // namespace

bool isBatchGradient(const Network& network, const Quantity& q) {
    return q.kind >= QuantityKind::WeightGradientTotal && q.layer > 0 && network.has(q);
}

Result<BatchDerivation> deriveBatch(BatchIteration& batch, const Quantity& id, const NumberFormat& format,
                                    int shareLimit, const Writing& writing) {
    const auto& failure = batch.failure();
    // After the last sample only an update can fail: the gradients are there.
    if (failure && batch.steps().positionOf(failure->index) < batch.steps().samples()) return failure->error;
    BatchDerivation result{.id = id, .notation = writing.notation};
    BatchDeriver(batch, format, shareLimit, writing, result).run();
    return result;
}

}  // namespace backprop
