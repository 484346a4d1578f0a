#pragma once
// A value or the reason why there is none. The library neither throws nor prints nor aborts.

#include <string>
#include <utility>
#include <variant>

#include "expressions/quantity.hpp"

namespace backprop {

enum class ErrorCode {
    NonFinite,        // a quantity left the finite doubles: `quantity` is the first, `cause` says how
    Invalid,          // the scenario contradicts itself: `path` names the place
    UnknownQuantity,  // the network has no such quantity: `quantity` or `path` holds what was asked for
    OutOfRange,       // an index or size is outside its range: `path` names the argument
    OutOfMemory,      // there is not enough memory for the call
};

enum class NonFiniteCause {
    Overflow,   // too large for a double
    Undefined,  // no real value, such as ln of zero or less, or inf - inf
};

struct Error {
    ErrorCode code = ErrorCode::Invalid;
    Quantity quantity{};
    NonFiniteCause cause = NonFiniteCause::Overflow;
    std::string path{};
    int sample = -1;  // NonFinite in work on several samples: the one at which it happened, from 0; -1 where at none
};

template <class T>
class Result {
public:
    Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
    Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only when ok().
    T& value() { return *std::get_if<0>(&state_); }
    const T& value() const { return *std::get_if<0>(&state_); }
    /// Only when not ok().
    const Error& error() const { return *std::get_if<1>(&state_); }

private:
    std::variant<T, Error> state_;
};

/// For calls that have nothing to hand back.
struct Done {};

inline Error invalid(std::string path) { return {ErrorCode::Invalid, {}, {}, std::move(path)}; }
inline Error outOfRange(std::string path) { return {ErrorCode::OutOfRange, {}, {}, std::move(path)}; }
inline Error outOfMemory() { return {ErrorCode::OutOfMemory}; }
inline Error unknownQuantity(std::string id) { return {ErrorCode::UnknownQuantity, {}, {}, std::move(id)}; }

}  // namespace backprop
