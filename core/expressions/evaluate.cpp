#include "expressions/evaluate.hpp"

#include <map>

#include "expressions/apply.hpp"
#include "numbers/dual.hpp"

namespace backprop {

Wide<double> Environment::wideDifference(const Quantity& a, const Quantity& b) const {
    const double plain = difference(a, b);
    if (hasAllDigits(plain)) return plain;
    const WideValue x = wide(a), y = wide(b);
    return backprop::difference(x.value, x.oneMinus, y.value);
}

namespace {

/// The values of the symbols, with the rounding of the outputs.
struct RoundedSymbols {
    const Environment& environment;
    double outputError;

    Rounded value(const Quantity& q) const {
        const double number = environment.value(q);
        return {number, error(q) * std::abs(number)};
    }
    /// 1 - q: where the environment has it in a form of its own, its rounding is relative to itself.
    Rounded oneMinus(const Quantity& q) const { return beside(q, environment.oneMinus(q), 1.0 - environment.value(q)); }
    Rounded onePlus(const Quantity& q) const { return beside(q, environment.onePlus(q), 1.0 + environment.value(q)); }
    Rounded difference(const Quantity& a, const Quantity& b) const {
        const double number = environment.difference(a, b);
        if (!isNearOne(environment.value(b)))
            return {number, error(a) * std::abs(environment.value(a)) + rounding(number)};
        return {number, (error(a) + 0x1p-50) * std::abs(environment.oneMinus(a)) + rounding(number)};
    }

    double error(const Quantity& q) const { return q.kind == QuantityKind::Output ? outputError : 0.0; }

private:
    Rounded beside(const Quantity& q, double number, double plain) const {
        const double carried = error(q) * std::abs(number == plain ? environment.value(q) : number);
        return {number, carried + 4 * rounding(number)};
    }
};

/// Nodes shared within or between expressions are computed once.
class Evaluation {
public:
    /// `by`: what is differentiated by, where the slope is asked for too.
    explicit Evaluation(const RoundedSymbols& symbols, const Quantity* by = nullptr) : symbols_(symbols), by_(by) {}

    Dual operator()(const Expr& a) {
        if (a.operands().empty()) return apply<Dual>(a, Plain{*this});
        // A value that lacks digits is kept too: it is looked up again when they are needed.
        if (const Known* known = knownOf(a); known && known->hasPlain) return known->plain;
        const Dual value = apply<Dual>(a, Plain{*this});
        if (a.isShared() || !Plain::hasAllDigits(value)) {
            Known& known = all_.try_emplace(a.identity(), a).first->second;
            known.plain = value;
            known.hasPlain = true;
        }
        return value;
    }
    /// As a Wide number, for a value that may have no double.
    Wide<Rounded> widened(const Expr& a) {
        const Rounded value = (*this)(a).value;
        return hasAllDigits(value.value) ? Wide<Rounded>(value) : wide(a);
    }

private:
    [[gnu::noinline]] Wide<Rounded> wide(const Expr& a) {
        if (a.operands().empty()) return apply<Wide<Rounded>>(a, Widened{*this});
        if (const Known* known = knownOf(a); known && known->hasWide) return known->wide;
        const Wide<Rounded> value = apply<Wide<Rounded>>(a, Widened{*this});
        Known& known = all_.try_emplace(a.identity(), a).first->second;
        known.wide = value;
        known.hasWide = true;
        return value;
    }

    struct Plain {
        Evaluation& evaluate;

