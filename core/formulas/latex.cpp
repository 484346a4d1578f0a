#include "formulas/latex.hpp"

#include <cctype>
#include <cstdlib>

namespace backprop {
namespace {

/// Names come from documents: whatever LaTeX would act on is written as itself.
std::string escaped(const std::string& name) {
    std::string text;
    for (const char c : name) {
        // Two of these would be drawn as one.
        if ((c == '-' || c == '\'') && !text.empty() && text.back() == c) text += "{}";
        switch (c) {
            case '|':
                text += "\\textbar{}";
                break;
            case '\\':
                text += "\\textbackslash{}";
                break;
            case '^':
                text += "\\textasciicircum{}";
                break;
            case '~':
                text += "\\textasciitilde{}";
                break;
            case '{':
            case '}':
            case '#':
            case '$':
            case '%':
            case '&':
            case '_':
                (text += '\\') += c;
                break;
            default:
                text += c;
        }
    }
    return "\\text{" + text + "}";
}

/// w1 -> w_{1}: one letter and a number read as a symbol with an index. Any other name stands as it is.
std::string nameAsSymbol(const std::string& name) {
    const auto at = [&name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    if (name.size() < 2 || !std::isalpha(at(0))) return name.size() == 1 && std::isalpha(at(0)) ? name : escaped(name);
    for (std::size_t i = 1; i < name.size(); ++i)
        if (!std::isdigit(at(i))) return escaped(name);
    return name.substr(0, 1) + "_{" + name.substr(1) + "}";
}

std::string fromOne(int neuron) { return neuron < 0 ? std::string(1, " ijkm"[-neuron]) : std::to_string(neuron + 1); }

std::string layerIndex(int layer) {
    static const char* const letters[] = {"", "l", "l-1", "l+1", "L", "L-1"};
    return layer < 0 ? letters[-layer] : std::to_string(layer);
}

bool isGeneral(const Quantity& q) { return q.layer < 0 || q.neuron < 0 || q.from < 0; }

std::string weightIndex(const Quantity& q) {
    const bool long_ = q.neuron >= 9 || q.from >= 9;
    return fromOne(q.neuron) + (long_ ? "," : "") + fromOne(q.from);
}

}  // namespace

std::string tagged(const Quantity& q, const std::string& latex) {
    return "\\htmlData{id=" + toString(q) + "}{" + latex + "}";
}

std::string taggedNumber(const Quantity& q, double value, const NumberFormat& format) {
    return "\\htmlData{id=" + toString(q) + ",value=" + format.full(value) + "}{" + formatNumber(value, format) + "}";
}

std::string plainNumber(const Wide<double>& value, const NumberFormat& format) {
    const std::string number = "{" + formatNumber(value, format) + "}";
    return value.isNarrow() ? "\\htmlData{value=" + format.full(value.narrow()) + "}" + number : number;
}

std::string asFactor(const std::string& number) {
    const std::size_t body = number.find("}{");
    const bool negative = number[body != std::string::npos ? body + 2 : number.find_first_not_of('{')] == '-';
    return negative ? "(" + number + ")" : number;
}

// ---------------------------------------------------------------- symbols

std::string SymbolTable::neuronSymbol(const char* letter, const Quantity& q) const {
    if (const std::string* name = nameOf(quantity::output(q.layer, q.neuron)))
        return std::string(letter) + "_{" + escaped(*name) + "}";
    return std::string(letter) + "^{(" + layerIndex(q.layer) + ")}_{" + fromOne(q.neuron) + "}";
}

const std::string* SymbolTable::nameOf(const Quantity& q) const {
    if (!names_) return nullptr;
    const auto name = names_->find(q);
    return name == names_->end() ? nullptr : &name->second;
}

std::string SymbolTable::plain(const Quantity& q) const {
    if (const auto letter = letters_.find(q); letter != letters_.end()) return letter->second;
    const std::string* name = nameOf(q);
    switch (q.kind) {
        case QuantityKind::Input:
            return name ? nameAsSymbol(*name) : "x_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Target:
            return name ? nameAsSymbol(*name) : "t_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Weight:
            return name ? nameAsSymbol(*name) : "w^{(" + layerIndex(q.layer) + ")}_{" + weightIndex(q) + "}";
        case QuantityKind::Bias:
            return name ? nameAsSymbol(*name) : neuronSymbol("b", q);
        case QuantityKind::WeightedSum:
            return neuronSymbol("z", q);
        case QuantityKind::Output:
            return neuronSymbol("a", q);
        case QuantityKind::Loss:
            return "L";
        case QuantityKind::LossTerm:
            return "L_{" + fromOne(q.neuron) + "}";
        case QuantityKind::Delta:
            return neuronSymbol("\\delta", q);
        case QuantityKind::WeightGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradient:
            return "\\frac{\\partial L}{\\partial " + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LearningRate:
            return "\\eta";
        case QuantityKind::WeightGradientTotal:
            return "G_{" + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradientTotal:
            return "G_{" + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LossTotal:
            return "\\textstyle\\sum L";
        case QuantityKind::WeightGradientMean:
            return "\\overline{G}_{" + plain(quantity::weight(q.layer, q.neuron, q.from)) + "}";
        case QuantityKind::BiasGradientMean:
            return "\\overline{G}_{" + plain(quantity::bias(q.layer, q.neuron)) + "}";
        case QuantityKind::LossMean:
            return "\\overline{L}";
    }
    return "";
}

const std::string& SymbolTable::latex(const Quantity& q) const {
    if (const auto known = written_.find(q); known != written_.end()) return known->second;
    return written_.emplace(q, isGeneral(q) ? plain(q) : tagged(q, plain(q))).first->second;
}

std::string SymbolTable::derivative(const Quantity& of, const Quantity& wrt) const {
    return "\\frac{\\partial " + latex(of) + "}{\\partial " + latex(wrt) + "}";
}

std::string SymbolTable::outputChain(const Network& network, const Quantity& z) const {
    const auto path = [&](int k) {
        const Quantity a = quantity::output(z.layer, k);
        return derivative(quantity::loss(), a) + " \\cdot " + derivative(a, z);
    };
    const int outputs = network.outputs();
    if (!network.hasLayerwiseOutput()) return path(z.neuron);
    const bool all = outputs <= static_cast<int>(LatexWriter::maxTerms);
    std::string text = path(0);
    for (int k = 1; k < (all ? outputs : 2); ++k) text += " + " + path(k);
    return all ? text : text + " + \\cdots + " + path(outputs - 1);
}

std::string SymbolTable::activationOf(const Network& network, const Quantity& a) const {
    const Activation& activation = *network.layer(a.layer).activation;
    if (activation.latexName.empty()) return "";
    const auto sum = [&](int j) { return latex(quantity::weightedSum(a.layer, j)); };
    const std::string name(activation.latexName);
    if (activation.isPointwise()) return name + "\\left(" + sum(a.neuron) + "\\right)";
    const int units = network.units(a.layer);
    const bool all = units <= 3;
    std::string sums = sum(0);
    for (int j = 1; j < (all ? units : 2); ++j) sums += ", " + sum(j);
    if (!all) sums += ", \\ldots, " + sum(units - 1);
    return name + "\\left(" + sums + "\\right)_{" + fromOne(a.neuron) + "}";
}

// ---------------------------------------------------------------- expressions

LatexWriter LatexWriter::withNumbers(const Environment& environment) const {
    LatexWriter writer = *this;
    writer.environment_ = &environment;
    return writer;
}

LatexWriter LatexWriter::around(const Quantity& focus) const {
    LatexWriter writer = *this;
    writer.focus_ = &focus;
    return writer;
}

std::string LatexWriter::operator()(const Expr& a) const {
    std::string text;
    write(text, a);
    return text;
}

std::string LatexWriter::factor(const Expr& a) const {
    std::string text;
    writeFactor(text, a);
    return text;
}

void LatexWriter::writeSymbol(std::string& text, const Quantity& q) const {
    text += environment_ ? taggedNumber(q, environment_->value(q), format_) : symbols_.latex(q);
}

void LatexWriter::writeSymbolAsFactor(std::string& text, const Quantity& q) const {
    text += environment_ ? asFactor(taggedNumber(q, environment_->value(q), format_)) : symbols_.latex(q);
}

namespace {

/// A fraction whose denominator divides 1000, as 0.25.
std::string decimal(const Ratio& ratio) {
    std::string digits = std::to_string(std::abs(ratio.numerator) * (1000 / ratio.denominator));
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    digits.insert(digits.size() - 3, ".");
    return digits.erase(digits.find_last_not_of('0') + 1);
}

std::string constant(const Ratio& ratio) {
    const std::string sign = ratio.numerator < 0 ? "-" : "";
    const std::string numerator = std::to_string(ratio.numerator < 0 ? -ratio.numerator : ratio.numerator);
    if (ratio.denominator == 1) return sign + numerator;
    if (ratio.denominator > 2 && 1000 % ratio.denominator == 0) return sign + decimal(ratio);
    return sign + "\\tfrac{" + numerator + "}{" + std::to_string(ratio.denominator) + "}";
}

}  // namespace

bool LatexWriter::isLeftOut(const Expr& sum, std::size_t term) const {
    const std::size_t size = sum.operands().size();
    if (size <= maxTerms || term < 2 || term + 1 == size) return false;
    return !focus_ || !contains(sum.operands()[term], *focus_);
}

void LatexWriter::writeSum(std::string& text, const Expr& a) const {
    bool gap = false;
    for (std::size_t i = 0; i < a.operands().size(); ++i) {
        const bool leftOut = isLeftOut(a, i);
        if (!leftOut)
            writeTerm(text, a.operands()[i], i == 0);
        else if (!gap)
            text += " + \\cdots";
        gap = leftOut;
    }
}

void LatexWriter::writeTerm(std::string& text, const Expr& term, bool first) const {
    if (term.kind() == ExprKind::Negate) {
        text += first ? "-" : " - ";
        return writeFactor(text, term.operand());
    }
    if (first) return write(text, term);
    const std::size_t start = text.size();
    text += " + ";
    if (term.kind() == ExprKind::Symbol) return writeSymbolAsFactor(text, term.symbol());  // 2 + (-3)
    write(text, term);
    // A product that begins with a sign gives it to the sum.
    if (text[start + 3] == '-') text.replace(start, 4, " - ");
}

void LatexWriter::writeFactor(std::string& text, const Expr& a) const {
    switch (a.kind()) {
        case ExprKind::Sum:
        case ExprKind::Negate:
            return writeInParentheses(text, a);
        case ExprKind::Symbol:
            return writeSymbolAsFactor(text, a.symbol());
        case ExprKind::Constant:
            text += asFactor(constant(a.constant()));
            return;
        case ExprKind::Product: {
            const Expr* first = &a;
            while (first->kind() == ExprKind::Product) first = &first->operand();
            return first->kind() == ExprKind::Negate ? writeInParentheses(text, a) : write(text, a);
        }
        default:
            write(text, a);
    }
}

void LatexWriter::writeInParentheses(std::string& text, const Expr& a) const {
    text += "\\left(";
    write(text, a);
    text += "\\right)";
}

namespace {

/// A symbol or its number stands bare, unless more factors follow or the number is m \times 10^{e}.
void appendLogarithm(std::string& text, const LatexWriter& write, const Expr& of, bool followed) {
    const std::string inside = write.factor(of);
    const bool bare = of.kind() == ExprKind::Symbol && !followed && inside.find("\\times") == std::string::npos;
    text += bare ? "\\ln " : "\\ln\\left(";
    text += bare ? inside : write(of);
    if (!bare) text += "\\right)";
}

/// Whether two neighbouring factors need a dot between them, or may just stand side by side.
bool needsDot(const Expr& left, const Expr& right) {
    const auto wide = [](const Expr& a) {
        return a.kind() == ExprKind::Derivative || a.kind() == ExprKind::Quotient ||
               (a.kind() == ExprKind::Negate && a.operand().kind() == ExprKind::Quotient);
    };
    const bool number = right.kind() == ExprKind::Constant || right.kind() == ExprKind::Real;
    return number || wide(left) || wide(right);
}

}  // namespace

/// A product within a product is written as its factors are: what follows a factor has a sign in parentheses only.
void LatexWriter::writeFactors(std::string& text, const Expr& a, const Expr*& before, bool toTheEnd) const {
    const std::vector<Expr>& factors = a.operands();
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const Expr& factor = factors[i];
        const bool last = toTheEnd && i + 1 == factors.size();
        if (factor.kind() == ExprKind::Product) {
            writeFactors(text, factor, before, last);
            continue;
        }
        if (before) text += environment_ || needsDot(*before, factor) ? " \\cdot " : " \\, ";
        // A sign in front of a product needs no parentheses of its own.
        if (!before && factor.kind() == ExprKind::Negate)
            write(text, factor);
        else if (factor.kind() == ExprKind::Log)
            appendLogarithm(text, *this, factor.operand(), !last);
        else
            writeFactor(text, factor);
        before = &factor;
    }
}

void LatexWriter::writeBase(std::string& text, const Expr& a) const {
    const bool bare = a.kind() == ExprKind::Constant && a.constant().denominator == 1 && a.constant().numerator >= 0;
    if (bare)
        write(text, a);
    else
        writeInParentheses(text, a);
}

void LatexWriter::write(std::string& text, const Expr& a) const {
    const std::vector<Expr>& operands = a.operands();
    switch (a.kind()) {
        case ExprKind::Constant:
            text += constant(a.constant());
            return;
        case ExprKind::Real:
            text += formatNumber(a.real(), format_);
            return;
        case ExprKind::Symbol:
            return writeSymbol(text, a.symbol());
        case ExprKind::Sum:
            return writeSum(text, a);
        case ExprKind::Product: {
            const Expr* before = nullptr;
            return writeFactors(text, a, before, true);
        }
        case ExprKind::Quotient:
            text += "\\frac{";
            write(text, operands[0]);
            text += "}{";
            write(text, operands[1]);
            text += '}';
            return;
        case ExprKind::Power:
            writeBase(text, a.operand());
            text += "^{" + std::to_string(a.exponent()) + '}';
            return;
        case ExprKind::Negate:
            text += '-';
            return writeFactor(text, a.operand());
        case ExprKind::Exp:
            text += "e^{";
            write(text, a.operand());
            text += '}';
            return;
        case ExprKind::Log:
            return appendLogarithm(text, *this, a.operand(), false);
        case ExprKind::PositivePart:
            text += "\\max\\left(0, ";
            write(text, a.operand());
            text += "\\right)";
            return;
        case ExprKind::IsPositive: {
            const std::string inside = (*this)(a.operand());
            text += "\\begin{cases}1 & " + inside + " > 0\\\\0 & " + inside + " \\le 0\\end{cases}";
            return;
        }
        case ExprKind::WherePositive: {
            const std::string inside = (*this)(a.operand());
            text += "\\begin{cases}";
            write(text, operands[1]);
            text += " & " + inside + " > 0\\\\";
            write(text, operands[2]);
            text += " & " + inside + " \\le 0\\end{cases}";
            return;
        }
        case ExprKind::Sigmoid:
            text += "\\sigma";
            return writeInParentheses(text, a.operand());
        case ExprKind::Derivative:
            text += "\\frac{\\partial}{\\partial " + symbols_.latex(a.symbol()) + "}\\left[";
            write(text, a.operand());
            text += "\\right]";
            return;
    }
}

}  // namespace backprop
