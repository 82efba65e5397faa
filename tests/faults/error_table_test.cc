// Every fault at every node of an offline activation: the outcome, the code, what the person reads, how it
// ends.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "error_case.h"
#include "markdown_table.h"

namespace authtree::inline v0::faults {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The engine's limit for a round.
constexpr std::chrono::milliseconds kLongestRound{4000};

std::string ErrorOutcomeAt(Place place) {
  return place == Place::kAddDevice || place == Place::kActivateDevice ? "error" : "Error";
}

void Check(Place place, const ErrorCase& wanted, const Seen& seen) {
  EXPECT_EQ(seen.outcome, ErrorOutcomeAt(place));
  EXPECT_EQ(seen.told.code, wanted.told.code);
  EXPECT_EQ(seen.told.sentence, wanted.told.sentence);
  EXPECT_TRUE(SaysWhatToDo(seen.told.sentence)) << seen.told.sentence;
  EXPECT_THAT(seen.told.sentence, Not(HasSubstr("simulated")));
  EXPECT_EQ(seen.end, "denied");
  EXPECT_LE(seen.took, kLongestRound);
  EXPECT_THAT(seen.violations, IsEmpty());
}

class ErrorTable : public ::testing::TestWithParam<std::size_t> {
 protected:
  static const std::vector<ErrorRow>& Rows() {
    static const std::vector<ErrorRow> rows = AllErrorRows();
    return rows;
  }
};

TEST_P(ErrorTable, RowEndsInTheErrorOutcome) {
  const ErrorRow& row = Rows()[GetParam()];
  for (const Place place : kPlaces) {
    const ErrorCase& wanted = row.cases[static_cast<std::size_t>(place)];
    if (!wanted.make) continue;
    SCOPED_TRACE(row.fault + " at " + PlaceName(place));
    Check(place, wanted, Observe(place, wanted.make()));
  }
}

std::string TestName(const std::string& fault) {
  std::string name;
  bool capital = true;
  for (const char c : fault) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) name += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    capital = !letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Faults, ErrorTable, ::testing::Range(std::size_t{0}, AllErrorRows().size()),
                         [](const auto& test) { return TestName(AllErrorRows()[test.param].fault); });

TEST(ErrorTable, EveryCellIsFilledAndStandsInTheDocumentation) {
  std::vector<std::string> header{"fault"};
  for (const Place place : kPlaces) header.push_back(PlaceName(place));
  MarkdownTable table(std::move(header));
  for (const ErrorRow& row : AllErrorRows()) {
    std::vector<std::string> cells{row.fault};
    for (const Place place : kPlaces) {
      const ErrorCase& wanted = row.cases[static_cast<std::size_t>(place)];
      if (wanted.make) {
        cells.push_back(CellText(Observe(place, wanted.make())));
      } else {
        EXPECT_THAT(wanted.why_not, ::testing::StartsWith("n/a: "));
        cells.push_back(wanted.why_not);
      }
    }
    table.Add(std::move(cells));
  }
  Publish(table, "errors", "docs/onespan.md");
}

}  // namespace
}  // namespace authtree::inline v0::faults
