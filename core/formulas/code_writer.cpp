#include "formulas/code_writer.hpp"

#include "expressions/ids.hpp"
#include "expressions/stable_forms.hpp"

namespace backprop {
namespace {

/// How tightly an expression holds together: an expression looser than its place asks for is in parentheses.
enum Binding { Loose, Additive, Multiplicative, Unary, Tight };

struct Code {
    std::string text;
    Binding binding;
};

/// (e^x - e^-x) / (e^x + e^-x): its x.
const Expr* argumentOfTanh(const Expr& a) {
    if (a.kind() != ExprKind::Quotient || a.operands()[0].kind() != ExprKind::Sum) return nullptr;
    const Expr& first = a.operands()[0].operands()[0];
    return first.kind() == ExprKind::Exp && equal(a, tanh(first.operand())) ? &first.operand() : nullptr;
}

/// u / (1 + e^-x): its x.
const Expr* argumentOfSigmoid(const Expr& a) {
    if (a.kind() != ExprKind::Quotient) return nullptr;
    const Expr* exponent = stable::exponentAddedToOne(a.operands()[1]);
    return exponent && exponent->kind() == ExprKind::Negate ? &exponent->operand() : nullptr;
}

Expr negated(const Expr& a) { return a.kind() == ExprKind::Negate ? a.operand() : -a; }

class Writer {
public:
    Writer(CodeLanguage language, PrintNumber* full) : language_(language), full_(full) {}

    std::string in(Binding place, const Expr& a) const {
        Code code = write(a);
        return code.binding < place ? "(" + code.text + ")" : code.text;
    }

private:
    Code write(const Expr& a) const;
    Code sum(const Expr& a) const;
    Code product(const Expr& a) const;
    Code quotient(const Expr& a) const;
    Code power(const Expr& a) const;
    Code wherePositive(const Expr& a) const;
    Code constant(const Ratio& ratio) const;
    /// A function that is called the same in all three, in C++ as a member.
    Code call(const char* function, const Expr& a) const;
    Code softplus(const Expr& a) const;
    bool is(CodeLanguage language) const { return language_ == language; }

