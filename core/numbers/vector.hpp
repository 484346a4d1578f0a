#pragma once
// The vectors and matrices of a layer.

#include <Eigen/Core>

#include "numbers/scalar.hpp"

namespace backprop {

template <class S>
using VectorOf = Eigen::Matrix<S, Eigen::Dynamic, 1>;
using Vector = VectorOf<double>;
using ComplexVector = VectorOf<Complex>;
/// Row j holds what flows into neuron j.
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace backprop
