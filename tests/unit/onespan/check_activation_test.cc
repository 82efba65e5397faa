#include <string>

#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

class CheckActivationTest : public RestApiTest {
 protected:
  Result<CheckActivationReply> Check(std::string user = "alice", std::string domain = "demo") {
    return testkit::Drive(
        api_->CheckActivation(Call(), CheckActivationRequest(UserId(std::move(user), std::move(domain)))));
  }
};

TEST_F(CheckActivationTest, AsksWithoutWaiting) {
  ReplyJson(200, R"({"activationStatus":"pending"})");
  ASSERT_TRUE(Check().has_value());
  EXPECT_EQ(LastBody(), (Json{{"login", "alice"}, {"domain", "demo"}, {"timeoutSeconds", 0}}));
  EXPECT_EQ(LastRequest().target, "/v1/registrations/check-status");
  EXPECT_EQ(LastRequest().resend, http::Resend::kSafe);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(CheckActivationTest, LeavesAnEmptyDomainOut) {
  ReplyJson(200, R"({"activationStatus":"pending"})");
  ASSERT_TRUE(Check("alice", "").has_value());
  EXPECT_EQ(LastBody(), (Json{{"login", "alice"}, {"timeoutSeconds", 0}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(CheckActivationTest, ReadsEveryStatus) {
  const std::vector<std::pair<std::string, ActivationStatus>> statuses{
      {"unknown", ActivationStatus::kUnknown},
      {"pending", ActivationStatus::kPending},
      {"activated", ActivationStatus::kActivated},
      {"timeout", ActivationStatus::kTimeout}};
  for (const auto& [name, status] : statuses) {
    const std::string body = DumpJson(Json{{"activationStatus", name}});
    ASSERT_EQ(ReplyViolations("/v1/registrations/check-status", 200, body), "");
    ReplyJson(200, body);
    EXPECT_EQ(Check()->status, status) << name;
  }
}

TEST_F(CheckActivationTest, RejectsAnyOtherStatus) {
  for (const std::string_view body : {"{}", R"({"activationStatus":null})", R"({"activationStatus":"error"})",
                                      R"({"activationStatus":"ACTIVATED"})", R"({"activationStatus":1})"}) {
    ReplyJson(200, body);
    EXPECT_THAT(Check(), FailsWith(ErrorCode::kRejected, "activationStatus")) << body;
  }
}

TEST_F(CheckActivationTest, RefusesUserAndDomainOutsideTheirLimits) {
  EXPECT_THAT(Check(""), FailsWith(ErrorCode::kInvalidInput, "login"));
  EXPECT_THAT(Check(std::string(256, 'u')), FailsWith(ErrorCode::kInvalidInput, "login"));
  EXPECT_THAT(Check("alice", std::string(256, 'd')), FailsWith(ErrorCode::kInvalidInput, "domain"));
  EXPECT_TRUE(transport_->sent().empty());
}

}  // namespace
}  // namespace authtree::inline v0::onespan
