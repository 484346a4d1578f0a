#include "proof/printed.hpp"

#include <algorithm>

#include "training/iteration.hpp"

namespace backprop {
namespace {

constexpr double noise = 4.0 * std::numeric_limits<double>::epsilon();

}  // namespace

PrintAgreement compare(const PrintedFigure& figure, double value) {
    const double apart = std::abs(value - figure.number), half = 0.5 * figure.unit;
    const double rounding = noise * std::abs(value);
    if (apart <= half) return PrintAgreement::Agrees;
    if (apart <= half + rounding) return figure.digits < 16 ? PrintAgreement::Agrees : PrintAgreement::Rounding;
    const bool cutOff = apart < figure.unit && std::abs(figure.number) < std::abs(value) && figure.number * value >= 0;
    if (cutOff || (figure.digits >= 3 && apart < 1.5 * figure.unit)) return PrintAgreement::LastDigit;
    return PrintAgreement::Differs;
}

SingleAgreement compareSingle(const PrintedFigure& figure, double single) {
    const double apart = std::abs(single - figure.number), half = 0.5 * figure.unit;
    const double ulp = std::ldexp(1.0, std::max(std::ilogb(single), -126) - 23);
    const bool isNear = apart <= half + 4.0 * std::max(ulp, std::abs(single - figure.value));
    const double asFloat = static_cast<float>(figure.number);
    if (figure.digits < 7 || !isNear) return SingleAgreement::No;
    if (figure.digits <= 9) return apart <= half ? SingleAgreement::Yes : SingleAgreement::Near;
    const bool isFloat = std::abs(asFloat - figure.number) <= half + noise * std::abs(asFloat);
    return isFloat ? SingleAgreement::Yes : SingleAgreement::No;
}

PrintedComparison::PrintedComparison(Scenario& scenario, std::vector<PrintedFigure> figures, PrintPass pass)
    : scenario_(scenario), pass_(pass), figures_(std::move(figures)), trainer_(scenario), end_(figures_.size()) {
    while (end_ > 0 && !isOpen(figures_[end_ - 1])) --end_;
    if (pass != PrintPass::Computed && end_ > 0)
        replay_.emplace(scenario, pass == PrintPass::SinglePrecision, static_cast<ReplayObserver&>(*this));
}

/// Whether the pass may have another answer for the figure.
bool PrintedComparison::isOpen(const PrintedFigure& figure) const {
    if (pass_ == PrintPass::Computed) return true;
    const bool differs = figure.agreement == PrintAgreement::Differs;
    const bool open = pass_ == PrintPass::FromPrint
                          ? differs
                          : figure.digits >= 7 && (differs || figure.agreement == PrintAgreement::LastDigit);
    return open && !std::isnan(figure.value);
}

/// At the time of the next figure or just before it.
PrintedComparison::Group PrintedComparison::groupOf(std::int64_t after, int sample) const {
    const auto isThen = [&](std::size_t i) { return i < figures_.size() && figures_[i].after == after; };
    std::size_t begin = next_;
    while (begin > 0 && isThen(begin - 1)) --begin;
    while (isThen(begin) && figures_[begin].sample < sample) ++begin;
    std::size_t end = begin;
    while (isThen(end) && figures_[end].sample == sample) ++end;
    return {begin, end};
}

bool PrintedComparison::run(std::int64_t work) {
    for (const std::int64_t until = visits_ + work; visits_ < until && next_ < end_;) {
        if (replay_ && visits_ > replayLimit)
            end_ = next_;
        else
            goOn();
        // A replay evaluates formulas, which take as long as many a weight.
        visits_ += scenario_.network.parameterCount() + (replay_ ? 256 : 32);
    }
    if (next_ < end_) return false;
    concludeSingle();
    return true;
}

/// The next group of figures, or one sample on the way to it.
void PrintedComparison::goOn() {
    const PrintedFigure& figure = figures_[next_];
    const std::vector<int>& batch = trainer_.nextBatch();
    const bool isWhole = added_ == batch.size();
    const bool isNow = figure.after == trainer_.progress().iteration;
    if (failed_ || (isNow && (isWhole || figure.sample != PrintedFigure::ofBatch)))
        compareGroup();
    else if (!isWhole)
        addSample(batch[added_], added_ + 1 == batch.size());
    else
        update();
}

void PrintedComparison::addSample(int sample, bool last) {
    if (added_++ == 0) replay_ ? replay_->begin() : trainer_.begin();
    if (!replay_) {
        failed_ = trainer_.add(sample).has_value();
        return;
    }
    const std::int64_t now = trainer_.progress().iteration;
    const Group batch = groupOf(now, PrintedFigure::ofBatch);
    seen_ = groupOf(now, sample);
    replay_->run(scenario_.samples[static_cast<std::size_t>(sample)], batch.begin < batch.end, true);
    if (!last) return;
    seen_ = batch;
    replay_->reduce(static_cast<int>(added_), trainer_.progress().epoch);
}

void PrintedComparison::update() {
    if (replay_) {
        replay_->update();
        trainer_.advance();
    } else {
        trainer_.reduce(added_);
        failed_ = trainer_.apply().has_value();
    }
    added_ = 0;
}

void PrintedComparison::compareGroup() {
    const int slot = figures_[next_].sample;
    const bool ofBatch = slot == PrintedFigure::ofBatch, ofNoSample = slot == PrintedFigure::ofNoSample;
    const Sample& sample = scenario_.samples[ofBatch || ofNoSample ? 0 : static_cast<std::size_t>(slot)];
    seen_ = groupOf(figures_[next_].after, slot);
    next_ = seen_.end;
    if (replay_) {
        if (!ofBatch && !ofNoSample) replay_->run(sample, true, false);
        for (std::size_t i = seen_.begin; ofNoSample && i < seen_.end; ++i)
            // One that is printed twice is seen once, one that the optimizer does not have never.
            if (!std::isnan(figures_[i].value) && (i == seen_.begin || figures_[i].id != figures_[i - 1].id))
                see(figures_[i].id, replay_->at(figures_[i].id));
        return;
    }
    Iteration iteration = runIteration(scenario_, sample, trainer_.progress().epoch);
    BatchSums sums;
    if (ofBatch) {  // its samples are all added, not yet reduced
        sums = {static_cast<int>(added_), trainer_.result().loss, trainer_.result().gradients};
        iteration.sums = &sums;
    }
    for (std::size_t i = seen_.begin; i < seen_.end; ++i) {
        PrintedFigure& figure = figures_[i];
        const double value = iteration.value(figure.id);
        if (failed_ || !std::isfinite(value)) continue;
        figure.value = value;
        figure.agreement = compare(figure, value);
    }
}

void PrintedComparison::see(const Quantity& q, Traced& number) {
    std::size_t low = seen_.begin, high = seen_.end;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (figures_[middle].id < q)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < seen_.end && figures_[low].id == q; ++low) {
        PrintedFigure& figure = figures_[low];
        if (pass_ == PrintPass::FromPrint)
            follow(low, number);
        else if (isOpen(figure))
            single_.emplace_back(low, compareSingle(figure, number.value));
    }
}

