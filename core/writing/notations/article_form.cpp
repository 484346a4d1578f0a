#include "writing/notations/article_form.hpp"

namespace backprop {

std::optional<ArticleLimit> articleLimit(const IterationFormulas& f, int layer, int neuron) {
    if (f.activation(layer).id != Sigmoid::id) return ArticleLimit::NotSigmoid;
    if (layer < f.depth() && f.it.value(quantity::output(layer, neuron)) == 0.0) return ArticleLimit::ZeroOutput;
    return std::nullopt;
}

std::string articleSymbol(int i, int count) {
    return count <= 2 ? (i == 0 ? "A" : "B") : "A_{" + std::to_string(i + 1) + "}";
}

Expr articleSum(const IterationFormulas& f, int layer, int neuron) {
    std::vector<Expr> terms;
    for (int k = 0; k < f.units(layer + 1); ++k) {
        const Quantity weight = quantity::weight(layer + 1, k, neuron);
        terms.push_back(Expr(gradientOf(weight)) * Expr(weight));
    }
    return sum(std::move(terms));
}

Expr articleRest(int layer, int neuron) { return 1.0 - Expr(quantity::output(layer, neuron)); }

Expr articleForm(const IterationFormulas& f, const Quantity& parameter) {
    return product({articleSum(f, parameter.layer, parameter.neuron), articleRest(parameter.layer, parameter.neuron),
                    f.parameterInput(parameter)});
}

}  // namespace backprop
