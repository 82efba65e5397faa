#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace authtree::inline v0 {

/// One text of the suite. The name says what is special about it.
struct JsonText {
  const char* name;
  std::string_view text;

  friend std::ostream& operator<<(std::ostream& out, const JsonText& row) { return out << row.name; }
};

/// For the names of parametrised tests.
inline constexpr auto kNameOfText = [](const auto& test) { return std::string(test.param.name); };

}  // namespace authtree::inline v0
