#include "writing/stages.hpp"

#include "expressions/ids.hpp"

namespace backprop {

namespace {

constexpr Ids<StageKind, 11> stageIds{{{
    {StageKind::Chain, "chain"},
    {StageKind::Factors, "factors"},
    {StageKind::Numbers, "numbers"},
    {StageKind::Sum, "sum"},
    {StageKind::Collapse, "collapse"},
    {StageKind::Article, "article"},
    {StageKind::Rule, "rule"},
    {StageKind::Layers, "layers"},
    {StageKind::Linearity, "linearity"},
    {StageKind::Shares, "shares"},
    {StageKind::Total, "total"},
}}};

}  // namespace

std::string_view toString(StageKind kind) { return stageIds[kind]; }

}  // namespace backprop
