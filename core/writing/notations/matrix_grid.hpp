#pragma once
// Numbers as a matrix. Every entry carries its quantity's id; the entry that a step is about is tagged `mark=here`, the
// entries that it is computed from `mark=used`.

#include <functional>
#include <optional>
#include <string>

#include "expressions/number_format.hpp"
#include "expressions/quantity.hpp"

namespace backprop {

struct Shape {
    int rows, columns;
};

enum class Mark { None, Used, Here };

/// An entry's number and the quantity it is the value of.
struct Entry {
    std::optional<Quantity> id;  // none for a number without a name, such as f'(z)
    Wide<double> value = 0.0;
    bool known = true;  // not yet computed at this step: a dot
};

using EntryAt = std::function<Entry(int row, int column)>;
using MarkAt = std::function<Mark(int row, int column)>;

/// W with its layer and, below it, its shape.
std::string shaped(const std::string& symbol, Shape shape);
/// ^{(2)}
std::string upper(int layer);

/// A matrix of more than 8 rows or columns is shortened; the ones concerned are always shown.
std::string matrixGrid(Shape shape, int concernedRow, int concernedColumn, const EntryAt& entry, const MarkAt& mark,
                       const NumberFormat& format);

}  // namespace backprop
