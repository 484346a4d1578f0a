#include "convert.hpp"

#include <cmath>

namespace backprop::js {

Object& Object::set(const char* key, const val& value) {
    object_.set(key, value);
    return *this;
}
Object& Object::set(const char* key, double value) { return set(key, val(value)); }
Object& Object::set(const char* key, int value) { return set(key, val(value)); }
Object& Object::set(const char* key, bool value) { return set(key, val(value)); }
Object& Object::set(const char* key, std::string_view text) { return set(key, val(std::string(text))); }

val fromDoubles(const double* data, std::size_t size) {
    return val(emscripten::typed_memory_view(size, data)).call<val>("slice");
}

val fromVector(const Vector& v) { return fromDoubles(v.data(), static_cast<std::size_t>(v.size())); }
val finiteOrNull(double value) { return std::isfinite(value) ? val(value) : val::null(); }

namespace {

constexpr Ids<NonFiniteCause, 2> causes{{{
    {NonFiniteCause::Overflow, "overflow"},
    {NonFiniteCause::Undefined, "undefined"},
}}};

constexpr Ids<ErrorCode, 5> codes{{{
    {ErrorCode::NonFinite, "nonFinite"},
    {ErrorCode::Invalid, "invalid"},
    {ErrorCode::UnknownQuantity, "unknownQuantity"},
    {ErrorCode::OutOfRange, "outOfRange"},
    {ErrorCode::OutOfMemory, "outOfMemory"},
}}};

}  // namespace

std::string_view toString(NonFiniteCause cause) { return causes[cause]; }

val fromError(const Error& error) {
    Object inner;
    inner.set("code", codes[error.code]);
    if (error.code == ErrorCode::NonFinite) {
        inner.set("quantity", fromId(error.quantity));
        inner.set("cause", toString(error.cause));
        if (error.sample >= 0) inner.set("sample", error.sample);
    }
    if (!error.path.empty()) inner.set("path", error.path);
    Object outer;
    outer.set("error", inner.done());
    return outer.done();
}

}  // namespace backprop::js
