#include "expressions/rule.hpp"

namespace backprop {

std::string_view toString(Rule rule) {
    switch (rule) {
        case Rule::Definition:
            return "definition";
        case Rule::Sum:
            return "sum";
        case Rule::Constant:
            return "constant";
        case Rule::ConstantFactor:
            return "constant_factor";
        case Rule::Product:
            return "product";
        case Rule::Quotient:
            return "quotient";
        case Rule::Power:
            return "power";
        case Rule::Exp:
            return "exp";
        case Rule::Log:
            return "log";
        case Rule::Identity:
            return "identity";
        case Rule::Piecewise:
            return "piecewise";
        case Rule::Simplify:
            return "simplify";
        case Rule::SplitFraction:
            return "split_fraction";
        case Rule::ScaleFraction:
            return "scale_fraction";
        case Rule::AddZero:
            return "add_zero";
        case Rule::CommonDenominator:
            return "common_denominator";
        case Rule::Substitute:
            return "substitute";
        case Rule::Cancel:
            return "cancel";
    }
    return "simplify";
}

}  // namespace backprop