    CodeLanguage language_;
    PrintNumber* full_;
};

Code Writer::call(const char* function, const Expr& a) const {
    if (is(CodeLanguage::Eigen)) return {in(Tight, a) + "." + function + "()", Tight};
    return {(is(CodeLanguage::NumPy) ? "np." : "torch.") + std::string(function) + "(" + in(Loose, a) + ")", Tight};
}

Code Writer::softplus(const Expr& a) const {
    const std::string argument = in(Loose, a);
    switch (language_) {
        case CodeLanguage::NumPy:
            return {"np.logaddexp(0, " + argument + ")", Tight};
        case CodeLanguage::PyTorch:
            // Above 40 the function is its argument to the last bit.
            return {"torch.nn.functional.softplus(" + argument + ", threshold=40)", Tight};
        case CodeLanguage::Eigen:
            break;
    }
    return {"log1pexp(" + argument + ")", Tight};
}

Code Writer::constant(const Ratio& ratio) const {
    const std::string point = is(CodeLanguage::Eigen) ? ".0" : "";
    const std::string numerator = std::to_string(ratio.numerator) + point;
    if (ratio.denominator == 1) return {numerator, ratio.numerator < 0 ? Unary : Tight};
    return {numerator + " / " + std::to_string(ratio.denominator) + point, Multiplicative};
}

Code Writer::sum(const Expr& a) const {
    std::string text;
    for (const Expr& term : a.operands()) {
        const bool negative = term.kind() == ExprKind::Negate;
        if (text.empty())
            text = in(Additive, term);
        else
            text += (negative ? " - " : " + ") + in(Multiplicative, negative ? term.operand() : term);
    }
    return {text, Additive};
}

Code Writer::product(const Expr& a) const {
    std::string text;
    for (const Expr& factor : a.operands())
        text += text.empty() ? in(Multiplicative, factor) : " * " + in(Unary, factor);
    return {text, Multiplicative};
}

Code Writer::quotient(const Expr& a) const {
    const Expr& numerator = a.operands()[0];
    if (const Expr* x = argumentOfTanh(a)) return call("tanh", *x);
    if (const Expr* x = argumentOfSigmoid(a); x && is(CodeLanguage::PyTorch)) {
        const Code sigmoid = call("sigmoid", *x);
        if (numerator.isConstant(1)) return sigmoid;
        return {in(Multiplicative, numerator) + " * " + sigmoid.text, Multiplicative};
    }
    return {in(Multiplicative, numerator) + " / " + in(Unary, a.operands()[1]), Multiplicative};
}

Code Writer::power(const Expr& a) const {
    const std::string exponent = std::to_string(a.exponent());
    if (!is(CodeLanguage::Eigen)) return {in(Tight, a.operand()) + " ** " + exponent, Unary};
    if (a.exponent() == 2) return call("square", a.operand());
    return {in(Tight, a.operand()) + ".pow(" + exponent + ")", Tight};
}

Code Writer::wherePositive(const Expr& a) const {
    const std::string condition = in(Additive, a.operands()[0]) + (is(CodeLanguage::Eigen) ? " > 0.0" : " > 0");
    const std::string then = in(Loose, a.operands()[1]), otherwise = in(Loose, a.operands()[2]);
    if (!is(CodeLanguage::Eigen))
        return {
            (is(CodeLanguage::NumPy) ? "np" : "torch") + (".where(" + condition) + ", " + then + ", " + otherwise + ")",
            Tight};
    // Eigen's select takes one array and one number, or two arrays.
    const bool constants = symbolsIn(a.operands()[1]).empty() && symbolsIn(a.operands()[2]).empty();
    const std::string first =
        constants ? "ArrayXd::Constant(" + in(Tight, a.operands()[0]) + ".size(), " + then + ")" : then;
    return {"(" + condition + ").select(" + first + ", " + otherwise + ")", Tight};
}

Code Writer::write(const Expr& a) const {
    switch (a.kind()) {
        case ExprKind::Constant:
            return constant(a.constant());
        case ExprKind::Real:
            return {full_(a.real()), Tight};
        case ExprKind::Symbol:
            return {toString(a.symbol()).substr(0, 1), Tight};
        case ExprKind::Sum:
            return sum(a);
        case ExprKind::Product:
            return product(a);
        case ExprKind::Quotient:
            return quotient(a);
        case ExprKind::Power:
            return power(a);
        case ExprKind::Negate:
            return {"-" + in(Unary, a.operand()), Unary};
        case ExprKind::Exp:
            return call("exp", a.operand());
        case ExprKind::Log: {
            const Expr* exponent = stable::exponentAddedToOne(a.operand());
            return exponent ? softplus(*exponent) : call("log", a.operand());
        }
        case ExprKind::PositivePart:
            if (is(CodeLanguage::PyTorch)) return call("relu", a.operand());
            if (is(CodeLanguage::NumPy)) return {"np.maximum(" + in(Loose, a.operand()) + ", 0)", Tight};
            return {in(Tight, a.operand()) + ".max(0.0)", Tight};
        case ExprKind::IsPositive:
            if (is(CodeLanguage::Eigen)) return {"(" + in(Loose, a.operand()) + " > 0.0).cast<double>()", Tight};
            return {"(" + in(Loose, a.operand()) + " > 0)", Tight};
        case ExprKind::WherePositive:
            return wherePositive(a);
        case ExprKind::Sigmoid:
            return is(CodeLanguage::PyTorch) ? call("sigmoid", a.operand())
                                             : write(1.0 / (1.0 + exp(negated(a.operand()))));
        case ExprKind::SquareRoot:  // no activation or loss has one
        case ExprKind::Derivative:
            break;
    }
    return {"", Tight};
}

/// A function that is the same number everywhere is still one number for each place.
std::string everywhere(const Expr& a, const char* like, CodeLanguage language, PrintNumber* full) {
    const std::string text = writeCode(a, language, full);
    if (!symbolsIn(a).empty()) return text;
    if (language == CodeLanguage::Eigen) return "ArrayXd::Constant(" + std::string(like) + ".size(), " + text + ")";
    return std::string(language == CodeLanguage::NumPy ? "np" : "torch") + ".full_like(" + like + ", " + text + ")";
}

struct Symbols {
    Expr z{quantity::weightedSum(1, 0)};
    Expr a{quantity::output(1, 0)};
    Expr t{quantity::target(0)};
};

}  // namespace

namespace {

constexpr Ids<CodeLanguage, 3> languageIds{{{
    {CodeLanguage::NumPy, "numpy"},
    {CodeLanguage::PyTorch, "pytorch"},
    {CodeLanguage::Eigen, "eigen"},
}}};

}  // namespace

std::optional<CodeLanguage> parseCodeLanguage(std::string_view id) { return languageIds.find(id); }

std::string writeCode(const Expr& expression, CodeLanguage language, PrintNumber* full) {
    return Writer(language, full).in(Loose, expression);
}

namespace {

/// A softmax takes the whole layer; its slope is the matrix da_k/dz_j, which is symmetric.
FunctionCode softmaxCode(CodeLanguage language) {
    switch (language) {
        case CodeLanguage::NumPy:
            return {"np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)))", "np.diag(a) - np.outer(a, a)"};
        case CodeLanguage::PyTorch:
            return {"torch.softmax(z, 0)", "torch.diag(a) - torch.outer(a, a)"};
        case CodeLanguage::Eigen:
            break;
    }
    return {"(z - z.maxCoeff()).exp() / (z - z.maxCoeff()).exp().sum()",
            "MatrixXd(a.matrix().asDiagonal()) - a.matrix() * a.matrix().transpose()"};
}

/// t ln(sum e^z) - t z, and a sum(t) - t.
FunctionCode softmaxCrossEntropyCode(CodeLanguage language) {
    switch (language) {
        case CodeLanguage::NumPy:
            return {"t * (np.logaddexp.reduce(z) - z)", "a * np.sum(t) - t"};
        case CodeLanguage::PyTorch:
            return {"t * (torch.logsumexp(z, 0) - z)", "a * torch.sum(t) - t"};
        case CodeLanguage::Eigen:
            break;
    }
    return {"t * (z.maxCoeff() - z + std::log((z - z.maxCoeff()).exp().sum()))", "a * t.sum() - t"};
}

}  // namespace

FunctionCode activationCode(const Activation& activation, CodeLanguage language, PrintNumber* full) {
    if (!activation.isPointwise()) return softmaxCode(language);
    const auto [z, a, t] = Symbols{};
    return {everywhere(activation.formula(z), "z", language, full),
            everywhere(activation.slopeFormula(z, a), "z", language, full)};
}

LossCode lossCode(const Loss& loss, const Activation& output, CodeLanguage language, PrintNumber* full) {
    const auto [z, a, t] = Symbols{};
    LossCode code{.ofOutput = {writeCode(loss.formula(a, t), language, full),
                               writeCode(loss.slopeFormula(a, t), language, full)}};
    if (!output.isPointwise() && loss.isFusedWith(output)) {
        code.ofSum = softmaxCrossEntropyCode(language);
    } else if (loss.isFusedWith(output)) {
        // The rest of dL/da f'(z) when everything common above and below the line is removed.
        const Expr delta = simplify(loss.slopeFormula(a, t) * output.slopeFormula(z, a));
        code.ofSum = {writeCode(loss.formulaFromSum(z, t), language, full), writeCode(delta, language, full)};
    }
    return code;
}

}  // namespace backprop
