#include "backprop/printed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "backprop/iteration.hpp"

namespace backprop {
namespace {

constexpr double noise = 4.0 * std::numeric_limits<double>::epsilon();
constexpr int ofNoSample = -1, ofBatch = std::numeric_limits<int>::max();

bool isPerBatch(QuantityKind kind) { return kind >= QuantityKind::WeightGradientTotal; }

bool isParameter(const Quantity& q) {
    return q.kind == QuantityKind::Weight || q.kind == QuantityKind::Bias || q.kind == QuantityKind::LearningRate;
}

bool isPrint(PrintAgreement agreement) {
    return agreement == PrintAgreement::Agrees || agreement == PrintAgreement::Rounding;
}

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

bool agreesInSinglePrecision(const PrintedFigure& figure, double single) {
    const double apart = std::abs(single - figure.number), half = 0.5 * figure.unit;
    if (figure.digits < 7) return false;
    if (figure.digits <= 9) return apart <= half;
    const double ulp = std::ldexp(1.0, std::max(std::ilogb(single), -126) - 23);
    const double asFloat = static_cast<float>(figure.number);
    return std::abs(asFloat - figure.number) <= half + noise * std::abs(asFloat) && apart <= half + 4.0 * ulp;
}

PrintedComparison::PrintedComparison(Scenario scenario, std::vector<PrintedFigure> figures)
    : start_(std::move(scenario)),
      scenario_(start_),
      trainer_(scenario_),
      figures_(std::move(figures)),
      answers_(figures_.size()),
      order_(figures_.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    const auto key = [this](int i) {
        const PrintedFigure& figure = figures_[static_cast<std::size_t>(i)];
        return std::tuple(figure.after, slotOf(figure), figure.id);
    };
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) { return key(a) < key(b); });
    beginPass();
}

/// Figures of one slot are compared together: parameters, those of one sample, those of the batch.
int PrintedComparison::slotOf(const PrintedFigure& figure) const {
    return isParameter(figure.id) ? ofNoSample : isPerBatch(figure.id.kind) ? ofBatch : figure.sample;
}

PrintedComparison::Range PrintedComparison::rangeOf(int after, int slot) const {
    const auto place = [&](int least) {
        return std::partition_point(order_.begin(), order_.end(), [&](int i) {
            const PrintedFigure& figure = figures_[static_cast<std::size_t>(i)];
            return std::pair(figure.after, slotOf(figure)) < std::pair(after, least);
        });
    };
    const auto begin = place(slot);
    const auto end = slot == ofBatch ? std::partition_point(begin, order_.end(), [&](int i) {
        return figures_[static_cast<std::size_t>(i)].after == after;
    })
                                     : place(slot + 1);
    return {static_cast<std::size_t>(begin - order_.begin()), static_cast<std::size_t>(end - order_.begin())};
}

/// Whether this pass may have another answer for the figure.
bool PrintedComparison::isOpen(int figure) const {
    const auto i = static_cast<std::size_t>(figure);
    const PrintAgreement agreement = answers_[i].agreement;
    if (pass_ == Pass::Computed) return true;
    if (std::isnan(answers_[i].value)) return false;
    const bool differs = agreement == PrintAgreement::Differs;
    // What a float has no digits for, a print of single precision cannot show.
    if (pass_ == Pass::Single) return (differs || agreement == PrintAgreement::LastDigit) && figures_[i].digits >= 7;
    return differs;
}

void PrintedComparison::beginPass() {
    end_ = order_.size();
    while (end_ > 0 && !isOpen(order_[end_ - 1])) --end_;
    next_ = added_ = 0;
    visits_ = 0;
    failed_ = false;
    trainer_.restart({});
    replay_.reset();
    if (pass_ == Pass::Computed)
        trainer_.begin();
    else if (end_ > 0 && pass_ != Pass::Done)
        replay_ = std::make_unique<Replay>(start_, pass_ == Pass::Single, static_cast<ReplayObserver&>(*this));
}

bool PrintedComparison::run(std::int64_t work) {
    while (pass_ != Pass::Done && work > 0) {
        const std::int64_t done = goOn();
        visits_ += done;
        work -= done;
    }
    return pass_ == Pass::Done;
}

/// The next group of figures, or one sample on the way to it. Says how many weights and biases that visited.
std::int64_t PrintedComparison::goOn() {
    if (next_ >= end_ || (replay_ && visits_ > replayLimit)) {
        pass_ = static_cast<Pass>(static_cast<int>(pass_) + 1);
        beginPass();
        return 1;
    }
    const PrintedFigure& figure = figures_[static_cast<std::size_t>(order_[next_])];
    const bool isNow = failed_ || figure.after == trainer_.progress().iteration;
    const int slot = slotOf(figure);
    const bool batchIsWhole = added_ == trainer_.nextBatch().size();
    if (isNow && (failed_ || slot != ofBatch || batchIsWhole))
        compareGroup(rangeOf(figure.after, slot), slot);
    else if (!batchIsWhole)
        addSample();
    else
        update();
    return passCost();
}

