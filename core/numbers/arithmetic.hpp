#pragma once
// The operators that a scalar of its own has by its sum, its product and its sign.

namespace backprop {

template <class S>
struct Arithmetic {
    [[gnu::noinline]] friend S operator-(const S& a, const S& b) { return a + -b; }
    [[gnu::noinline]] friend S& operator+=(S& a, const S& b) { return a = a + b; }
    [[gnu::noinline]] friend S& operator*=(S& a, const S& b) { return a = a * b; }
};

}  // namespace backprop
