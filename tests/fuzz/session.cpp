// Any bytes are read as a session and as what a reader then does with it. Every call answers with finite numbers or an
// error that names its place, and from all changes undo leads back to the same bits.

#include "proof/finite_difference.hpp"
#include "proof/verify.hpp"
#include "support/fuzz.hpp"
#include "writing/computation_graph.hpp"
#include "writing/derivation.hpp"
#include "writing/general_rule.hpp"
#include "writing/trace.hpp"

using namespace fuzz;

namespace {

/// No formula has a number that is not finite.
void requireText(const std::string& latex) {
    for (const char* word : {"infty", "NaN", "value=inf", "value=-inf", "value=nan", "value=-nan"})
        require(latex.find(word) == std::string::npos, "a formula of a finite iteration has numbers alone");
}

/// A weight, bias, weighted sum or output of the network.
Quantity derivable(const Network& network, Bytes& bytes) {
    const int l = bytes.integer(1, network.depth()), j = bytes.integer(0, network.units(l) - 1);
    switch (bytes.integer(0, 3)) {
        case 0:
            return quantity::weight(l, j, bytes.integer(0, network.units(l - 1) - 1));
        case 1:
            return quantity::bias(l, j);
        case 2:
            return quantity::weightedSum(l, j);
        default:
            return quantity::output(l, j);
    }
}

void lookAt(const Derivation& derivation) {
    require(!derivation.stages.empty(), "a derivation has stages");
    for (const DerivationStage& stage : derivation.stages) {
        require(stage.agreement != Agreement::Differs, "every stage agrees with back-propagation");
        for (const DerivationRow& row : stage.rows) requireText(row.latex + row.numbers);
    }
    for (const DerivationPath& path : derivation.paths)
        for (const auto& factor : path.factors) {
            requireText(factor->result + factor->numbers);
            for (const DerivationLine& line : factor->lines) {
                require(line.agreement != Agreement::Differs, "every line agrees with the one before it");
                requireText(line.latex);
            }
        }
}

void prove(const Iteration& iteration, const Quantity& parameter) {
    const VerifiedParameter p = verify(iteration, {parameter}).parameters.front();
    require(std::isfinite(p.symbolic), "the symbolic gradient is finite");
    require(std::isfinite(p.complexStep), "the gradient by complex step is finite");
    require(std::isfinite(p.scale) && p.scale > 0.0, "the scale is a size");
    const Differences quotients = differences(iteration, parameter, {1e-3, 1e-9});
    require(quotients.exact == p.exact && quotients.points.size() == 2, "quotients are held against the gradient");
}

void lookAtGraph(const Iteration& iteration, const GraphOptions& options) {
    for (const GraphNode& node : computationGraph(iteration, options).nodes) {
        if (!node.isQuantity) continue;
        require(node.value == iteration.value(node.owner), "a quantity of the graph has its value");
        if (node.owner.kind == QuantityKind::Weight || node.owner.kind == QuantityKind::Bias)
            require(node.gradient == iteration.value(gradientOf(node.owner)), "and its gradient");
    }
}

/// Every number of a finite iteration, written out, derived and proved, is finite, and all its forms agree.
void lookAt(Session& session, int sample, Bytes& bytes) {
    const Iteration iteration = session.iterationWithBatch(sample);
    const auto notation = static_cast<Notation>(bytes.integer(0, 3));
    const NumberFormat format(bytes.integer(2, 17));
    const auto steps = trace(iteration, format, notation);
    require(!steps.empty(), "an iteration has steps");
    for (const Step& step : steps)
        if (!step.failure && !steps.back().failure) requireText(step.symbols + step.numbers + step.result);
    if (const auto error = firstNonFinite(iteration)) {
        requirePlace(*error, iteration.network());
        return;
    }
    const Quantity id = derivable(iteration.network(), bytes);
    lookAt(derive(iteration, id, format, bytes.integer(1, 4), notation));
    const bool parameter = id.kind == QuantityKind::Weight || id.kind == QuantityKind::Bias;
    const Quantity proved = parameter ? id : quantity::bias(id.layer, id.neuron);
    prove(iteration, proved);
    for (const RuleCase& one : generalRule(iteration, proved, format)) requireText(one.symbol + one.form);
    GraphOptions options;
    if (bytes.byte() % 2 == 0)
        options.opened = {quantity::loss(), quantity::lossTerm(0), quantity::output(id.layer, id.neuron)};
    lookAtGraph(iteration, options);
}

template <class T>
bool changed(const Result<T>& result, const Network& network) {
    if (!result) requirePlace(result.error(), network);
    return result.ok();
}

/// One thing that a reader does; true where it is a change that undo takes back.
bool act(Session& session, Bytes& bytes) {
    const Network& network = session.scenario().network;
    const int sample = bytes.integer(0, static_cast<int>(session.scenario().samples.size()) - 1);
    switch (bytes.integer(0, 5)) {
        case 0:
            return changed(session.step(), network);
        case 1:
            return changed(session.train(bytes.integer(0, 3)), network);
        case 2:
            return changed(session.set(bytes.quantity(), bytes.number(), bytes.integer(-1, 3)), network);
        case 3: {
            const Loss* before = session.scenario().loss;
            const auto& losses = lossTable();
            return changed(session.setLoss(losses[bytes.byte() % losses.size()]), network) &&
                   session.scenario().loss != before;
        }
        case 4:
            lookAt(session, sample, bytes);
            return false;
        default:
            if (const auto all = session.gradientsOfAll(); !all) requirePlace(all.error(), network);
            return false;
    }
}

void use(Scenario scenario, Bytes& bytes) {
    const Loss* loss = scenario.loss;
    Session session(std::move(scenario));
    const auto before = bitsOf(session.scenario());
    lookAt(session, 0, bytes);
    int changes = 0;
    while (!bytes.empty() && changes < 12) changes += act(session, bytes) ? 1 : 0;
    require(validate(session.scenario()).ok(), "what is done to a valid scenario leaves it valid");
    const auto after = bitsOf(session.scenario());
    for (int i = 0; i < changes; ++i) require(session.undo().has_value(), "every change can be undone");
    require(!session.canUndo(), "nothing else is in the history");
    require(bitsOf(session.scenario()) == before, "undo leads back to the same bits");
    require(session.scenario().loss == loss, "undo leads back to the loss");
    while (session.redo()) {
    }
    require(bitsOf(session.scenario()) == after, "redo leads forward to the same bits");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(data, size);
    Scenario scenario = scenarioOf(bytes);
    if (validate(scenario)) use(std::move(scenario), bytes);
    return 0;
}