/// Of one sample forward and back, in weights and biases: a formula that is evaluated takes as long as many of them.
std::int64_t PrintedComparison::passCost() const {
    std::int64_t neurons = 0;
    for (const Layer& layer : start_.network.layers) neurons += layer.units();
    return start_.network.parameterCount() + neurons * (replay_ ? 64 : 8);
}

void PrintedComparison::addSample() {
    const int sample = trainer_.nextBatch()[added_++];
    if (!replay_) {
        failed_ = trainer_.add(sample).has_value();
        return;
    }
    const int iteration = trainer_.progress().iteration;
    if (added_ == 1) replay_->begin();
    seen_ = rangeOf(iteration, sample);
    replay_->run(start_.samples[static_cast<std::size_t>(sample)], !rangeOf(iteration, ofBatch).isEmpty(), true);
    if (added_ < trainer_.nextBatch().size()) return;
    seen_ = rangeOf(iteration, ofBatch);
    replay_->reduce(static_cast<int>(added_));
}

void PrintedComparison::update() {
    if (replay_) {
        replay_->update();
        trainer_.advance();
    } else {
        trainer_.reduce(added_);
        failed_ = trainer_.apply().has_value();
        trainer_.begin();
    }
    added_ = 0;
}

void PrintedComparison::compareGroup(Range group, int slot) {
    next_ = group.end;
    if (!replay_) return answer(group, slot);
    seen_ = group;
    if (slot == ofNoSample)
        for (std::size_t i = group.begin; i < group.end; ++i) {
            const Quantity& q = figures_[static_cast<std::size_t>(order_[i])].id;
            see(q, replay_->at(q));
        }
    else if (slot != ofBatch)
        replay_->run(start_.samples[static_cast<std::size_t>(slot)], true, false);
}

/// The computed values of a group, and what each says of its figure.
void PrintedComparison::answer(Range group, int slot) {
    Iteration iteration{.scenario = &scenario_};
    BatchSums sums{.samples = static_cast<int>(added_)};
    if (!failed_ && slot == ofBatch) {  // whose samples are all added and not yet reduced
        sums.loss = trainer_.result().loss;
        sums.gradients = trainer_.result().gradients;
        iteration.sums = &sums;
    } else if (!failed_ && slot != ofNoSample) {
        iteration = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(slot)]);
    }
    for (std::size_t i = group.begin; i < group.end; ++i) {
        const auto index = static_cast<std::size_t>(order_[i]);
        const double value = failed_ ? std::nan("") : iteration.value(figures_[index].id);
        if (std::isfinite(value))
            answers_[index] = {value, compare(figures_[index], value)};
        else
            answers_[index].value = std::nan("");
    }
}

void PrintedComparison::see(const Quantity& q, Traced& number) {
    if (seen_.isEmpty()) return;
    const auto id = [this](std::size_t i) { return figures_[static_cast<std::size_t>(order_[i])].id; };
    std::size_t low = seen_.begin, high = seen_.end;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (id(middle) < q)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < seen_.end && id(low) == q; ++low) {
        const auto index = static_cast<std::size_t>(order_[low]);
        if (pass_ == Pass::Print)
            follow(order_[low], number);
        else if (isOpen(order_[low]) && agreesInSinglePrecision(figures_[index], number.value))
            answers_[index].agreement = PrintAgreement::SinglePrecision;
    }
}

/// `number` is what the figures before this one come to. It becomes what the source goes on with: ours where the print
/// agrees with ours and not with it, the print where it agrees with neither.
void PrintedComparison::follow(int index, Traced& number) {
    const PrintedFigure& figure = figures_[static_cast<std::size_t>(index)];
    PrintAnswer& answer = answers_[static_cast<std::size_t>(index)];
    if (std::isnan(answer.value)) return;
    const bool differs = answer.agreement == PrintAgreement::Differs || answer.agreement == PrintAgreement::Follows;
    bool fits = isPrint(compare(figure, number.value));
    if (!differs) {
        if (!fits) number = {answer.value, 0};
        return;
    }
    const double apart = std::abs(figure.number - number.value);
    if (!fits && number.cause > 0) {
        // The cause is known to half a unit of its print only: in proportion to the slip, so is what follows from it.
        const auto cause = static_cast<std::size_t>(number.cause - 1);
        const double known =
            0.5 * figures_[cause].unit / std::abs(figures_[cause].number - answers_[cause].value);
        fits = apart <= 0.5 * figure.unit + known * std::abs(number.value - answer.value);
    }
    fits = fits && 2.0 * apart < std::abs(figure.number - answer.value);
    if (fits && number.cause > 0) {
        answer.agreement = PrintAgreement::Follows;
        answer.cause = number.cause - 1;
    } else {
        number = {figure.number, index + 1};
    }
}

}  // namespace backprop
