#include "writing/notations/rules.hpp"

namespace backprop {
namespace {

using Lines = std::vector<const char*>;

std::vector<DerivationRow> rows(const Lines& lines) {
    std::vector<DerivationRow> rows;
    for (const char* line : lines) rows.push_back({line, {}});
    return rows;
}

std::vector<DerivationRow> row(std::string latex) {
    std::vector<DerivationRow> rows(1);
    rows[0].latex = std::move(latex);
    return rows;
}

std::vector<DerivationRow> ruleOfLossSlope(const IterationFormulas& f, const FormulaText& t) {
    return row(filled("@ = @", {t.symbols.derivative(quantity::loss(), quantity::output(index::output, index::k)),
                                t.inSymbols(f.lossSlope(index::k))}));
}

const char* deltaOfNeuron(const IterationFormulas& f, int layer) {
    if (layer < f.depth())
        return "\\delta^{(l)}_j = f'\\!\\left(z^{(l)}_j\\right) \\sum_k w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k";
    if (f.it.network().hasLayerwiseOutput())
        return "\\delta^{(L)}_j = \\sum_k \\frac{\\partial L}{\\partial a^{(L)}_k} \\, "
               "\\frac{\\partial a^{(L)}_k}{\\partial z^{(L)}_j}";
    return "\\delta^{(L)}_k = \\frac{\\partial L}{\\partial a^{(L)}_k} \\, f'\\!\\left(z^{(L)}_k\\right)";
}

}  // namespace

std::vector<DerivationRow> ruleOfNeurons(const IterationFormulas& f, const FormulaText& t, const Quantity& id) {
    if (id.kind == QuantityKind::Input)
        return rows({"\\frac{\\partial L}{\\partial x_i} = \\sum_j w^{(1)}_{ji} \\, \\delta^{(1)}_j"});
    if (id.kind == QuantityKind::Output)
        return id.layer == f.depth() ? ruleOfLossSlope(f, t)
                                     : rows({"\\frac{\\partial L}{\\partial a^{(l)}_j} = \\sum_k "
                                             "w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k"});
    Lines lines{deltaOfNeuron(f, id.layer)};
    if (id.kind == QuantityKind::Weight)
        lines.push_back("\\frac{\\partial L}{\\partial w^{(l)}_{ji}} = \\delta^{(l)}_j \\, a^{(l-1)}_i");
    if (id.kind == QuantityKind::Bias)
        lines.push_back("\\frac{\\partial L}{\\partial b^{(l)}_j} = \\delta^{(l)}_j \\cdot 1 = \\delta^{(l)}_j");
    return rows(lines);
}

std::vector<DerivationRow> ruleOfLayers(const IterationFormulas& f, const FormulaText& t, const Quantity& id) {
    const bool output = isOutput(id);
    if (output && id.layer == f.depth()) return ruleOfLossSlope(f, t);
    Lines lines{
        f.it.network().hasLayerwiseOutput()
            ? "\\delta^{(L)} = \\left(\\frac{\\partial a^{(L)}}{\\partial z^{(L)}}\\right)^{\\!\\top} "
              "\\frac{\\partial L}{\\partial a^{(L)}}"
            : "\\delta^{(L)} = \\frac{\\partial L}{\\partial a^{(L)}} \\odot f'\\!\\left(z^{(L)}\\right)",
        "\\delta^{(l)} = \\left(W^{(l+1)}\\right)^{\\!\\top} \\delta^{(l+1)} \\odot f'\\!\\left(z^{(l)}\\right)"};
    if (output)
        lines.push_back(id.layer == 0
                            ? "\\frac{\\partial L}{\\partial x} = \\left(W^{(1)}\\right)^{\\!\\top} \\delta^{(1)}"
                            : "\\frac{\\partial L}{\\partial a^{(l)}} = \\left(W^{(l+1)}\\right)^{\\!\\top} "
                              "\\delta^{(l+1)}");
    if (id.kind == QuantityKind::Weight)
        lines.push_back("\\frac{\\partial L}{\\partial W^{(l)}} = \\delta^{(l)} \\left(a^{(l-1)}\\right)^{\\!\\top}");
    if (id.kind == QuantityKind::Bias) lines.push_back("\\frac{\\partial L}{\\partial b^{(l)}} = \\delta^{(l)}");
    return rows(lines);
}

std::vector<DerivationRow> ruleOfArticle(bool outputLayer) {
    return rows({outputLayer
                     ? "w \\leftarrow w - \\eta \\, \\frac{\\partial L}{\\partial y} \\cdot y \\, (1 - y) \\cdot x"
                     : "w \\leftarrow w - \\eta \\, \\Bigl(\\sum_i A_i \\, w_i\\Bigr) \\, (1 - y) \\, x"});
}

std::vector<DerivationRow> ruleOfOutput(const std::string& of) {
    return row(
        filled("\\frac{\\partial @}{\\partial z^{(l)}_j} = f'\\!\\left(z^{(l)}_j\\right) \\sum_k w^{(l+1)}_{kj} \\, "
               "\\frac{\\partial @}{\\partial z^{(l+1)}_k}",
               {of, of}));
}

}  // namespace backprop