        Dual operator()(const Expr& a) const { return evaluate(a); }
        Dual value(const Quantity& q) const { return evaluate.withSlope(evaluate.symbols_.value(q), q, 1.0); }
        Dual oneMinus(const Quantity& q) const { return evaluate.withSlope(evaluate.symbols_.oneMinus(q), q, -1.0); }
        Dual onePlus(const Quantity& q) const { return evaluate.withSlope(evaluate.symbols_.onePlus(q), q, 1.0); }
        Dual difference(const Quantity& a, const Quantity& b) const {
            Dual result = evaluate.withSlope(evaluate.symbols_.difference(a, b), a, 1.0);
            if (evaluate.by_ && b == *evaluate.by_) result.slope = result.slope - 1.0;
            return result;
        }
        Dual derivative(const Expr& a) const { return evaluate.derivative(a); }
        /// With a slope `plain`: it is not worked out wide.
        Dual wide(const Expr& a, const Dual& plain) const {
            return evaluate.by_ ? plain : Dual(evaluate.wide(a).narrow());
        }
        static bool hasAllDigits(const Dual& value) { return backprop::hasAllDigits(realPart(value)); }
    };
    struct Widened {
        Evaluation& evaluate;

        Wide<Rounded> operator()(const Expr& a) const { return evaluate.widened(a); }
        Wide<Rounded> value(const Quantity& q) const { return of(symbols().value(q), known(q).value, q); }
        Wide<Rounded> oneMinus(const Quantity& q) const { return of(symbols().oneMinus(q), known(q).oneMinus, q); }
        Wide<Rounded> onePlus(const Quantity& q) const { return of(symbols().onePlus(q), known(q).onePlus, q); }
        Wide<Rounded> difference(const Quantity& a, const Quantity& b) const {
            return of(symbols().difference(a, b), symbols().environment.wideDifference(a, b), a);
        }
        Wide<Rounded> derivative(const Expr& a) const { return evaluate.derivative(a).value; }
        static const Wide<Rounded>& wide(const Expr&, const Wide<Rounded>& plain) { return plain; }
        static bool hasAllDigits(const Wide<Rounded>&) { return true; }

    private:
        const RoundedSymbols& symbols() const { return evaluate.symbols_; }
        WideValue known(const Quantity& q) const { return symbols().environment.wide(q); }
        /// The wide number with a few roundings of its own, and where the double has its digits with that one's.
        Wide<Rounded> of(const Rounded& plain, const Wide<double>& number, const Quantity& q) const {
            const Rounded own(number.factor, (symbols().error(q) + 0x1p-49) * std::abs(number.factor));
            Wide<Rounded> result(own, number.exponent);
            if (backprop::hasAllDigits(plain.value)) result += Rounded(0.0, plain.error);
            return result;
        }
    };

    struct Known {
        explicit Known(const Expr& a) : node(a) {}

        Expr node;  // the key is its address: it must not be reused
        Dual plain = 0.0;
        Wide<Rounded> wide{};
        bool hasPlain = false;
        bool hasWide = false;
    };

    const Known* knownOf(const Expr& a) const {
        if (!a.isShared()) return nullptr;
        const auto one = all_.find(a.identity());
        return one == all_.end() ? nullptr : &one->second;
    }

    Dual withSlope(const Rounded& number, const Quantity& q, double slope) const {
        if (!by_) return number;
        return {number, q == *by_ ? slope : 0.0};
    }

    Dual derivative(const Expr& a) const {
        if (by_) return std::nan("");  // a derivative of one: no rule makes that
        return Evaluation(symbols_, &a.symbol())(a.operand()).slope;
    }

    RoundedSymbols symbols_;
    const Quantity* by_;
    std::map<const void*, Known> all_{};
};

}  // namespace

struct Evaluator::Numbers : Evaluation {
    using Evaluation::Evaluation;
};

Evaluator::Evaluator(const Environment& environment)
    : numbers_(std::make_unique<Numbers>(RoundedSymbols{environment, 0.0})) {}

Evaluator::~Evaluator() = default;

double Evaluator::operator()(const Expr& a) { return realPart((*numbers_)(a)); }

Wide<double> Evaluator::wide(const Expr& a) {
    const Wide<Rounded> value = numbers_->widened(a);
    return {value.factor.value, value.exponent};
}

Rounded roundedValue(const Expr& a, const Environment& environment, double outputError) {
    return Evaluation(RoundedSymbols{environment, outputError})(a).value;
}

}  // namespace backprop
