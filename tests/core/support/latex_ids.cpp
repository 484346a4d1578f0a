#include "latex_ids.hpp"

namespace support {
namespace {

/// Counts `\left` but not `\leftarrow`.
int countCommand(const std::string& latex, const std::string& command) {
    int count = 0;
    for (std::size_t at = latex.find(command); at != std::string::npos; at = latex.find(command, at + 1)) {
        const std::size_t after = at + command.size();
        const bool longer = after < latex.size() && latex[after] >= 'a' && latex[after] <= 'z';
        count += longer ? 0 : 1;
    }
    return count;
}

}  // namespace

bool bracesBalance(const std::string& latex) {
    int depth = 0;
    for (std::size_t i = 0; i < latex.size(); ++i) {
        if (latex[i] == '\\') ++i;  // an escaped brace is a letter
        if (latex[i] == '{' && latex[i - (i > 0 ? 1 : 0)] != '\\') ++depth;
        if (latex[i] == '}' && latex[i - (i > 0 ? 1 : 0)] != '\\' && --depth < 0) return false;
    }
    return depth == 0 && countCommand(latex, "\\left") == countCommand(latex, "\\right");
}

std::set<std::string> idsIn(const std::string& latex) {
    const std::string start = "\\htmlData{id=";
    std::set<std::string> ids;
    for (std::size_t at = latex.find(start); at != std::string::npos; at = latex.find(start, at + 1)) {
        const std::size_t begin = at + start.size();
        ids.insert(latex.substr(begin, latex.find_first_of(",}", begin) - begin));
    }
    return ids;
}

}  // namespace support
