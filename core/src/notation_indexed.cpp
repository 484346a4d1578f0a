#include "notation_writer.hpp"

namespace backprop {

void writeIndexed(FormulaContext&, Step&) {}

void writeIndexed(FormulaContext&, Derivation&) {}

}  // namespace backprop
