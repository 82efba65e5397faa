#include "authtree/core/text.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace authtree::inline v0 {

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = LowerAscii(c);
  return lower;
}

bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return LowerAscii(a) == LowerAscii(b); });
}

std::size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t k = 0; k < right.size(); ++k) {
      const std::size_t above = row[k + 1];
      const std::size_t replaced = diagonal + (left[i] == right[k] ? 0 : 1);
      row[k + 1] = std::min({replaced, above + 1, row[k] + 1});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace authtree::inline v0
