#include "convert.hpp"

namespace backprop::js {
namespace {

constexpr Ids<ChangeKind, 7> changes{{{
    {ChangeKind::Update, "update"},
    {ChangeKind::Edit, "edit"},
    {ChangeKind::Training, "training"},
    {ChangeKind::Loss, "loss"},
    {ChangeKind::Initialise, "initialise"},
    {ChangeKind::Scenario, "scenario"},
    {ChangeKind::NextSample, "next"},
}}};

}  // namespace

val fromForward(const ForwardPass& pass) {
    val layers = val::array();
    for (std::size_t l = 1; l < pass.z.size(); ++l) {
        Object layer;
        layer.set("z", fromVector(pass.z[l]));
        layer.set("a", fromVector(pass.a[l]));
        layers.set(static_cast<int>(l - 1), layer.done());
    }
    Object result;
    result.set("layers", layers);
    result.set("lossTerms", fromVector(pass.lossTerms));
    result.set("loss", pass.loss);
    return result.done();
}

val fromGradients(double loss, const Gradients& gradients, const BackwardPass* back) {
    val layers = val::array();
    for (std::size_t l = 0; l < gradients.weights.size(); ++l) {
        const Matrix& weights = gradients.weights[l];
        val rows = val::array();
        for (Eigen::Index j = 0; j < weights.rows(); ++j)
            rows.set(static_cast<int>(j),
                     fromDoubles(weights.data() + j * weights.cols(), static_cast<std::size_t>(weights.cols())));
        Object layer;
        layer.set("weights", rows);
        layer.set("biases", fromVector(gradients.biases[l]));
        if (back) layer.set("delta", fromVector(back->delta[l + 1]));
        layers.set(static_cast<int>(l), layer.done());
    }
    Object result;
    result.set("loss", loss);
    result.set("layers", layers);
    return result.done();
}

std::vector<Axis> toAxes(const val& ids, const val& numbers) {
    const auto all = emscripten::convertJSArrayToNumberVector<double>(numbers);
    const double* next = all.data();
    std::vector<Axis> axes;
    for (const std::string& id : emscripten::vecFromJSArray<std::string>(ids)) {
        axes.push_back({parseQuantity(id).value_or(Quantity{}), next[0], next[1], static_cast<int>(next[2])});
        next += 3;
    }
    return axes;
}

std::vector<PrintedFigure> toFigures(const val& numbers) {
    const auto all = emscripten::convertJSArrayToNumberVector<double>(numbers);
    std::vector<PrintedFigure> figures(all.size() / 12);
    const double* next = all.data();
    const auto integer = [&next] { return static_cast<int>(*next++); };
    for (PrintedFigure& figure : figures) {
        figure.id.kind = static_cast<QuantityKind>(integer());
        for (int* part : {&figure.id.layer, &figure.id.neuron, &figure.id.from, &figure.after, &figure.sample})
            *part = integer();
        figure.number = *next++;
        figure.unit = *next++;
        figure.digits = integer();
        figure.value = *next++;
        figure.agreement = static_cast<PrintAgreement>(integer());
        figure.cause = integer();
    }
    return figures;
}

/// The last three numbers of each figure.
val fromFigures(const std::vector<PrintedFigure>& figures) {
    std::vector<double> all(3 * figures.size());
    double* next = all.data();
    for (const PrintedFigure& figure : figures) {
        *next++ = figure.value;
        *next++ = static_cast<double>(figure.agreement);
        *next++ = figure.cause;
    }
    return fromDoubles(all.data(), all.size());
}

val fromUpdate(const Update& update) {
    Object result;
    result.set("iteration", static_cast<double>(update.progress.iteration));
    result.set("epoch", static_cast<double>(update.epoch));
    result.set("samples", list(update.samples, [](int sample) { return val(sample); }));
    result.set("loss", update.loss);
    result.set("changes", list(update.changes, [](const ParameterChange& change) {
                   Object entry;
                   entry.set("id", fromId(change.id));
                   entry.set("before", change.before);
                   entry.set("gradient", change.gradient);
                   entry.set("after", change.after);
                   return entry.done();
               }));
    return result.done();
}

val fromHistoryEntry(const std::optional<HistoryEntry>& entry) {
    if (!entry) return val::null();
    Object result;
    result.set("kind", changes[entry->kind]);
    if (entry->id) result.set("id", fromId(*entry->id));
    result.set("iteration", static_cast<double>(entry->iteration));
    return result.done();
}

}  // namespace backprop::js
