#include "backprop/batch_derivation.hpp"

#include <algorithm>
#include <cmath>

#include "backprop/complex_step.hpp"
#include "backprop/verify.hpp"
#include "notation_writer.hpp"

namespace backprop {
namespace {

Quantity parameterOf(const Quantity& gradient) {
    return isPerWeight(gradient.kind) ? quantity::weight(gradient.layer, gradient.neuron, gradient.from)
                                      : quantity::bias(gradient.layer, gradient.neuron);
}

bool isMean(const Quantity& gradient) {
    return gradient.kind == QuantityKind::WeightGradientMean || gradient.kind == QuantityKind::BiasGradientMean;
}

/// The stage whose last row is the gradient in its shortest form: delta a, or in the article's letters what it has.
const DerivationStage& shortest(const Derivation& derivation) {
    for (const DerivationStage& stage : derivation.stages)
        if (stage.kind == StageKind::Collapse) return stage;
    return derivation.stages[derivation.stages.size() - 2];  // before the rule
}

/// Of one sample: (dL/dw)_3. `sample`: as it is written.
std::string ofSample(const std::string& latex, const std::string& sample) {
    return "\\left(" + latex + "\\right)_{" + sample + "}";
}
std::string written(int sample) { return std::to_string(sample + 1); }

class BatchDeriver {
public:
    BatchDeriver(BatchIteration& batch, const Quantity& id, const NumberFormat& format, int shareLimit,
                 Notation notation)
        : batch_(batch),
          parameter_(parameterOf(id)),
          count_(static_cast<int>(batch.samples().size())),
          mean_(isMean(id)),
          // After these only the last sample has a share of its own.
          first_(count_ <= shareLimit ? count_ - 1 : shareLimit - 1),
          format_(format) {
        result_.id = id;
        result_.samples = batch.samples();
        result_.notation = notation;
        scale_ = mean_ && count_ > 1 ? "\\frac{1}{" + std::to_string(count_) + "} " : "";
        sumSign_ = count_ > 1 ? "\\sum_{s} " : "";
        s_ = count_ > 1 ? "s" : written(result_.samples[0]);
    }

    BatchDerivation run() {
        DerivationStage shares{StageKind::Shares, {}, 0.0};
        for (int p = 0; p < first_; ++p) addShare(shares, p);
        if (leavesOut()) passOver(shares);
        addShare(shares, count_ - 1);
        Iteration whole = batch_.at(count_);
        BatchSums one{.samples = 1};
        if (!whole.sums) {
            one.gradients.sizeFor(whole.network());
            one.add(whole.pass.loss, whole.gradients);
            whole.sums = &one;
        }
        shares.value = reduced(worked_);
        finish(whole, std::move(shares));
        return std::move(result_);
    }

private:
    bool isMatrix() const { return result_.notation == Notation::Matrices; }
    bool leavesOut() const { return first_ < count_ - 1; }
    double reduced(double total) const { return mean_ ? total / count_ : total; }
    Quantity total() const { return reducedGradientOf(parameter_, BatchReduction::Sum); }
    Quantity lossId() const { return {mean_ ? QuantityKind::LossMean : QuantityKind::LossTotal}; }

    // ------------------------------------------------------------ shares

    void addShare(DerivationStage& stage, int position) {
        const Iteration& it = batch_.at(position);
        const int sample = result_.samples[static_cast<std::size_t>(position)];
        const Derivation own = derive(it, parameter_, format_, 1, result_.notation, FactorLines::Left);
        const DerivationStage& last = shortest(own);
        const std::string& latex = last.rows.back().latex;
        const std::size_t sign = latex.find(" = ");
        const std::string right = latex.substr(sign + 3);
        left_ = latex.substr(0, sign);
        oneForm_ = oneForm_ && (right_.empty() || right_ == right);
        right_ = right;
        if (!result_.articleLimit) result_.articleLimit = own.articleLimit;
        stage.rows.push_back({ofSample(left_, written(sample)) + " = " + ofSample(right, written(sample)),
                              last.rows.back().numbers, std::nullopt, sample});
        result_.shares.push_back({sample, own.value});
        losses_.push_back(it.pass.loss);
        worked_ += last.value;
        byComplexStep_ += complexStepGradient(it.network(), it.loss(), *it.sample, it.pass, parameter_);
        bound_ += 1e-12 * gradientScale(it, parameter_);
    }

