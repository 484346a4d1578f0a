#include "formulas/notation.hpp"

#include "expressions/ids.hpp"

namespace backprop {
namespace {

constexpr Ids<Notation, 4> notationIds{{{
    {Notation::Scalar, "scalar"},
    {Notation::Indexed, "indexed"},
    {Notation::Matrices, "matrix"},
    {Notation::Article, "article"},
}}};

constexpr Ids<ArticleLimit, 2> limitIds{{{
    {ArticleLimit::NotSigmoid, "not_sigmoid"},
    {ArticleLimit::ZeroOutput, "zero_output"},
}}};

}  // namespace

std::string_view toString(Notation notation) { return notationIds[notation]; }

std::optional<Notation> parseNotation(std::string_view id) { return notationIds.find(id); }

std::string_view toString(ArticleLimit limit) { return limitIds[limit]; }

}  // namespace backprop
