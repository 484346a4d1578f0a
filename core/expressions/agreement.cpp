#include "expressions/agreement.hpp"

#include <algorithm>
#include <cmath>

#include "expressions/ids.hpp"

namespace backprop {

namespace {

constexpr Ids<Agreement, 4> agreementIds{{{
    {Agreement::Same, "same"},
    {Agreement::Hidden, "hidden"},
    {Agreement::NoValue, "no_value"},
    {Agreement::Differs, "differs"},
}}};

}  // namespace

std::string_view toString(Agreement agreement) { return agreementIds[agreement]; }

Agreement compare(const Rounded& a, const Rounded& b) {
    if (!std::isfinite(a.value) || !std::isfinite(b.value)) return Agreement::NoValue;
    if (a.value == b.value) return Agreement::Same;
    const double bound = a.error + b.error;
    if (std::abs(a.value - b.value) > bound) return Agreement::Differs;
    return bound < std::max(std::abs(a.value), std::abs(b.value)) ? Agreement::Same : Agreement::Hidden;
}

}  // namespace backprop
