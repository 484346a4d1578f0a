#include "backprop/session.hpp"

#include <numeric>

namespace backprop {
namespace {

/// All weights and biases, layer by layer, in one array.
std::vector<double> flattened(const Network& network) {
    std::vector<double> all;
    all.reserve(static_cast<std::size_t>(network.parameterCount()));
    for (const Layer& layer : network.layers) {
        all.insert(all.end(), layer.weights.data(), layer.weights.data() + layer.weights.size());
        all.insert(all.end(), layer.biases.data(), layer.biases.data() + layer.biases.size());
    }
    return all;
}

void restore(Network& network, const std::vector<double>& all) {
    const double* next = all.data();
    for (Layer& layer : network.layers) {
        std::copy_n(next, layer.weights.size(), layer.weights.data());
        next += layer.weights.size();
        std::copy_n(next, layer.biases.size(), layer.biases.data());
        next += layer.biases.size();
    }
}

}  // namespace

// ---------------------------------------------------------------- training

const Iteration& Session::iterationOf(int sample) {
    if (iterationSample_ == sample) return iteration_;
    iterationSample_ = sample;
    return iteration_ = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(sample)]);
}

const Iteration& Session::iterationWithBatch(int sample) {
    iterationOf(sample);
    const std::vector<int> batch = nextBatch();
    if (iteration_.batch || batch.size() < 2) return iteration_;
    const auto reduced = trainer_.evaluate(batch);
    iteration_.batch = BatchGradient{.gradients = {}, .samples = static_cast<int>(batch.size())};
    if (reduced)
        iteration_.batch->gradients = reduced.value()->gradients;
    else
        iteration_.batch->failure = reduced.error();
    return iteration_;
}

BatchIteration& Session::batchIteration() {
    if (!batchIteration_) batchIteration_.emplace(scenario_, nextBatch());
    return *batchIteration_;
}

/// What was computed holds no longer.
void Session::changed() {
    iterationSample_ = -1;
    batchIteration_.reset();
}

Result<const BatchResult*> Session::gradientsOfAll() {
    std::vector<int> all(scenario_.samples.size());
    std::iota(all.begin(), all.end(), 0);
    return trainer_.evaluate(all);
}

/// What an update changes, as it is.
std::vector<ParameterChange> Session::parametersBefore() const {
    std::vector<ParameterChange> changes;
    for (const Quantity& id : parameters(scenario_.network)) {
        if (id.kind == QuantityKind::Bias && !scenario_.training.updateBiases) continue;
        changes.push_back({id, *scenario_.network.parameter(id), 0.0, 0.0});
    }
    return changes;
}

Result<Update> Session::step(bool listChanges) {
    Update update{.progress = {}, .epoch = progress().epoch, .samples = nextBatch(), .loss = 0.0, .changes = {}};
    ParametersChange before = parametersNow(ChangeKind::Update);
    if (listChanges) update.changes = parametersBefore();
    if (auto error = trainer_.update()) return *error;
    for (ParameterChange& change : update.changes) {
        change.gradient = trainer_.result().gradients.at(change.id);
        change.after = *scenario_.network.parameter(change.id);
    }
    update.loss = trainer_.result().loss;
    update.progress = progress();
    remember(std::move(before));
    return update;
}

Result<std::vector<double>> Session::train(int epochs) {
    if (epochs < 1) return outOfRange("epochs");
    ParametersChange before = parametersNow(ChangeKind::Training);
    std::vector<double> losses(static_cast<std::size_t>(epochs));
    for (double& mean : losses) {
        const int epoch = progress().epoch;
        double total = 0.0;
        int updates = 0;
        while (progress().epoch == epoch) {
            if (auto error = trainer_.update()) {
                restore(scenario_.network, before.parameters);
                trainer_.setProgress(before.progress);
                return *error;
            }
            total += trainer_.result().loss;
            ++updates;
        }
        mean = total / updates;
    }
    remember(std::move(before));
    return losses;
}

// ---------------------------------------------------------------- edits

double* Session::place(const Quantity& id, int sample) {
    if (id.kind == QuantityKind::LearningRate) return &scenario_.training.learningRate;
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
    remember(ValueChange{id, sample, *target});
    *target = value;
    return Done{};
}