    /// The samples without a share of their own come as what they add to the sum.
    void passOver(DerivationStage& stage) {
        const double before = batch_.at(first_).value(total()), after = batch_.at(count_ - 1).value(total());
        worked_ += after - before;
        byComplexStep_ += after - before;
        bound_ += 1e-12 * (std::abs(before) + std::abs(after));
        stage.rows.push_back({"\\cdots", ""});
    }

    // ------------------------------------------------------------ stages

    void finish(const Iteration& whole, DerivationStage shares) {
        if (result_.notation == Notation::Scalar) symbols_ = SymbolTable(*whole.scenario);
        if (result_.notation == Notation::Article) takeLetter();
        result_.value = whole.value(result_.id);
        result_.loss = whole.value(lossId());
        result_.symbol = tagged(result_.id, symbols_.derivative(lossId(), parameter_));
        result_.stages.push_back(linearity());
        result_.stages.push_back(std::move(shares));
        result_.stages.push_back(sum(whole));
        for (DerivationStage& stage : result_.stages)
            stage.agreement = compare({stage.value, reduced(bound_)}, result_.value);
    }

    /// The article's letter for the parameter stands in its share: dL/dw.
    void takeLetter() {
        const std::string tag = "\\htmlData{id=" + toString(parameter_) + "}{";
        const std::size_t from = left_.find(tag) + tag.size();
        symbols_.write(parameter_, left_.substr(from, left_.size() - from - std::string_view("}}}").size()));
    }

    /// The parameter, in matrices all of its layer.
    std::string variable() const {
        if (!isMatrix()) return symbols_.latex(parameter_);
        const char* letter = parameter_.kind == QuantityKind::Weight ? "W" : "b";
        return letter + ("^{(" + std::to_string(parameter_.layer) + ")}");
    }

    std::string lossOfBatch() const { return sumSign_ + ofSample(symbols_.latex(quantity::loss()), s_); }

    std::string samplesInLatex() const {
        std::string text;
        for (int p = 0; p < count_; ++p) {
            if (p == first_ && leavesOut()) {
                text += ", \\ldots";
                p = count_ - 1;
            }
            text += (p > 0 ? ", " : "") + written(result_.samples[static_cast<std::size_t>(p)]);
        }
        return "\\left\\{" + text + "\\right\\}";
    }

    /// The numbers of the shown samples as a sum.
    template <class ValueAt>
    std::string added(const ValueAt& value) const {
        std::string text;
        for (std::size_t i = 0; i < losses_.size(); ++i) {
            if (leavesOut() && i + 1 == losses_.size()) text += " + \\cdots";
            const std::string number = plainNumber(value(i), format_);
            text += i > 0 ? " + " + asFactor(number) : number;
        }
        return text;
    }

    std::string left() const {
        if (!isMatrix()) return result_.symbol;
        return "\\frac{\\partial " + symbols_.latex(lossId()) + "}{\\partial " + variable() + "}";
    }

    DerivationStage linearity() const {
        DerivationStage stage{StageKind::Linearity, {}, reduced(worked_)};
        const std::string losses = added([this](std::size_t i) { return losses_[i]; });
        const std::string numbers = scale_.empty() ? losses : scale_ + "\\left(" + losses + "\\right)";
        stage.rows.push_back({symbols_.latex(lossId()) + " = " + scale_ + lossOfBatch() +
                                  (count_ > 1 ? ", \\quad s \\in " + samplesInLatex() : ""),
                              count_ > 1 ? numbers + " = " + taggedNumber(lossId(), result_.loss, format_) : numbers});
        if (count_ > 1) addRules(stage);
        stage.rows.push_back({left() + " = " + scale_ + sumSign_ + ofSample(left_, s_), ""});
        if (count_ > 1)
            stage.rows.back().applied = {Rule::Sum, stage.value,
                                         compare({reduced(byComplexStep_), reduced(bound_)}, stage.value)};
        return stage;
    }

