#include "writing/notations/notation_writer.hpp"

namespace backprop {

std::unique_ptr<NotationWriter> notationWriter(Notation notation, IterationFormulas& formulas,
                                               const NumberFormat& format) {
    switch (notation) {
        case Notation::Indexed:
            return indexedWriter(formulas, format);
        case Notation::Matrices:
            return matrixWriter(formulas, format);
        case Notation::Article:
            return articleWriter(formulas, format);
        case Notation::Scalar:
            break;
    }
    return scalarWriter(formulas, format);
}

}  // namespace backprop
