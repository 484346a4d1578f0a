#include "notation_writer.hpp"

namespace backprop {

void writeArticle(FormulaContext&, Step&) {}

void writeArticle(FormulaContext&, Derivation&) {}

}  // namespace backprop
