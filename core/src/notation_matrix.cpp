#include "notation_writer.hpp"

namespace backprop {

void writeMatrix(FormulaContext&, Step&) {}

void writeMatrix(FormulaContext&, Derivation&) {}

}  // namespace backprop
