#include "session/session.hpp"

#include <numeric>
#include <utility>

#include "network/memory.hpp"

namespace backprop {
namespace {

/// All weights and biases, layer by layer, in one array, and after them what the optimizer keeps of each.
std::vector<double> flattened(const Scenario& scenario) {
    const OptimizerState& state = scenario.state;
    const auto count = static_cast<std::size_t>(scenario.network.parameterCount());
    std::vector<double> all(count + state.first.size() + state.second.size());
    double* next = all.data();
    for (const Layer& layer : scenario.network.layers) {
        next = std::copy_n(layer.weights.data(), layer.weights.size(), next);
        next = std::copy_n(layer.biases.data(), layer.biases.size(), next);
    }
    next = std::copy_n(state.first.data(), state.first.size(), next);
    std::copy_n(state.second.data(), state.second.size(), next);
    return all;
}

/// In place: it needs no memory.
void exchange(Scenario& scenario, std::vector<double>& all) {
    double* next = all.data();
    for (Layer& layer : scenario.network.layers) {
        next = std::swap_ranges(layer.weights.data(), layer.weights.data() + layer.weights.size(), next);
        next = std::swap_ranges(layer.biases.data(), layer.biases.data() + layer.biases.size(), next);
    }
    next = std::swap_ranges(scenario.state.first.begin(), scenario.state.first.end(), next);
    std::swap_ranges(scenario.state.second.begin(), scenario.state.second.end(), next);
}

History::Entry entryOf(Change change) {
    History::Entry entry;
    entry.push_back(std::move(change));
    return entry;
}

/// Visits of weights and biases between two questions whether a training goes on: some tenths of a millisecond.
constexpr std::int64_t visitsInBetween = std::int64_t{1} << 18;
/// The cost of a sample besides its weights and biases, counted in them.
constexpr std::int64_t visitsBeside = 64;

}  // namespace

// ---------------------------------------------------------------- training

const Iteration& Session::iterationOf(int sample) {
    if (iterationSample_ == sample) return iteration_;
    iterationSample_ = -1;
    iteration_ = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(sample)], progress().epoch);
    iterationSample_ = sample;
    return iteration_;
}

const Iteration& Session::iterationWithBatch(int sample) {
    iterationOf(sample);
    const std::vector<int> batch = nextBatch();
    if (iteration_.batch || batch.size() < 2) return iteration_;
    const auto reduced = trainer_.evaluate(batch);
    BatchGradient gradient{.gradients = {}, .samples = static_cast<int>(batch.size())};
    if (reduced)
        gradient.gradients = reduced.value()->gradients;
    else
        gradient.failure = reduced.error();
    iteration_.batch = std::move(gradient);
    return iteration_;
}

double Session::value(const Quantity& id, int sample) {
    const double* given = place(id, sample);
    if (given) return *given;
    const bool readsBatch = isOfUpdate(id.kind) && !isKept(id.kind);
    return (readsBatch ? iterationWithBatch(sample) : iterationOf(sample)).value(id);
}

BatchIteration& Session::batchIteration() {
    if (!batchIteration_) batchIteration_.emplace(scenario_, nextBatch(), progress().epoch);
    return *batchIteration_;
}

/// Drops everything that was computed before a change.
void Session::changed() {
    iterationSample_ = -1;
    batchIteration_.reset();
}

