#pragma once
// What is recorded of a run besides its losses: how large gradients and updates were, layer by layer, and the way that
// the parameters took.

#include <algorithm>
#include <cstdint>

#include "lab/fast_trainer.hpp"

namespace backprop::lab {

/// Rows of numbers, one of every `stride`-th moment from 0 on. Where there are `most`, an even number, every second one
/// is dropped, and the stride is twice as large: the memory of any number of moments is the same.
class ThinnedRows {
public:
    ThinnedRows(std::size_t width, std::size_t most) : width_(width), most_(most) {}

    bool wants(std::int64_t moment) const { return moment % stride_ == 0; }
    /// Room for the row of a moment that it wants; it has `width` numbers, and holds until the next call.
    double* add();
    std::size_t width() const { return width_; }
    std::size_t count() const { return width_ == 0 ? 0 : numbers_.size() / width_; }
    const double* row(std::size_t i) const { return numbers_.data() + i * width_; }
    std::int64_t stride() const { return stride_; }

private:
    std::size_t width_, most_;
    std::int64_t stride_ = 1;
    std::vector<double> numbers_{};
};

class Watch {
public:
    explicit Watch(FastTrainer& trainer);

    /// To be called before and after each update, which may come sample by sample; `epochs` are finished before it.
    void before(FastTrainer& trainer, std::int64_t epochs);
    void after(FastTrainer& trainer);

    /// A row an epoch, that of its last update: the number of the epoch, from 0; for each layer the root mean square of
    /// its batch's dL/dw; for each layer that of the update of its weights, relative to the weights before it.
    const ThinnedRows& sizes() const { return sizes_; }
    /// A row an update: the parameters before it. Fewer rows for a larger network, 2 to 512.
    const ThinnedRows& trail() const { return trail_; }

private:
    ThinnedRows sizes_, trail_;
    std::vector<double> parameters_{};  // before the last update of an epoch
    std::int64_t recorded_ = -1;        // the update whose beginning the trail has seen
    std::int64_t epoch_ = 0;
    bool isLast_ = false;
};

}  // namespace backprop::lab
