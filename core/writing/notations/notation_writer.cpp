#include "writing/notations/notation_writer.hpp"

namespace backprop {

std::unique_ptr<NotationWriter> notationWriter(const Writing& writing, IterationFormulas& formulas,
                                               const NumberFormat& format) {
    SymbolTable symbols(*formulas.it.scenario, writing);
    switch (writing.notation) {
        case Notation::Indexed:
            return indexedWriter(formulas, format);
        case Notation::Matrices:
            return matrixWriter(formulas, format);
        case Notation::Article:
            return articleWriter(formulas, format, symbols);
        case Notation::Scalar:
            break;
    }
    return scalarWriter(formulas, format, std::move(symbols));
}

}  // namespace backprop
