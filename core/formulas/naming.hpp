#pragma once
// Schemes by which quantities are called. What a scheme calls a quantity holds for formulas and plain text alike.

#include <optional>
#include <string>
#include <string_view>

#include "formulas/notation.hpp"
#include "network/scenario.hpp"

namespace backprop {

enum class Naming {
    Own,      // the scenario's names; what has none is called as by layers
    Layers,   // w^(2)_11: layer, then neurons within their layers
    Units,    // w_63: neurons are numbered through the whole network, the inputs first (Rumelhart et al. 1986)
    Reading,  // w1 ... wn, b1 ... bm: neuron after neuron, as they are read; all else by its own name
};

/// `own`, `layers`, `units`, `reading`
std::string_view toString(Naming naming);
std::optional<Naming> parseNaming(std::string_view id);

/// How formulas are written.
struct Writing {
    Writing(Notation n = Notation::Scalar, Naming by = Naming::Own) : notation(n), naming(by) {}

    /// Sums and matrices run over the indices of layers: in them everything is called by layers.
    Naming namingInForce() const {
        return notation == Notation::Indexed || notation == Notation::Matrices ? Naming::Layers : naming;
    }

    Notation notation;
    Naming naming;
};

/// A letter or a whole name, and its indices, in plain text. Letters are those of the text: δ, η.
struct Symbol {
    std::string base;
    std::string upper{};
    std::string lower{};
    bool named = false;  // by a name of its own: the indices are none of a layer or neuron
};

/// Whether one of its indices is one of `index`: it stands for any layer or neuron.
constexpr bool isGeneral(const Quantity& q) { return q.layer < 0 || q.neuron < 0 || q.from < 0; }

/// Of an input, target, weight, bias, weighted sum, output, delta, loss, loss term, learning rate or a number of the
/// optimizer that all parameters share, which the scenario's network has. Without a scenario by layers; an index may
/// then be one of `index`.
Symbol symbolOf(const Scenario* scenario, Naming naming, const Quantity& q);

/// A letter with the neuron of a bias, weighted sum, output or delta below it: z(N1), δ^(2)_1.
Symbol symbolAtNeuron(const char* letter, const Scenario* scenario, Naming naming, const Quantity& q);

/// The symbol in LaTeX. Names come from documents: whatever LaTeX would act on is written as itself.
std::string toLatex(const Symbol& symbol);

}  // namespace backprop
