#include "network/memory.hpp"

#include <cstdlib>
#include <new>

namespace backprop {

bool hasMemory(std::size_t bytes) {
    // volatile: a compiler may otherwise leave out an allocation that nobody uses
    void* volatile block = std::malloc(bytes + workingMemory);
    const bool had = block != nullptr;
    std::free(block);
    return had;
}

void needMemory(std::size_t bytes) { ::operator delete(::operator new(bytes + workingMemory)); }

}  // namespace backprop
