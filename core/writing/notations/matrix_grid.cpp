#include "writing/notations/matrix_grid.hpp"

#include <vector>

#include "writing/formula_text.hpp"

namespace backprop {
namespace {

constexpr int mostShown = 8;
constexpr int gap = -1;

/// The rows (or columns) to show: all, or the first three, the one concerned and the last, with gaps between.
std::vector<int> shown(int count, int concerned) {
    std::vector<int> all;
    for (int i = 0; i < count; ++i) {
        if (count <= mostShown || i < 3 || i == concerned || i == count - 1)
            all.push_back(i);
        else if (all.back() != gap)
            all.push_back(gap);
    }
    return all;
}

std::string number(const Entry& entry, Mark mark, const NumberFormat& format) {
    if (!entry.known) return "\\cdot";
    std::string tags = entry.id ? filled(",id=@", {toString(*entry.id)}) : "";
    if (entry.value.isNarrow()) tags += filled(",value=@", {format.full(entry.value.narrow())});
    if (mark != Mark::None) tags += mark == Mark::Here ? ",mark=here" : ",mark=used";
    const std::string number = formatNumber(entry.value, format);
    return tags.empty() ? filled("{@}", {number}) : filled("\\htmlData{@}{@}", {tags.substr(1), number});
}

}  // namespace

std::string shaped(const std::string& symbol, Shape shape) {
    return filled("\\underset{@ \\times @}{@}", {std::to_string(shape.rows), std::to_string(shape.columns), symbol});
}

std::string upper(int layer) { return filled("^{(@)}", {std::to_string(layer)}); }

std::string matrixGrid(Shape shape, int concernedRow, int concernedColumn, const EntryAt& entry, const MarkAt& mark,
                       const NumberFormat& format) {
    const auto rows = shown(shape.rows, concernedRow), columns = shown(shape.columns, concernedColumn);
    std::string text = "\\begin{bmatrix}";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r > 0) text += " \\\\ ";
        for (std::size_t k = 0; k < columns.size(); ++k) {
            if (k > 0) text += " & ";
            const bool rowGap = rows[r] == gap, columnGap = columns[k] == gap;
            if (rowGap || columnGap)
                text += rowGap && columnGap ? "\\ddots" : rowGap ? "\\vdots" : "\\cdots";
            else
                text += number(entry(rows[r], columns[k]), mark(rows[r], columns[k]), format);
        }
    }
    return text + "\\end{bmatrix}";
}

}  // namespace backprop