/// Those that are near count where at least as many, and three or more, are the print.
void PrintedComparison::concludeSingle() {
    const auto count = [this](SingleAgreement agreement) {
        return std::count_if(single_.begin(), single_.end(), [&](const auto& one) { return one.second == agreement; });
    };
    const auto sure = count(SingleAgreement::Yes);
    const SingleAgreement least =
        sure >= 3 && sure >= count(SingleAgreement::Near) ? SingleAgreement::Near : SingleAgreement::Yes;
    for (const auto& [index, agreement] : single_)
        if (agreement >= least) figures_[index].agreement = PrintAgreement::SinglePrecision;
    single_.clear();
}

/// `number` is what the figures before this one come to. It becomes what the source goes on with: ours where the print
/// agrees with ours and not with it, the print where it agrees with neither.
void PrintedComparison::follow(std::size_t index, Traced& number) {
    PrintedFigure& figure = figures_[index];
    if (std::isnan(figure.value)) return;
    const PrintAgreement here = compare(figure, number.value);
    bool fits = here == PrintAgreement::Agrees || here == PrintAgreement::Rounding;
    if (figure.agreement != PrintAgreement::Differs && figure.agreement != PrintAgreement::Follows) {
        if (!fits) number = {figure.value, 0};
        return;
    }
    const double apart = std::abs(figure.number - number.value);
    if (!fits && number.cause > 0) {
        // The cause is known to half a unit of its print only: in proportion to the slip, so is what follows from it.
        const PrintedFigure& cause = figures_[static_cast<std::size_t>(number.cause - 1)];
        const double known = 0.5 * cause.unit / std::abs(cause.number - cause.value);
        fits = apart <= 0.5 * figure.unit + known * std::abs(number.value - figure.value);
    }
    fits = fits && 2.0 * apart < std::abs(figure.number - figure.value);
    if (fits && number.cause > 0) {
        figure.agreement = PrintAgreement::Follows;
        figure.cause = number.cause - 1;
    } else {
        number = {figure.number, static_cast<int>(index) + 1};
    }
}

}  // namespace backprop
