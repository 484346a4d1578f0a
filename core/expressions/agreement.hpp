#pragma once
// The comparison of two forms of one expression by their numbers.

#include <string_view>

#include "numbers/rounded.hpp"

namespace backprop {

/// The result of comparing the numbers of two forms that must be equal.
enum class Agreement {
    Same,     // equal up to rounding
    Hidden,   // not apart, but rounding may be as large as the number itself: the comparison shows nothing
    NoValue,  // one of the forms is not finite here
    Differs,  // further apart than rounding can explain
};

/// `same`, `hidden`, `no_value`, `differs`
std::string_view toString(Agreement agreement);

Agreement compare(const Rounded& a, const Rounded& b);

}  // namespace backprop
