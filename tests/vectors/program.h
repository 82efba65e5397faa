#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace authtree::inline v0::vectors {

/// Runs the recorded cases of a directory and shows how they came out. 0: everything is equal or meant,
/// 1: something is unexplained, 2: the arguments or the files cannot be used. What can be read is run in any
/// case.
[[nodiscard]] int RunProgram(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace authtree::inline v0::vectors
