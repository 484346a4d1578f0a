#pragma once
// Whether there is memory for a piece of work, asked before it begins. A program without exceptions cannot come back
// from an allocation that fails in the midst of it.

#include <cstddef>

namespace backprop {

/// What an operation takes besides what grows with the scenario: steps in between, texts, one layer's numbers. In
/// bytes.
inline constexpr std::size_t workingMemory = std::size_t{1} << 20;

/// Whether so many bytes, and `workingMemory` besides, can be had now in one piece. None are kept.
bool hasMemory(std::size_t bytes);
/// The same for a call that has no error to answer with: where they cannot be had it fails as any allocation does.
void needMemory(std::size_t bytes);

/// What an allocator keeps beside each block, and the rounding of its size. In bytes.
inline constexpr std::size_t blockOverhead = 2 * sizeof(void*);

}  // namespace backprop
