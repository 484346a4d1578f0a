#include "session/history.hpp"

#include "network/memory.hpp"

namespace backprop {

std::size_t bytesOf(const Change& change) {
    constexpr std::size_t node = sizeof(Change) + 2 * sizeof(void*) + blockOverhead;
    if (change.scenario) return node + change.scenario->bytes;
    if (!change.training) return node;
    return node + sizeof(TrainingState) + 2 * blockOverhead + change.training->parameters.size() * sizeof(double);
}

void History::add(Entry entry) {
    while (canRedo()) drop(next_);
    if (entry.empty()) return;
    const Change& change = entry.front();
    entries_.splice(entries_.end(), entry);
    next_ = entries_.end();
    recount(change, 0);
}

void History::recount(const Change& change, std::size_t bytesBefore) {
    bytes_ = bytes_ - bytesBefore + bytesOf(change);
    trim(change);
}

void History::drop(Place place) {
    bytes_ -= bytesOf(*place);
    if (place == next_) ++next_;
    entries_.erase(place);
}

/// The oldest entries go first, then those furthest ahead.
void History::trim(const Change& kept) {
    while (bytes_ > limit && entries_.size() > 1) {
        const Place oldest = entries_.begin();
        if (&*oldest == &kept) {
            drop(std::prev(entries_.end()));
            continue;
        }
        if (oldest->scenario) ++firstDocument_;
        drop(oldest);
    }
}

}  // namespace backprop
