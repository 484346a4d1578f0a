#include "lab/fast_trainer.hpp"

#include <algorithm>
#include <cmath>

namespace backprop::lab {
namespace {

/// What is larger goes the careful way, sample by sample, which names what has left the doubles.
bool areOrdinary(const std::vector<double>& all) {
    const double* numbers = all.data();
    const std::size_t count = all.size();
    auto within = size(Pair{}) <= ordinarySize;
    std::size_t i = 0;
    for (; i + pairSize <= count; i += pairSize) within &= size(load(numbers + i)) <= ordinarySize;
    return within[0] && within[1] && (i == count || std::abs(numbers[i]) <= ordinarySize);
}

double rootOf(double a) { return std::sqrt(a); }
Pair rootOf(Pair a) { return squareRoot(a); }

/// The places of one or two parameters.
template <class S>
struct UpdatePlace {
    S theta, gradient, first{}, second{};
};

struct SgdUpdate {
    static constexpr int moments = 0;
    template <class S>
    static void apply(UpdatePlace<S>& at, const UpdateNumbers& n) {
        at.theta = optimizer::sgd(at.theta, at.gradient, n.eta);
    }
};

struct MomentumUpdate {
    static constexpr int moments = 1;
    template <class S>
    static void apply(UpdatePlace<S>& at, const UpdateNumbers& n) {
        at.first = optimizer::velocity(at.first, at.gradient, n.momentum);
        at.theta = optimizer::sgd(at.theta, at.first, n.eta);
    }
};

struct AdamUpdate {
    static constexpr int moments = 2;
    template <class S>
    static void apply(UpdatePlace<S>& at, const UpdateNumbers& n) {
        at.first = optimizer::moment(at.first, at.gradient, n.beta1);
        at.second = optimizer::moment(at.second, S(at.gradient * at.gradient), n.beta2);
        at.theta = optimizer::adam(at.theta, S(optimizer::corrected(at.first, n.firstCorrection)),
                                   S(optimizer::corrected(at.second, n.secondCorrection)), n.eta, n.epsilon,
                                   [](S a) { return rootOf(a); });
    }
};

/// All parameters of a part; `first` and `second` are null where the optimizer has none.
struct UpdateArrays {
    double *theta, *gradient, *first, *second;
    std::size_t count;
};

template <class Update, class S, class Load, class Store>
[[gnu::always_inline]] inline void updateAt(const UpdateArrays& arrays, std::size_t i, const UpdateNumbers& numbers,
                                            Load from, Store to) {
    UpdatePlace<S> at{from(arrays.theta + i), from(arrays.gradient + i)};
    if constexpr (Update::moments >= 1) at.first = from(arrays.first + i);
    if constexpr (Update::moments >= 2) at.second = from(arrays.second + i);
    if (numbers.weightDecay != 0.0) at.gradient = optimizer::decayed(at.gradient, at.theta, numbers.weightDecay);
    Update::apply(at, numbers);
    to(arrays.theta + i, at.theta);
    if constexpr (Update::moments >= 1) to(arrays.first + i, at.first);
    if constexpr (Update::moments >= 2) to(arrays.second + i, at.second);
}

/// Both are copies: what is stored cannot change them.
template <class Update>
void updateAll(UpdateArrays arrays, UpdateNumbers numbers) {
    std::size_t i = 0;
    for (; i + pairSize <= arrays.count; i += pairSize)
        updateAt<Update, Pair>(
            arrays, i, numbers, [](const double* p) { return load(p); }, [](double* p, Pair v) { store(p, v); });
    if (i < arrays.count)
        updateAt<Update, double>(
            arrays, i, numbers, [](const double* p) { return *p; }, [](double* p, double v) { *p = v; });
}

}  // namespace

FastTrainer::FastTrainer(Scenario& scenario)
    : scenario_(scenario), order_(scenario), samples_(scenario.network, scenario.samples), pass_(scenario) {
    divide();
    largestInput_ = largestSize(samples_.x);
}

/// Into parts that are updated in the same way.
void FastTrainer::divide() {
    const double weightDecay = scenario_.training.optimizer.weightDecay;
    const bool all = weightDecay == 0.0 && scenario_.training.updateBiases;
    parts_.clear();
    if (all) parts_.push_back({0, pass_.parameters().size(), 0.0});
    for (int l = 1; !all && l <= pass_.depth(); ++l) {
        const auto& [shape, weights, biases] = pass_.place(l);
        parts_.push_back({static_cast<std::size_t>(weights), static_cast<std::size_t>(biases - weights), weightDecay});
        if (scenario_.training.updateBiases)
            parts_.push_back({static_cast<std::size_t>(biases), static_cast<std::size_t>(shape.units), 0.0});
    }
}

void FastTrainer::retrain(const Training& training) {
    const std::vector<int> batch = order_.nextBatch();
    if (training.batchReduction != scenario_.training.batchReduction) taken_ = 0;
    if (training.optimizer.kind != scenario_.training.optimizer.kind) scenario_.state = {};
    scenario_.training = training;
    order_.restart(progress());
    divide();
    if (order_.nextBatch() != batch) taken_ = 0;
}

double FastTrainer::learningRate() const {
    return scenario_.training.optimizer.schedule.at(scenario_.training.learningRate, progress().epoch);
}

std::optional<Error> FastTrainer::update() {
    const std::vector<int>& batch = order_.nextBatch();
    take(batch, static_cast<int>(batch.size()) - taken_);
    return complete();
}

Result<bool> FastTrainer::addSample() {
    const std::vector<int>& batch = order_.nextBatch();
    take(batch, 1);
    if (taken_ < static_cast<int>(batch.size())) return false;
    if (auto error = complete()) return *error;
    return true;
}

/// Adds the loss and gradients of the batch's next samples, tile by tile.
void FastTrainer::take(const std::vector<int>& batch, int count) {
    const double scale = scenario_.training.takesMean(batch.size()) ? 1.0 / static_cast<double>(batch.size()) : 1.0;
    if (taken_ == 0) sum_ = 0.0;
    areSumsOrdinary_ = pass_.boundSums(largestInput_);
    while (count > 0) {
        const int here = std::min(count, pass_.capacity());
        pass_.take(samples_, batch.data() + taken_, here);
        sum_ += pass_.lossAndGradients(scale, taken_ > 0);
        taken_ += here;
        count -= here;
    }
}

/// Whether nothing can have left the doubles unseen.
bool FastTrainer::isOrdinary() {
    return areSumsOrdinary_ && std::abs(sum_) <= ordinarySize && areOrdinary(pass_.gradients());
}

std::optional<Error> FastTrainer::complete() {
    taken_ = 0;
    if (!isOrdinary()) {
        if (auto error = careful()) return error;
    } else {
        loss_ = sum_;
        apply();
    }
    order_.advance();
    return std::nullopt;
}

/// The batch once more by the teaching path, sample by sample, and the update with a look at each number.
std::optional<Error> FastTrainer::careful() {
    pass_.writeParameters(scenario_.network);
    const auto evaluated = order_.evaluate(order_.nextBatch());
    if (!evaluated) return evaluated.error();
    const Gradients& exact = evaluated.value()->gradients;
    for (int l = 1; l <= pass_.depth(); ++l) {
        const Matrix& weights = exact.weights[static_cast<std::size_t>(l - 1)];
        const Vector& biases = exact.biases[static_cast<std::size_t>(l - 1)];
        std::copy_n(weights.data(), weights.size(), pass_.gradients().data() + pass_.place(l).weights);
        std::copy_n(biases.data(), biases.size(), pass_.gradients().data() + pass_.place(l).biases);
    }
    const UpdateNumbers numbers = updateNumbers(scenario_, progress().epoch);
    if (auto error = firstNonFinite(scenario_, exact, numbers)) return error;
    apply();
    loss_ = evaluated.value()->loss;
    return std::nullopt;
}

void FastTrainer::apply() {
    OptimizerState& state = scenario_.state;
    UpdateNumbers numbers = updateNumbers(scenario_, progress().epoch);
    ++state.updates;
    for (const Part& part : parts_) {
        const auto at = [&](std::vector<double>& all) { return all.empty() ? nullptr : all.data() + part.first; };
        const UpdateArrays arrays{at(pass_.parameters()), at(pass_.gradients()), at(state.first), at(state.second),
                                  part.count};
        numbers.weightDecay = part.weightDecay;
        if (numbers.kind == OptimizerKind::Sgd)
            updateAll<SgdUpdate>(arrays, numbers);
        else if (numbers.kind == OptimizerKind::Momentum)
            updateAll<MomentumUpdate>(arrays, numbers);
        else
            updateAll<AdamUpdate>(arrays, numbers);
    }
}

}  // namespace backprop::lab
