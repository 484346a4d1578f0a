#pragma once
// Catch2 v2 (Debian 12) and v3 (Debian 13) under one name. Use only what both have:
// TEST_CASE, SECTION, GENERATE, INFO, CAPTURE, CHECK, REQUIRE, Approx, and the matchers below.
#include <string>
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
#include <catch2/catch.hpp>
inline auto ContainsSubstring(const std::string& part) { return Catch::Matchers::Contains(part); }
#endif

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
