#include "authtree/walk/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::walk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Matcher Read(std::string_view text) {
  Diagnostics diagnostics;
  Matcher matcher = Matcher::Read(*ParseJson(text), "/here", diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.ToText();
  return matcher;
}

bool Accepts(std::string_view matcher, Value value) { return Read(matcher).Accepts(&value); }

class BadMatcher : public ::testing::TestWithParam<const char*> {};

TEST_P(BadMatcher, IsAFindingAtItsPlace) {
  Diagnostics diagnostics;
  static_cast<void>(Matcher::Read(*ParseJson(GetParam()), "/here", diagnostics));
  ASSERT_EQ(diagnostics.findings().size(), 1U);
  EXPECT_THAT(diagnostics.findings().front().place, HasSubstr("/here"));
  EXPECT_NE(diagnostics.findings().front().fix, "");
}

INSTANTIATE_TEST_SUITE_P(Table, BadMatcher,
                         ::testing::Values("{}", R"({"like": "x"})", R"({"any": true, "absent": true})",
                                           R"({"any": false})", R"({"secret": 1})", R"({"absent": "true"})",
                                           R"({"matches": "("})", R"({"matches": 7})", R"({"contains": 7})",
                                           R"({"contains": ""})"));

TEST(Matcher, ExpressionThatIsTooLongIsAFinding) {
  Diagnostics diagnostics;
  static_cast<void>(Matcher::Read(Json{{"matches", std::string(1001, 'a')}}, "", diagnostics));
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Matcher, FindingsDoNotRepeatValues) {
  Diagnostics diagnostics;
  static_cast<void>(Matcher::Read(Json{{"matches", "(hush"}}, "/here", diagnostics));
  EXPECT_THAT(diagnostics.ToText(), Not(HasSubstr("hush")));
}

TEST(Matcher, PlainValueIsThatValue) {
  EXPECT_TRUE(Accepts(R"("x")", Json("x")));
  EXPECT_FALSE(Accepts(R"("x")", Json("X")));
  EXPECT_FALSE(Accepts(R"("7")", Json(7)));
  EXPECT_TRUE(Accepts("7", Json(7)));
  EXPECT_TRUE(Accepts("null", Json(nullptr)));
  EXPECT_TRUE(Accepts("[1]", Json::array({1})));
}

TEST(Matcher, ObjectIsComparedWithEquals) {
  EXPECT_TRUE(Accepts(R"({"equals": {"a": 1}})", Json{{"a", 1}}));
  EXPECT_FALSE(Accepts(R"({"equals": {"a": 1}})", Json{{"a", 2}}));
}

TEST(Matcher, ExpressionIsFoundAnywhereUnlessItIsAnchored) {
  EXPECT_TRUE(Accepts(R"({"matches": "b"})", Json("abc")));
  EXPECT_FALSE(Accepts(R"({"matches": "^b"})", Json("abc")));
  EXPECT_TRUE(Accepts(R"({"matches": "^VDS[0-9]{7}$"})", Json("VDS1000001")));
}

TEST(Matcher, ExpressionThatTakesTooLongAcceptsNothing) {
  EXPECT_FALSE(Accepts(R"({"matches": "^(a?){30}(a*)*(b|a)*c$"})", Json(std::string(200, 'a'))));
}

TEST(Matcher, ContainsIsAPartOfTheText) {
  EXPECT_TRUE(Accepts(R"({"contains": "b("})", Json("ab(c")));
  EXPECT_FALSE(Accepts(R"({"contains": "b("})", Json("abc")));
}

TEST(Matcher, SecretIsComparedByItsText) {
  EXPECT_TRUE(Accepts(R"("x")", Secret("x")));
  EXPECT_FALSE(Accepts(R"("x")", Secret("y")));
  EXPECT_TRUE(Accepts(R"({"matches": "^x"})", Secret("xy")));
  EXPECT_TRUE(Accepts(R"({"secret": true})", Secret("x")));
  EXPECT_FALSE(Accepts(R"({"secret": true})", Json("x")));
}

TEST(Matcher, OnlyAbsentAcceptsNothing) {
  EXPECT_TRUE(Read(R"({"absent": true})").Accepts(nullptr));
  EXPECT_FALSE(Accepts(R"({"absent": true})", Json("x")));
  EXPECT_FALSE(Read(R"({"any": true})").Accepts(nullptr));
  EXPECT_FALSE(Read("null").Accepts(nullptr));
}

TEST(Matcher, JsonIsReadBack) {
  for (const char* text :
       {R"("x")", "7", "[1]", R"({"equals":{"a":1}})", R"({"matches":"x"})", R"({"contains":"x"})",
        R"({"any":true})", R"({"secret":true})", R"({"absent":true})"}) {
    EXPECT_EQ(DumpJson(Read(text).ToJson()), text);
  }
}

TEST(EscapedExpression, FindsExactlyItsText) {
  const std::string text = R"(a.[b]{c}(d)\*+?|^$)";
  EXPECT_TRUE(Matcher::Matches("^" + EscapedExpression(text) + "$").Accepts(text));
  EXPECT_FALSE(Matcher::Matches("^" + EscapedExpression(".") + "$").Accepts("x"));
}

}  // namespace
}  // namespace authtree::inline v0::walk
