#pragma once
// Questions of tests about a formula, without knowing its text: whether it is well formed, and which ids are in it.

#include <set>
#include <string>

namespace support {

/// Whether { and }, and \left and \right, come in pairs.
bool bracesBalance(const std::string& latex);

/// The ids in \htmlData{id=...}.
std::set<std::string> idsIn(const std::string& latex);

}  // namespace support
