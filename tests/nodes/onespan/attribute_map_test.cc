#include "attribute_map.h"

#include <algorithm>

#include <gmock/gmock.h>

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::FieldsAre;

AttributeMap Read(const TextMap& map, AttributeDirection direction = AttributeDirection::kDetect) {
  return ReadAttributeMap(map, direction, KnownAccountFields());
}

TEST(ReadAttributeMap, G_01_TakesStateKeysFirstWhenTheValuesAreFields) {
  const AttributeMap map = Read({{"emailAddressInSharedState", "emailAddress"}});
  EXPECT_EQ(map.direction, AttributeDirection::kStateToPayload);
  EXPECT_THAT(map.attributes, ElementsAre(FieldsAre("emailAddressInSharedState", "emailAddress")));
}

TEST(ReadAttributeMap, G_01_TakesFieldsFirstWhenTheKeysAreFields) {
  const AttributeMap map = Read({{"emailAddress", "mail"}});
  EXPECT_EQ(map.direction, AttributeDirection::kPayloadToState);
  EXPECT_THAT(map.attributes, ElementsAre(FieldsAre("mail", "emailAddress")));
}

TEST(ReadAttributeMap, G_01_TakesTheVendorsDirectionWhenNothingIsKnown) {
  EXPECT_EQ(Read({{"mail", "customMail"}}).direction, AttributeDirection::kStateToPayload);
}

TEST(ReadAttributeMap, G_01_TakesTheVendorsDirectionWhenBothSidesAreFields) {
  EXPECT_EQ(Read({{"phoneNumber", "mobilePhoneNumber"}}).direction, AttributeDirection::kStateToPayload);
}

TEST(ReadAttributeMap, G_01_ADirectionThatIsGivenDecides) {
  const AttributeMap map = Read({{"emailAddress", "mail"}}, AttributeDirection::kStateToPayload);
  EXPECT_THAT(map.attributes, ElementsAre(FieldsAre("emailAddress", "mail")));
}

TEST(ReadAttributeMap, KnowsTheStaticPasswordInAnyCase) {
  EXPECT_EQ(Read({{"STATICPASSWORD", "pw"}}).direction, AttributeDirection::kPayloadToState);
}

TEST(KnownAccountFields, AreSortedAndUnique) {
  const auto fields = KnownAccountFields();
  EXPECT_EQ(std::adjacent_find(fields.begin(), fields.end(), std::greater_equal<>()), fields.end());
}

}  // namespace
}  // namespace authtree::inline v0::nodes
