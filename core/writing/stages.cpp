#include "writing/stages.hpp"

namespace backprop {

std::string_view toString(StageKind kind) {
    switch (kind) {
        case StageKind::Chain:
            return "chain";
        case StageKind::Factors:
            return "factors";
        case StageKind::Numbers:
            return "numbers";
        case StageKind::Sum:
            return "sum";
        case StageKind::Collapse:
            return "collapse";
        case StageKind::Article:
            return "article";
        case StageKind::Rule:
            return "rule";
        case StageKind::Layers:
            return "layers";
        case StageKind::Linearity:
            return "linearity";
        case StageKind::Shares:
            return "shares";
        case StageKind::Total:
            return "total";
    }
    return "rule";
}

}  // namespace backprop
