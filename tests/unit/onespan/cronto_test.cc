#include "authtree/onespan/cronto.h"

#include <string>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::onespan {
namespace {

std::string MessageOf(const CrontoMessageParts& parts, std::string_view password) {
  const auto message = OnlineActivationMessage(parts, Secret(password));
  return message ? std::string(message->Expose()) : message.error().Describe();
}

TEST(OnlineActivationMessage, MatchesThePublishedVectors) {
  EXPECT_EQ(MessageOf({"user11021", "111", "hanyuchen9102-gmail", "hanyuchen9102-gmail"}, "3zE6RNH5"),
            "30323b7573657231313032313b3131313b68616e79756368656e393130322d676d61696c3b337a4536524e48353b6861"
            "6e79756368"
            "656e393130322d676d61696c");
  EXPECT_EQ(MessageOf({"jdoe", "0", "master", "acme-bank"}, "3zE6RNH5"),
            "30323b6a646f653b303b6d61737465723b337a4536524e48353b61636d652d62616e6b");
}

TEST(OnlineActivationMessage, IsNeverPadded) {
  EXPECT_EQ(MessageOf({"a", "0", "m", "t"}, "12345678"), "30323b613b303b6d3b31323334353637383b74");
}

TEST(PlainHex, MatchesThePublishedVectors) {
  EXPECT_EQ(HexEncode("8f238505-b9f8-4614-97b9-78304c29b086"),
            "38663233383530352d623966382d343631342d393762392d373833303463323962303836");
  EXPECT_EQ(HexEncode("123456"), "313233343536");
  EXPECT_EQ(HexEncode(""), "");
}

TEST(OnlineActivationMessage, EncodesUtf8) {
  EXPECT_EQ(MessageOf({"é", "0", "m", "t"}, "p"), HexEncode("02;é;0;m;p;t"));
}

TEST(OnlineActivationMessage, KeepsEveryOtherCharacter) {
  const std::string user("\"\\/?#%@ \r\n\0😀", 15);
  EXPECT_EQ(MessageOf({user, "0", "m", "t"}, "p"), HexEncode("02;" + user + ";0;m;p;t"));
}

TEST(OnlineActivationMessage, AllowsEmptyParts) {
  EXPECT_EQ(MessageOf({"", "", "", ""}, ""), HexEncode("02;;;;;"));
}

struct BadPart {
  CrontoMessageParts parts;
  std::string field;
};

class BrokenPart : public ::testing::TestWithParam<BadPart> {};

TEST_P(BrokenPart, IsRefusedBeforeARegistration) {
  const auto checked = CheckCrontoParts(GetParam().parts);
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(checked.error().Find(Fact::kField), GetParam().field);
}

TEST_P(BrokenPart, IsRefusedInTheMessage) {
  EXPECT_FALSE(OnlineActivationMessage(GetParam().parts, Secret("p")).has_value());
}

INSTANTIATE_TEST_SUITE_P(All, BrokenPart,
                         ::testing::Values(BadPart{{"a;b", "0", "m", "t"}, "userID"},
                                           BadPart{{"a", ";", "m", "t"}, "userProfile"},
                                           BadPart{{"a", "0", "m;", "t"}, "domain"},
                                           BadPart{{"a", "0", "m", ";t"}, "tenantName"},
                                           BadPart{{"a\xFF", "0", "m", "t"}, "userID"},
                                           BadPart{{"a", "0", "\xC0\xAF", "t"}, "domain"}));

TEST(OnlineActivationMessage, RefusesASemicolonInThePasswordAsAFaultOfTheService) {
  const auto message = OnlineActivationMessage({"a", "0", "m", "t"}, Secret("canary;1"));
  ASSERT_FALSE(message.has_value());
  EXPECT_EQ(message.error().code(), ErrorCode::kRejected);
  EXPECT_EQ(message.error().Find(Fact::kField), "activationPassword");
  EXPECT_EQ(message.error().Describe().find("canary"), std::string::npos);
}

TEST(EncodingOf, TakesEvenHexAsBytes) {
  EXPECT_EQ(EncodingOf(Secret("00fFA1")), MessageEncoding::kHexString);
  EXPECT_EQ(EncodingOf(Secret("00f")), MessageEncoding::kClearText);
  EXPECT_EQ(EncodingOf(Secret("")), MessageEncoding::kClearText);
  EXPECT_EQ(EncodingOf(Secret("hello!")), MessageEncoding::kClearText);
}

}  // namespace
}  // namespace authtree::inline v0::onespan
