// Every test of the vendor's pack has one here, and a row of docs/testing.md that says how the two compare.
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::conformance {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// The first and last number of the tests that run there, and of those that are switched off.
constexpr std::pair<int, int> kActive{1, 15};
constexpr std::pair<int, int> kSwitchedOff{20, 37};

std::string TwoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "01" to "37".
std::set<std::string> Numbers() {
  std::set<std::string> numbers;
  for (const auto& [first, last] : {kActive, kSwitchedOff}) {
    for (int number = first; number <= last; ++number) numbers.insert(TwoDigits(number));
  }
  return numbers;
}

/// The tests of the suite `Conformance` in this program.
std::vector<std::string> FactTests() {
  std::vector<std::string> names;
  const testing::UnitTest& program = *testing::UnitTest::GetInstance();
  for (int i = 0; i < program.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *program.GetTestSuite(i);
    if (std::string(suite.name()) != "Conformance") continue;
    for (int k = 0; k < suite.total_test_count(); ++k) names.emplace_back(suite.GetTestInfo(k)->name());
  }
  return names;
}

std::vector<std::string> LinesOf(const std::string& document) {
  std::vector<std::string> lines;
  std::ifstream file(AUTHTREE_SOURCE_DIR "/docs/" + document);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

struct Row {
  std::string test;
  std::string verdict;
};

/// By number.
std::multimap<std::string, Row> RowsOfTheDocument() {
  std::multimap<std::string, Row> rows;
  const std::regex row(R"(^\| T-(\d\d) \| .+ \| `Conformance\.(\w+)` \| (.+) \|$)");
  for (const std::string& line : LinesOf("testing.md")) {
    std::smatch found;
    if (std::regex_match(line, found, row)) rows.emplace(found[1], Row{found[2], found[3]});
  }
  return rows;
}

/// The ids of the rows of docs/onespan.md that say where this project differs on purpose.
std::set<std::string> DecisionIds() {
  std::set<std::string> ids;
  const std::regex row(R"(^\| ([DGN]-[A-Z0-9-]+)(?:, ([DGN]-[A-Z0-9-]+))? \|.*)");
  for (const std::string& line : LinesOf("onespan.md")) {
    std::smatch found;
    if (!std::regex_match(line, found, row)) continue;
    ids.insert(found[1]);
    ids.insert(found[2]);
  }
  ids.erase("");
  return ids;
}

TEST(ConformanceCoverage, EveryTestOfTheVendorHasOneHere) {
  EXPECT_THAT(Numbers(), SizeIs(33));
  std::multiset<std::string> numbers;
  const std::regex named(R"(^T(\d\d)_[A-Z]\w+$)");
  for (const std::string& name : FactTests()) {
    std::smatch found;
    ASSERT_TRUE(std::regex_match(name, found, named)) << name;
    numbers.insert(found[1]);
  }
  for (const std::string& number : Numbers()) EXPECT_EQ(numbers.count(number), 1U) << "T-" << number;
  EXPECT_THAT(numbers, SizeIs(Numbers().size()));
}

TEST(ConformanceCoverage, EveryTestOfTheVendorHasARowThatNamesItsTest) {
  const std::multimap<std::string, Row> rows = RowsOfTheDocument();
  EXPECT_THAT(rows, SizeIs(Numbers().size()));
  const std::vector<std::string> tests = FactTests();
  for (const std::string& number : Numbers()) {
    ASSERT_EQ(rows.count(number), 1U) << "T-" << number;
    const std::string& test = rows.find(number)->second.test;
    EXPECT_THAT(tests, Contains(test));
    EXPECT_THAT(test, StartsWith("T" + number + "_"));
  }
}

TEST(ConformanceCoverage, ADeviationNamesTheDecisionBehindIt) {
  const std::set<std::string> decisions = DecisionIds();
  const std::regex deviation(R"(^deviates: .+ \(((?:[DGN]-[A-Z0-9-]+(?:, )?)+)\)$)");
  const std::regex id(R"([DGN]-[A-Z0-9-]+)");
  for (const auto& [number, row] : RowsOfTheDocument()) {
    if (row.verdict == "equal") continue;
    std::smatch found;
    ASSERT_TRUE(std::regex_match(row.verdict, found, deviation)) << "T-" << number << ": " << row.verdict;
    const std::string ids = found[1];
    for (std::sregex_iterator at(ids.begin(), ids.end(), id), end; at != end; ++at) {
      EXPECT_THAT(decisions, Contains(at->str())) << "T-" << number;
    }
  }
}

}  // namespace
}  // namespace authtree::inline v0::conformance
