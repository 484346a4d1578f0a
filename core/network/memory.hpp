#pragma once
// Whether there is memory for a piece of work, asked before it begins. A program without exceptions cannot come back
// from an allocation that fails in the midst of it.

#include <cstddef>

namespace backprop {

/// The memory of an operation that does not grow with the scenario: steps in between, texts, one layer's numbers. In
/// bytes.
inline constexpr std::size_t workingMemory = std::size_t{1} << 20;

/// Whether so many bytes, and `workingMemory` besides, can be had now in one piece. None are kept.
bool hasMemory(std::size_t bytes);
/// For a call that has no error to answer with: where the bytes cannot be had it fails as any allocation does.
void needMemory(std::size_t bytes);

/// The bookkeeping of an allocator for each block, and the rounding of its size. In bytes.
inline constexpr std::size_t blockOverhead = 2 * sizeof(void*);

}  // namespace backprop
