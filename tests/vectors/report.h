#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "authtree/core/json.h"

#include "verdict.h"

namespace authtree::inline v0::vectors {

/// How the cases of one node type came out.
struct Tally {
  std::size_t cases = 0;
  std::size_t equal = 0;
  std::size_t unexplained = 0;
  std::map<std::string, std::size_t> decisions{};  ///< cases in which each one explains something

  void Count(const Verdict& verdict);
  [[nodiscard]] std::size_t deviating() const { return cases - equal - unexplained; }
};

/// Collects verdicts and shows them.
class Report {
 public:
  void Add(Verdict verdict);

  [[nodiscard]] bool unexplained() const;
  [[nodiscard]] bool empty() const { return verdicts_.empty(); }

  /// A table with a row a node type, the decisions of each, and every unexplained case in full.
  void Print(std::ostream& out) const;
  /// Every case that is not equal, with each difference and its decision.
  void PrintAll(std::ostream& out) const;
  /// The same as one JSON object.
  [[nodiscard]] OrderedJson ToJson() const;

 private:
  std::map<std::string, Tally> tallies_;
  std::vector<Verdict> verdicts_;
};

}  // namespace authtree::inline v0::vectors
