// The table of the reference pack's faults in docs/onespan.md: every fault has one row, with the tests that
// show it absent or with the reason why it cannot be here.
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <string>

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

/// How many faults of each kind are known. They are numbered from 1.
const std::map<std::string, int> kFaults{{"SEC", 22}, {"COR", 55}, {"PERF", 7}, {"USE", 11}};

/// A row that names no test.
constexpr const char* kNoTest = "–";

struct Row {
  std::string here;
  std::string test;
};

std::string IdOf(const std::string& kind, int number) {
  return "D-" + kind + (number < 10 ? "-0" : "-") + std::to_string(number);
}

std::multimap<std::string, Row> RowsOfTheDocument() {
  std::multimap<std::string, Row> rows;
  std::ifstream file(AUTHTREE_SOURCE_DIR "/docs/onespan.md");
  const std::regex row(R"(^\| (D-[A-Z]+-\d\d) \| .+ \| (.+) \| (.+) \|$)");
  for (std::string line; std::getline(file, line);) {
    std::smatch found;
    if (std::regex_match(line, found, row)) rows.emplace(found[1], Row{found[2], found[3]});
  }
  return rows;
}

TEST(FaultTable, HasOneRowForEveryFault) {
  const std::multimap<std::string, Row> rows = RowsOfTheDocument();
  std::size_t faults = 0;
  for (const auto& [kind, count] : kFaults) {
    for (int number = 1; number <= count; ++number) {
      EXPECT_EQ(rows.count(IdOf(kind, number)), 1U) << IdOf(kind, number);
      ++faults;
    }
  }
  EXPECT_EQ(rows.size(), faults) << "a row is about no known fault";
}

// A test may fail to prove what it says, a row without one can only say why there is nothing to prove.
TEST(FaultTable, ARowWithoutATestSaysWhyTheFaultCannotBeHere) {
  int tested = 0;
  int reasoned = 0;
  for (const auto& [id, row] : RowsOfTheDocument()) {
    if (row.test != kNoTest) {
      EXPECT_NE(row.test.find('`'), std::string::npos) << id << " names no test: " << row.test;
      ++tested;
      continue;
    }
    EXPECT_TRUE(row.here.starts_with("cannot be here: ")) << id << ": " << row.here;
    ++reasoned;
  }
  std::cout << "faults of the reference pack: " << tested << " with a test, " << reasoned
            << " with a reason only\n";
}

}  // namespace
}  // namespace authtree::inline v0
