#pragma once
// A network as source code in other languages.

#include "formulas/code_writer.hpp"  // IWYU pragma: export
