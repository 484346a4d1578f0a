#include "expressions/rule.hpp"

#include "expressions/ids.hpp"

namespace backprop {

namespace {

constexpr Ids<Rule, 18> ruleIds{{{
    {Rule::Definition, "definition"},
    {Rule::Sum, "sum"},
    {Rule::Constant, "constant"},
    {Rule::ConstantFactor, "constant_factor"},
    {Rule::Product, "product"},
    {Rule::Quotient, "quotient"},
    {Rule::Power, "power"},
    {Rule::Exp, "exp"},
    {Rule::Log, "log"},
    {Rule::Identity, "identity"},
    {Rule::Piecewise, "piecewise"},
    {Rule::Simplify, "simplify"},
    {Rule::SplitFraction, "split_fraction"},
    {Rule::ScaleFraction, "scale_fraction"},
    {Rule::AddZero, "add_zero"},
    {Rule::CommonDenominator, "common_denominator"},
    {Rule::Substitute, "substitute"},
    {Rule::Cancel, "cancel"},
}}};

}  // namespace

std::string_view toString(Rule rule) { return ruleIds[rule]; }

}  // namespace backprop
