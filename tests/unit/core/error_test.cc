#include "authtree/core/error.h"

#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/result.h"

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

struct CodeCase {
  ErrorCode code;
  std::string_view name;
};

class ErrorCodeNames : public ::testing::TestWithParam<CodeCase> {};

TEST_P(ErrorCodeNames, AreStable) { EXPECT_EQ(ErrorCodeName(GetParam().code), GetParam().name); }

INSTANTIATE_TEST_SUITE_P(All, ErrorCodeNames,
                         ::testing::Values(CodeCase{ErrorCode::kInvalidInput, "invalid_input"},
                                           CodeCase{ErrorCode::kMissingState, "missing_state"},
                                           CodeCase{ErrorCode::kNotFound, "not_found"},
                                           CodeCase{ErrorCode::kConflict, "conflict"},
                                           CodeCase{ErrorCode::kLicenseLimit, "license_limit"},
                                           CodeCase{ErrorCode::kAuthenticatorLimit, "authenticator_limit"},
                                           CodeCase{ErrorCode::kRejected, "rejected"},
                                           CodeCase{ErrorCode::kUnavailable, "unavailable"},
                                           CodeCase{ErrorCode::kTimeout, "timeout"},
                                           CodeCase{ErrorCode::kInternal, "internal"}));

TEST(FactName, IsDifferentForEachFact) {
  std::set<std::string_view> names;
  for (int fact = 0; fact <= static_cast<int>(Fact::kReason); ++fact) {
    names.insert(FactName(static_cast<Fact>(fact)));
  }

  EXPECT_EQ(names.size(), static_cast<std::size_t>(Fact::kReason) + 1);
}

TEST(FixedText, HoldsTheLiteralWithoutItsEnd) {
  constexpr FixedText kText("four");

  EXPECT_EQ(kText.view(), "four");
}

TEST(FixedText, TakesAConstantArray) {
  static constexpr char kArray[] = "constant";
  constexpr FixedText kText(kArray);

  EXPECT_EQ(kText.view(), "constant");
}

TEST(Error, KeepsFactsInOrder) {
  const Error error =
      Error(ErrorCode::kRejected, "No.").With(Fact::kHttpStatus, "403").With(Fact::kNode, "n");

  EXPECT_THAT(error.facts(), ElementsAre(Pair(Fact::kHttpStatus, "403"), Pair(Fact::kNode, "n")));
}

TEST(Error, FindsAFactOrNothing) {
  Error error(ErrorCode::kRejected, "No.");
  error.With(Fact::kHttpStatus, "403");

  EXPECT_EQ(error.Find(Fact::kHttpStatus), "403");
  EXPECT_EQ(error.Find(Fact::kRoute), "");
}

TEST(Error, FindsTheFirstOfTwoEqualFacts) {
  const Error error =
      Error(ErrorCode::kInternal, "No.").With(Fact::kNode, "inner").With(Fact::kNode, "outer");

  EXPECT_EQ(error.Find(Fact::kNode), "inner");
}

TEST(Error, DescribesItselfInOneLine) {
  EXPECT_EQ(Error(ErrorCode::kTimeout, "Too late.").Describe(), "Too late.");
  EXPECT_EQ(Error(ErrorCode::kTimeout, "Too late.")
                .With(Fact::kRoute, "/v1/x")
                .With(Fact::kHttpStatus, "504")
                .Describe(),
            "Too late. (route=/v1/x, http_status=504)");
}

TEST(Error, AFactCannotStartALineOfItsOwn) {
  const Error error = Error(ErrorCode::kInternal, "No.").With(Fact::kNode, "a\r\nevent=login");

  EXPECT_EQ(error.Describe(), "No. (node=a\\x0d\\x0aevent=login)");
}

TEST(FirstError, IsNothingWhenAllHaveAValue) {
  EXPECT_EQ(FirstError(Result<int>(1), Result<std::string>("x")), std::nullopt);
}

TEST(FirstError, IsTheFirstInOrder) {
  const Result<int> good(1);
  const Result<int> first = tl::unexpected(Error(ErrorCode::kNotFound, "First."));
  const Result<std::string> second = tl::unexpected(Error(ErrorCode::kConflict, "Second."));

  const auto error = FirstError(good, first, second);

  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message(), "First.");
}

TEST(Error, MayBeAssignedToWhatItWasBuiltFrom) {
  Error error = Error(ErrorCode::kTimeout, "Too late.").With(Fact::kNode, "n");

  error = std::move(error).With(Fact::kLimit, "1");

  EXPECT_THAT(error.facts(), ElementsAre(Pair(Fact::kNode, "n"), Pair(Fact::kLimit, "1")));
}

}  // namespace
}  // namespace authtree::inline v0
