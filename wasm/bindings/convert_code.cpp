#include "convert.hpp"

namespace backprop::js {
namespace {

val fromFunction(const FunctionCode& code) {
    Object result;
    result.set("value", code.value);
    result.set("slope", code.slope);
    return result.done();
}

}  // namespace

val fromCode(const Scenario& scenario, CodeLanguage language, PrintNumber* full) {
    const Network& network = scenario.network;
    Object activations;
    for (const Layer& layer : network.layers)
        activations.set(layer.activation->id.data(), fromFunction(activationCode(*layer.activation, language, full)));
    const LossCode loss = lossCode(*scenario.loss, network.outputActivation(), language, full);
    const Ratio factor = scenario.loss->factor(network.outputs());
    Object lossResult;
    lossResult.set("numerator", static_cast<double>(factor.numerator));
    lossResult.set("denominator", static_cast<double>(factor.denominator));
    lossResult.set("ofOutput", fromFunction(loss.ofOutput));
    if (loss.ofSum) lossResult.set("ofSum", fromFunction(*loss.ofSum));
    Object result;
    result.set("activations", activations.done());
    result.set("loss", lossResult.done());
    return result.done();
}

}  // namespace backprop::js
