#include "formulas/notation.hpp"

#include <array>

namespace backprop {
namespace {

constexpr std::array<std::string_view, 4> ids{"scalar", "indexed", "matrix", "article"};

}  // namespace

std::string_view toString(Notation notation) { return ids[static_cast<std::size_t>(notation)]; }

std::optional<Notation> parseNotation(std::string_view id) {
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i] == id) return static_cast<Notation>(i);
    return std::nullopt;
}

std::string_view toString(ArticleLimit limit) {
    return limit == ArticleLimit::NotSigmoid ? "not_sigmoid" : "zero_output";
}

}  // namespace backprop
