#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::metrics::testing {

/// A sample of a metrics page.
struct Sample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;
};

/// A metrics page as a strict reader of the text format 0.0.4 sees it.
struct Exposition {
  std::map<std::string, std::string> types;  ///< by family
  std::map<std::string, std::string> help;   ///< by family
  std::vector<Sample> samples;
  std::vector<std::string> problems;  ///< what breaks the format; empty for a good page

  /// The value of the one sample with that name and at least these labels; NaN when there is not one.
  [[nodiscard]] double Value(std::string_view name,
                             const std::map<std::string, std::string>& labels = {}) const;
};

/// Reads a page. A problem is: a line that is neither comment, sample nor empty; a name or label name with
/// wrong characters; a bad escape; a value that is no number; a sample without TYPE before it; two samples
/// alike; families that are mixed; counters whose name does not end with _total; a histogram whose buckets do
/// not grow, lack +Inf, or do not end with its count; a page that does not end with a line.
[[nodiscard]] Exposition ReadExposition(const std::string& text);

}  // namespace authtree::inline v0::metrics::testing
