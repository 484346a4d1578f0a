#pragma once
// What tests ask of a formula without knowing its text: that it is well formed, and which ids stand in it.

#include <set>
#include <string>

namespace support {

/// Whether { and }, and \left and \right, come in pairs.
bool bracesBalance(const std::string& latex);

/// The ids in \htmlData{id=...}.
std::set<std::string> idsIn(const std::string& latex);

}  // namespace support
