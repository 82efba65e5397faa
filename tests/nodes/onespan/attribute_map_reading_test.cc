#include "attribute_map_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::nodes {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Told(const TextMap& map, AttributeDirection direction = AttributeDirection::kDetect) {
  Diagnostics diagnostics;
  TellReading(map, direction, KnownAccountFields(), "/map", diagnostics);
  return diagnostics.ToText();
}

TEST(TellReading, G_01_WarnsWhereTheNamesDoNotDecide) {
  for (const TextMap& map :
       {TextMap{{"mail", "customMail"}}, TextMap{{"phoneNumber", "mobilePhoneNumber"}}}) {
    EXPECT_THAT(Told(map), AllOf(HasSubstr("warning at /map"), HasSubstr("state key to request field"),
                                 HasSubstr("optionalAttributesDirection to stateToPayload")));
  }
}

TEST(TellReading, G_01_NotesTheReadingThatTheNamesDecide) {
  EXPECT_THAT(Told({{"mail", "emailAddress"}}),
              AllOf(HasSubstr("note at /map"),
                    HasSubstr("the field 'emailAddress' is filled from the state key 'mail'")));
  EXPECT_THAT(Told({{"emailAddress", "mail"}}),
              AllOf(HasSubstr("note at /map"), HasSubstr("request field to state key"),
                    HasSubstr("the field 'emailAddress' is filled from the state key 'mail'"),
                    HasSubstr("optionalAttributesDirection to payloadToState")));
  EXPECT_THAT(Told({{"STATICPASSWORD", "pw"}}), HasSubstr("note at /map"));
}

TEST(TellReading, TakesAnEntryThatShowsTheDifference) {
  EXPECT_THAT(Told({{"age", "age"}, {"mail", "emailAddress"}}), HasSubstr("'emailAddress'"));
}

TEST(TellReading, IsSilentWhereBothReadingsAreTheSameOrTheDirectionIsGiven) {
  EXPECT_EQ(Told({}), "");
  EXPECT_EQ(Told({{"emailAddress", "emailAddress"}, {"age", "age"}}), "");
  EXPECT_EQ(Told({{"a", "b"}}, AttributeDirection::kPayloadToState), "");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
