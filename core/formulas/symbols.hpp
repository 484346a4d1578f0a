#pragma once
// The symbols of quantities as LaTeX. Every one carries its quantity's id,
//     \htmlData{id=w.2.0.1}{w^{(2)}_{12}}
// so that pointing at it can light the neuron or edge that it belongs to.

#include <map>
#include <string>

#include "formulas/naming.hpp"

namespace backprop {

/// A sum of more terms than these is shortened.
inline constexpr int mostTerms = 8;

/// Indices of any neuron or layer, in a quantity that is written and not looked up.
namespace index {
inline constexpr int i = -1, j = -2, k = -3, m = -4;                                       // of neurons
inline constexpr int layer = -1, before = -2, after = -3, output = -4, beforeOutput = -5;  // l, l-1, l+1, L, L-1
}  // namespace index

/// The symbols of the quantities (neurons written from 1), by a scheme or as a notation has them.
class SymbolTable {
public:
    /// By layers.
    SymbolTable() = default;
    /// The scenario must outlive the table.
    explicit SymbolTable(const Scenario& scenario, const Writing& writing = {})
        : scenario_(&scenario), naming_(writing.namingInForce()) {}

    /// From now on the quantity is written by this LaTeX.
    void write(const Quantity& q, std::string latex) {
        symbols_.insert_or_assign(q, std::move(latex));
        written_.clear();
    }

    /// Tagged with the quantity's id, unless one of its indices is for any neuron or layer. Holds until `write`.
    const std::string& latex(const Quantity& q) const;
    /// Without the tag.
    std::string plain(const Quantity& q) const;
    /// \frac{\partial of}{\partial wrt}, its parts tagged.
    std::string derivative(const Quantity& of, const Quantity& wrt) const;
    /// dL/dz of the output layer by the chain rule: dL/da da/dz, after a softmax the sum of that over all outputs a.
    std::string outputChain(const Network& network, const Quantity& z) const;
    /// dL/dz of a layer before: over every weighted sum z' of the next layer dL/dz' dz'/da, then da/dz.
    std::string hiddenChain(const Network& network, const Quantity& z) const;
    /// f(z) as the reader knows it, `\sigma(z)`; empty where it is just z.
    std::string activationOf(const Network& network, const Quantity& a) const;

private:
    const Scenario* scenario_ = nullptr;
    Naming naming_ = Naming::Layers;
    std::map<Quantity, std::string> symbols_{};
    mutable std::map<Quantity, std::string> written_{};  // a derivation writes the same few symbols again and again
};

/// The letter of a decayed gradient, velocity or moment: g, v, m, \hat m.
std::string letterOf(QuantityKind kind);

std::string tagged(const Quantity& q, const std::string& latex);

}  // namespace backprop