    /// The derivative of the sum, which is taken by complex step here: the factor is taken out of it.
    void addRules(DerivationStage& stage) const {
        const double value = reduced(byComplexStep_);
        const std::string operation = "\\frac{\\partial}{\\partial " + variable() + "}\\left[";
        stage.rows.push_back({left() + " = " + operation + scale_ + lossOfBatch() + "\\right]", "",
                              AppliedRule{Rule::Definition, value, Agreement::Same}});
        if (mean_)
            stage.rows.push_back({left() + " = " + scale_ + "\\cdot " + operation + lossOfBatch() + "\\right]", "",
                                  AppliedRule{Rule::ConstantFactor, value, Agreement::Same}});
    }

    DerivationStage sum(const Iteration& whole) const {
        DerivationStage stage{StageKind::Total, {}, reduced(worked_)};
        std::string matrix;
        if (isMatrix()) {
            FormulaContext context(whole, format_);
            matrix = batchGradientMatrix(context, result_.id);
        }
        if (oneForm_) stage.rows.push_back({left() + " = " + scale_ + sumSign_ + ofSample(right_, s_), matrix});
        if (count_ == 1) return stage;
        const std::string share = isMatrix() ? symbols_.latex(gradientOf(parameter_)) : left_;
        const std::string all = symbols_.latex(total());
        const std::string equal = result_.symbol + " = " + symbols_.latex(result_.id);
        const double value = whole.value(total());
        stage.rows.push_back({(mean_ ? all : equal) + " = " + sumSign_ + ofSample(share, s_),
                              added([this](std::size_t i) { return result_.shares[i].value; }) + " = " +
                                  taggedNumber(total(), value, format_)});
        if (!mean_) return stage;
        const std::string by = "}{" + std::to_string(count_) + "}";
        stage.rows.push_back({equal + " = \\frac{" + all + by, "\\frac{" + taggedNumber(total(), value, format_) + by +
                                                                   " = " +
                                                                   taggedNumber(result_.id, result_.value, format_)});
        return stage;
    }

    BatchIteration& batch_;
    Quantity parameter_;
    int count_;
    bool mean_;
    int first_;
    NumberFormat format_;
    SymbolTable symbols_{};
    std::string scale_, sumSign_, s_;  // 1/n, the sign of the sum, and the index it runs over
    std::string left_, right_;         // of the last share: dL/dw, and the form it stands in
    bool oneForm_ = true;              // of all shares
    std::vector<double> losses_{};     // of the samples with a share
    // What the shares come to by their formulas and by complex step, and how far rounding can take them apart.
    double worked_ = 0.0, byComplexStep_ = 0.0, bound_ = 0.0;
    BatchDerivation result_{};
};

}  // namespace

bool isBatchGradient(const Network& network, const Quantity& q) {
    const auto any = {QuantityKind::WeightGradientTotal, QuantityKind::BiasGradientTotal,
                      QuantityKind::WeightGradientMean, QuantityKind::BiasGradientMean};
    return network.has(q) && std::find(any.begin(), any.end(), q.kind) != any.end();
}

Result<BatchDerivation> deriveBatch(BatchIteration& batch, const Quantity& id, const NumberFormat& format,
                                    int shareLimit, Notation notation) {
    const auto& failure = batch.failure();
    // Behind the last sample only an update can fail: the gradients are there.
    if (failure && batch.steps().positionOf(failure->index) < batch.steps().samples()) return failure->error;
    return BatchDeriver(batch, id, format, shareLimit, notation).run();
}

}  // namespace backprop
