#include "formulas/latex.hpp"

#include <cstdlib>

namespace backprop {

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

/// A symbol or its number has no parentheses, unless more factors follow or the number is m \times 10^{e}.
void appendLogarithm(std::string& text, const LatexWriter& write, const Expr& of, bool followed) {
    const std::string inside = write.factor(of);
    const bool bare = of.kind() == ExprKind::Symbol && !followed && inside.find("\\times") == std::string::npos;
    text += bare ? "\\ln " : "\\ln\\left(";
    text += bare ? inside : write(of);
    if (!bare) text += "\\right)";
}

/// Whether two neighbouring factors need a dot between them, or may just be side by side.
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
    const bool bare = a.kind() == ExprKind::Constant
                          ? a.constant().denominator == 1 && a.constant().numerator >= 0
                          : a.kind() == ExprKind::Symbol && !environment_ && a.symbol().kind >= QuantityKind::Momentum;
    if (bare)
        write(text, a);
    else
        writeInParentheses(text, a);
}

void LatexWriter::writeCases(std::string& text, const Expr& condition, const Expr& then, const Expr& otherwise) const {
    const std::string inside = (*this)(condition);
    text += "\\begin{cases}";
    write(text, then);
    text += " & " + inside + " > 0\\\\";
    write(text, otherwise);
    text += " & " + inside + " \\le 0\\end{cases}";
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
        case ExprKind::SquareRoot:
            text += a.kind() == ExprKind::Exp ? "e^{" : "\\sqrt{";
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
        case ExprKind::IsPositive:
            return writeCases(text, a.operand(), Expr(1.0), Expr(0.0));
        case ExprKind::WherePositive:
            return writeCases(text, operands[0], operands[1], operands[2]);
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