std::vector<int> Session::allSamples() const {
    std::vector<int> all(scenario_.samples.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

Result<const BatchResult*> Session::gradientsOfAll() { return trainer_.evaluate(allSamples()); }

Result<double> Session::lossOfAll() { return trainer_.loss(allSamples()); }

/// The parameters that an update changes, with their present values.
std::vector<ParameterChange> Session::parametersBefore() const {
    std::vector<ParameterChange> changes;
    changes.reserve(static_cast<std::size_t>(scenario_.network.parameterCount()));
    for (const Quantity& id : parameters(scenario_.network)) {
        if (id.kind == QuantityKind::Bias && !scenario_.training.updateBiases) continue;
        changes.push_back({id, *scenario_.network.parameter(id), 0.0, 0.0});
    }
    return changes;
}

/// The entry in the history, the list of changes, and what an error is looked up in: gradients and all quantities.
std::size_t Session::updateBytes(bool listChanges) const {
    const auto numbers = static_cast<std::size_t>(2 + momentsOf(scenario_.training.optimizer.kind));
    const std::size_t each = numbers * sizeof(double) + sizeof(Quantity) + (listChanges ? sizeof(ParameterChange) : 0);
    return static_cast<std::size_t>(scenario_.network.parameterCount()) * each;
}

Result<Update> Session::step(bool listChanges) {
    if (!hasMemory(updateBytes(listChanges))) return outOfMemory();
    History::Entry entry = entryOf(trainingNow(ChangeKind::Update));
    Update update{.progress = {}, .epoch = progress().epoch, .samples = nextBatch(), .loss = 0.0, .changes = {}};
    if (listChanges) update.changes = parametersBefore();
    if (auto error = trainer_.update()) return *error;
    for (ParameterChange& change : update.changes) {
        change.gradient = trainer_.result().gradients.at(change.id);
        change.after = *scenario_.network.parameter(change.id);
    }
    update.loss = trainer_.result().loss;
    update.progress = progress();
    remember(std::move(entry));
    return update;
}

Result<std::vector<double>> Session::train(int epochs, const TrainingSlice& slice) {
    if (epochs < 1) return outOfRange("epochs");
    const auto count = static_cast<std::size_t>(epochs);
    if (!hasMemory(updateBytes(false) + count * sizeof(double))) return outOfMemory();
    History::Entry entry = entryOf(trainingNow(ChangeKind::Training));
    TrainingState& before = *entry.front().training;
    std::vector<double> losses;
    losses.reserve(count);
    const Change* last = history_.last();
    TrainingState* resumed =
        slice.resume && last && last->kind == ChangeKind::Training ? last->training.get() : nullptr;
    EpochSoFar soFar = resumed ? resumed->epoch : EpochSoFar{};
    const std::int64_t visitsOfSample = scenario_.network.parameterCount() + visitsBeside;
    std::int64_t visits = 0;
    while (losses.size() < count) {
        const std::int64_t epoch = progress().epoch;
        if (auto error = trainer_.update()) {
            failedAt_ = progress();
            exchange(before);
            return *error;
        }
        soFar.total += trainer_.result().loss;
        ++soFar.updates;
        if (progress().epoch != epoch) {
            losses.push_back(soFar.total / soFar.updates);
            soFar = {};
        }
        visits += static_cast<std::int64_t>(trainer_.batchSize()) * visitsOfSample;
        if (visits < visitsInBetween) continue;
        visits = 0;
        if (slice.goOn && !slice.goOn(slice.until)) break;
    }
    (resumed ? *resumed : before).epoch = soFar;
    if (resumed) entry.clear();
    remember(std::move(entry));
    return losses;
}

// ---------------------------------------------------------------- edits

double* Session::place(const Quantity& id, int sample) {
    if (double* setting = settingIn(scenario_.training, id.kind)) return setting;
    if (id.kind != QuantityKind::Input && id.kind != QuantityKind::Target) return scenario_.network.parameter(id);
    if (!scenario_.network.has(id)) return nullptr;
    Sample& row = scenario_.samples[static_cast<std::size_t>(sample)];
    return id.kind == QuantityKind::Input ? &row.x(id.neuron) : &row.t(id.neuron);
}

Result<Done> Session::set(const Quantity& id, double value, int sample) {
    if (sample < 0 || static_cast<std::size_t>(sample) >= scenario_.samples.size()) return outOfRange("sample");
    double* target = place(id, sample);
    if (!target) return unknownQuantity(toString(id));
    if (!std::isfinite(value)) return nonFinite(id, value);
    if (id.kind == QuantityKind::Target && scenario_.loss->targetsAreProbabilities && !(value >= 0.0 && value <= 1.0))
        return outOfRange(toString(id));
    const double before = std::exchange(*target, value);
    const bool isInRange = isValid(scenario_.training.optimizer);
    *target = before;
    if (!isInRange) return outOfRange(toString(id));
    auto kept = remember(Change{.kind = ChangeKind::Edit, .sample = sample, .id = id, .value = *target});
    if (kept) *target = value;
    return kept;
}

Result<Done> Session::setLoss(const Loss& loss) {
    const Loss* old = scenario_.loss;
    scenario_.loss = &loss;
    if (auto valid = validate(scenario_); !valid) {
        scenario_.loss = old;
        return valid;
    }
    if (old == &loss) return Done{};
    scenario_.loss = old;
    auto kept = remember(Change{.kind = ChangeKind::Loss, .loss = old});
    if (kept) scenario_.loss = &loss;
    return kept;
}

Result<Done> Session::takeNext(int sample) {
    if (sample < 0 || static_cast<std::size_t>(sample) >= scenario_.samples.size()) return outOfRange("sample");
    if (trainer_.nextBatch().front() == sample) return Done{};
    Change change{.kind = ChangeKind::NextSample, .value = 0.0, .training = std::make_unique<TrainingState>()};
    change.training->progress = progress();
    change.training->init = scenario_.init;
    auto kept = remember(std::move(change));
    if (kept) trainer_.beginAt(sample);
    return kept;
}

Result<Done> Session::initialise(const Init& init) {
    if (!hasMemory(updateBytes(false))) return outOfMemory();
    auto kept = remember(trainingNow(ChangeKind::Initialise));
    if (!kept) return kept;
    backprop::initialise(scenario_.network, init);
    scenario_.init = init;
    scenario_.state.reset();
    trainer_.setProgress({});
    return kept;
}

Result<Done> Session::replace(Scenario scenario, std::size_t attachedBytes) {
    if (!hasMemory(Trainer::bytesFor(scenario))) return outOfMemory();
    History::Entry entry =
        entryOf({.kind = ChangeKind::Scenario, .value = 0.0, .scenario = std::make_unique<ScenarioState>()});
    ScenarioState& other = *entry.front().scenario;
    std::swap(other.scenario, scenario);
    other.progress = other.scenario.start;
    other.document = document_ + 1;
    other.attachedBytes = attachedBytes;
    exchange(other);
    remember(std::move(entry));
    return Done{};
}

// ---------------------------------------------------------------- history

Change Session::trainingNow(ChangeKind kind) const {
    Change change{.kind = kind, .value = 0.0, .training = std::make_unique<TrainingState>()};
    change.training->progress = progress();
    change.training->init = scenario_.init;
    change.training->parameters = flattened(scenario_);
    change.training->updates = scenario_.state.updates;
    return change;
}

void Session::remember(History::Entry entry) {
    changed();
    history_.add(std::move(entry));
}

Result<Done> Session::remember(Change change) {
    if (!hasMemory(0)) return outOfMemory();
    remember(entryOf(std::move(change)));
    return Done{};
}

HistoryEntry Session::exchange(Change& change) {
    changed();
    if (change.kind == ChangeKind::Edit) std::swap(change.value, *place(change.id, change.sample));
    if (change.kind == ChangeKind::Loss) std::swap(change.loss, scenario_.loss);
    if (change.training) exchange(*change.training);
    if (change.scenario) exchange(*change.scenario);
    HistoryEntry entry{change.kind, std::nullopt, progress().iteration};
    if (change.kind == ChangeKind::Edit) entry.id = change.id;
    return entry;
}

void Session::exchange(TrainingState& state) {
    const Progress now = progress();
    if (!state.parameters.empty()) {
        backprop::exchange(scenario_, state.parameters);
        std::swap(state.updates, scenario_.state.updates);
    }
    std::swap(state.init, scenario_.init);
    trainer_.setProgress(state.progress);
    state.progress = now;
}

void Session::exchange(ScenarioState& state) {
    needMemory(Trainer::bytesFor(state.scenario));  // before anything moves
    const Progress now = progress();
    std::swap(state.scenario, scenario_);
    std::swap(state.document, document_);
    std::swap(state.attachedBytes, attachedBytes_);
    trainer_.restart(state.progress);
    state.progress = now;
    state.bytes = sizeof(state) + blockOverhead + bytesOf(state.scenario) + state.attachedBytes;
}

std::optional<HistoryEntry> Session::undo() {
    Change* change = history_.last();
    if (!change) return std::nullopt;
    const std::size_t before = bytesOf(*change);
    const HistoryEntry entry = exchange(*change);
    history_.moveBack(before);
    return entry;
}

std::optional<HistoryEntry> Session::redo() {
    Change* change = history_.next();
    if (!change) return std::nullopt;
    const std::size_t before = bytesOf(*change);
    const HistoryEntry entry = exchange(*change);
    history_.moveForward(before);
    return entry;
}

}  // namespace backprop
