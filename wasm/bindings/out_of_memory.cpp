// What happens where an allocation fails that was not asked for beforehand.

#include <emscripten.h>
#include <emscripten/stack.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

// clang-format off
EM_JS(void, stopOutOfMemory, (), { abort('out of memory'); });
// clang-format on

/// Embind without type information would write the number of a type that is not registered, and for that alone the
/// module would carry printf. Every type here is registered.
extern "C" int siprintf(char* text, const char*, ...) {
    *text = '\0';
    return 0;
}

namespace {

/// The start of the stack in a call from JavaScript.
const std::uintptr_t stackStart = emscripten_stack_get_current();

/// Freed where memory runs out, so that open sessions can still be read and undone.
void* spare = std::malloc(std::size_t{1} << 18);

/// An allocation failed that was not asked for beforehand. The call is left by a JavaScript exception. The frames that
/// it leaves give their stack back here; what they had on the heap is lost, but no session was being changed: a change
/// has its memory before anything moves.
void leaveCall() {
    std::free(std::exchange(spare, nullptr));
    asm volatile(
        ".globaltype __stack_pointer, i32\n"
        "local.get %0\n"
        "global.set __stack_pointer" ::"r"(stackStart));
    stopOutOfMemory();
}
const std::new_handler handlerBefore = std::set_new_handler(leaveCall);

}  // namespace