Result<Done> Session::setLoss(const Loss& loss) {
    const Loss* old = scenario_.loss;
    scenario_.loss = &loss;
    if (auto valid = validate(scenario_); !valid) {
        scenario_.loss = old;
        return valid;
    }
    if (old != &loss) remember(LossChange{old});
    return Done{};
}

Result<Done> Session::takeNext(int sample) {
    if (sample < 0 || static_cast<std::size_t>(sample) >= scenario_.samples.size()) return outOfRange("sample");
    if (trainer_.nextBatch().front() == sample) return Done{};
    remember(NextSampleChange{progress()});
    trainer_.beginAt(sample);
    return Done{};
}

void Session::initialise(const Init& init) {
    remember(parametersNow(ChangeKind::Initialise));
    backprop::initialise(scenario_.network, init);
    scenario_.init = init;
    trainer_.restart({});
}

void Session::replace(Scenario scenario) {
    std::swap(scenario, scenario_);
    remember(ScenarioChange{std::move(scenario), progress(), document_});
    document_ = documents_++;
    trainer_.restart({});
}

// ---------------------------------------------------------------- history

std::size_t Session::size(const Change& change) {
    if (const auto* parameters = std::get_if<ParametersChange>(&change)) return parameters->parameters.size();
    const auto* document = std::get_if<ScenarioChange>(&change);
    if (!document) return 1;
    const Network& network = document->scenario.network;
    return static_cast<std::size_t>(network.parameterCount()) +
           document->scenario.samples.size() * static_cast<std::size_t>(network.inputs + network.outputs());
}

Session::ParametersChange Session::parametersNow(ChangeKind kind) const {
    return {kind, flattened(scenario_.network), progress(), scenario_.init};
}

void Session::remember(Change change) {
    changed();
    redo_.clear();
    undoSize_ += size(change);
    undo_.push_back(std::move(change));
    while (undoSize_ > historyLimit && undo_.size() > 1) {
        undoSize_ -= size(undo_.front());
        undo_.erase(undo_.begin());
    }
}

HistoryEntry Session::exchange(Change& change) {
    changed();
    if (auto* value = std::get_if<ValueChange>(&change)) {
        std::swap(value->value, *place(value->id, value->sample));
        return {ChangeKind::Edit, value->id, progress().iteration};
    }
    if (auto* loss = std::get_if<LossChange>(&change)) {
        std::swap(loss->loss, scenario_.loss);
        return {ChangeKind::Loss, std::nullopt, progress().iteration};
    }
    if (auto* next = std::get_if<NextSampleChange>(&change)) {
        const Progress now = progress();
        trainer_.setProgress(next->progress);
        next->progress = now;
        return {ChangeKind::NextSample, std::nullopt, progress().iteration};
    }
    if (auto* document = std::get_if<ScenarioChange>(&change)) return exchange(*document);
    return exchange(*std::get_if<ParametersChange>(&change));
}

HistoryEntry Session::exchange(ParametersChange& change) {
    ParametersChange now = parametersNow(change.kind);
    restore(scenario_.network, change.parameters);
    scenario_.init = change.init;
    trainer_.setProgress(change.progress);
    change = std::move(now);
    return {change.kind, std::nullopt, progress().iteration};
}

HistoryEntry Session::exchange(ScenarioChange& change) {
    const Progress now = progress();
    std::swap(change.scenario, scenario_);
    std::swap(change.document, document_);
    trainer_.restart(change.progress);
    change.progress = now;
    return {ChangeKind::Scenario, std::nullopt, progress().iteration};
}

std::optional<HistoryEntry> Session::undo() {
    if (undo_.empty()) return std::nullopt;
    Change change = std::move(undo_.back());
    undo_.pop_back();
    undoSize_ -= size(change);
    const HistoryEntry entry = exchange(change);
    redo_.push_back(std::move(change));
    return entry;
}

std::optional<HistoryEntry> Session::redo() {
    if (redo_.empty()) return std::nullopt;
    Change change = std::move(redo_.back());
    redo_.pop_back();
    const HistoryEntry entry = exchange(change);
    undoSize_ += size(change);
    undo_.push_back(std::move(change));
    return entry;
}

}  // namespace backprop
