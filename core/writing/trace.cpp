#include "writing/trace.hpp"

#include <algorithm>

#include "writing/notations/notation_writer.hpp"

namespace backprop {

namespace {

/// The steps of that iteration with these outlines, in their order; also for one sample of a batch.
std::vector<Step> writeSteps(const Iteration& iteration, const std::vector<StepOutline>& outlines,
                             const NumberFormat& format, const Writing& writing) {
    IterationFormulas formulas(iteration);
    const auto writer = notationWriter(writing, formulas, format);
    std::vector<Step> steps;
    steps.reserve(outlines.size());
    for (const StepOutline& outline : outlines) {
        const StepFacts facts = stepFacts(formulas, outline);
        StepText text = writer->step(facts);
        steps.push_back({.index = 0,
                         .sample = -1,
                         .rule = facts.rule,
                         .computes = facts.computes,
                         .reads = symbolsIn(facts.form),
                         .symbols = std::move(text.symbols),
                         .numbers = std::move(text.numbers),
                         .result = std::move(text.result),
                         .value = facts.value,
                         .before = facts.before,
                         .failure = facts.failure,
                         .articleLimit = text.articleLimit});
    }
    return steps;
}

}  // namespace

std::vector<Step> trace(const Iteration& iteration, const NumberFormat& format, const Writing& writing,
                        std::int64_t from, std::int64_t count) {
    const StepList list(*iteration.scenario);
    const auto failure = firstFailure(iteration, list);
    const std::int64_t length = failure ? failure->index + 1 : list.size();
    std::vector<StepOutline> outlines;
    for (std::int64_t i = from; i < length && i - from < count; ++i) outlines.push_back(list.at(i));
    std::vector<Step> steps = writeSteps(iteration, outlines, format, writing);
    for (Step& step : steps) step.index = from++;
    return steps;
}

std::vector<Step> trace(BatchIteration& batch, const NumberFormat& format, const Writing& writing, std::int64_t from,
                        std::int64_t count) {
    const StepList& list = batch.steps();
    const std::vector<int>& samples = batch.samples();
    const int last = static_cast<int>(samples.size()) - 1;
    std::vector<Step> all;
    const std::int64_t end = count < batch.length() - from ? from + count : batch.length();
    while (from < end) {
        const int position = list.positionOf(from);
        std::vector<StepOutline> outlines;
        for (std::int64_t i = from; i < end && list.positionOf(i) == position; ++i) outlines.push_back(list.at(i));
        const bool ofSample = position <= last;
        for (Step& step : writeSteps(batch.at(position), outlines, format, writing)) {
            step.index = from++;
            step.sample = ofSample || last == 0 ? samples[static_cast<std::size_t>(std::min(position, last))] : -1;
            all.push_back(std::move(step));
        }
    }
    return all;
}

}  // namespace backprop
