#pragma once
// The members of an enumeration and the ids that they have outside of the core.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace backprop {

template <class E>
struct Id {
    E member;
    std::string_view id;
};

/// A table of all N members in their order; another order does not compile.
template <class E, std::size_t N>
struct Ids {
    consteval Ids(const std::array<Id<E>, N>& rows) {
        for (std::size_t i = 0; i < N; ++i) ids[static_cast<std::size_t>(rows[i].member) == i ? i : N] = rows[i].id;
    }

    constexpr std::string_view operator[](E member) const { return ids[static_cast<std::size_t>(member)]; }
    constexpr std::optional<E> find(std::string_view id) const {
        for (std::size_t i = 0; i < N; ++i)
            if (ids[i] == id) return static_cast<E>(i);
        return std::nullopt;
    }

    std::array<std::string_view, N> ids{};
};

}  // namespace backprop
