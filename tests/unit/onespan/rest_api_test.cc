#include "authtree/onespan/rest_api.h"

#include <chrono>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(RestApiTest, KnowsItsTenant) {
  EXPECT_EQ(api_->tenant(), "acme-bank");
  EXPECT_TRUE(api_->is_sandbox());
}

TEST_F(RestApiTest, RefusesBadOptions) {
  const auto field = [this](auto change) {
    auto options = Options();
    change(options);
    const auto api = RestApi::Make(std::move(options), transport_);
    return api ? std::string() : std::string(api.error().Find(Fact::kField));
  };
  EXPECT_EQ(field([](RestApiOptions& o) { o.application_ref = std::string(64, 'a'); }), "");
  EXPECT_EQ(field([](RestApiOptions& o) { o.application_ref = std::string(65, 'a'); }), "applicationRef");
  EXPECT_EQ(field([](RestApiOptions& o) { o.application_ref = "a\r\nb"; }), "applicationRef");
  EXPECT_EQ(field([](RestApiOptions& o) { o.call_timeout = milliseconds(0); }), "callTimeout");
  EXPECT_EQ(field([](RestApiOptions& o) { o.risk_analytics_environment = "a b"; }),
            "Risk-Analytics-Environment");
  EXPECT_EQ(field([](RestApiOptions& o) { o.risk_analytics_environment = std::string(21, 'a'); }),
            "Risk-Analytics-Environment");
  EXPECT_EQ(RestApi::Make(Options(), nullptr).error().Find(Fact::kField), "transport");
}

TEST_F(RestApiTest, TakesTheMachinesClockWhenThereIsNoOther) {
  RestApiOptions options{.location = *ServiceLocation::ForTenant("acme", Environment::kSdb)};
  EXPECT_TRUE(RestApi::Make(std::move(options), transport_).has_value());
}

TEST_F(RestApiTest, PutsTheVersionBehindABasePath) {
  auto options = Options();
  options.location = *ServiceLocation::AtUrl("acme", "https://gateway.example:8443/Tid/");
  Configure(std::move(options));
  ReplyJson(200, R"({"activationStatus":"pending"})");
  EXPECT_FALSE(Perform(Operation::kCheckActivation).has_value());
  EXPECT_EQ(LastRequest().url, "https://gateway.example:8443/Tid/v1/registrations/check-status");
}

TEST_F(RestApiTest, EveryPlainRequestKeepsTheContract) {
  for (const Operation operation : AllOperations()) {
    ReplyError(500, "x");
    EXPECT_TRUE(Perform(operation).has_value());
    EXPECT_EQ(ContractViolations(), "") << OperationName(operation);
  }
}

TEST_F(RestApiTest, ACallEndsAtItsTimeout) {
  for (const Operation operation : AllOperations()) {
    ReplyError(500, "x");
    (void)Perform(operation);
    EXPECT_EQ(LastRequest().deadline, clock_->SteadyNow() + milliseconds(3500)) << OperationName(operation);
  }
}

TEST_F(RestApiTest, ACallEndsAtTheCallersDeadline) {
  ReplyJson(200, R"({"activationStatus":"pending"})");
  const CallContext soon(clock_->SteadyNow() + seconds(1));
  (void)testkit::Drive(api_->CheckActivation(soon, CheckActivationRequest(UserId("alice", "demo"))));
  EXPECT_EQ(LastRequest().deadline, clock_->SteadyNow() + seconds(1));
}

TEST_F(RestApiTest, HandsErrorsOfTheTransportOn) {
  for (const Operation operation : AllOperations()) {
    transport_->Fail(Error(ErrorCode::kTimeout, "Too late.").With(Fact::kReason, "deadline"));
    const auto error = Perform(operation);
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code(), ErrorCode::kTimeout);
    EXPECT_EQ(error->Find(Fact::kReason), "deadline");
    EXPECT_FALSE(error->Find(Fact::kRoute).empty());
  }
}

TEST_F(RestApiTest, SendsEachRequestOnce) {
  for (const Operation operation : AllOperations()) {
    const std::size_t before = transport_->sent().size();
    transport_->Fail(Error(ErrorCode::kUnavailable, "Gone.")).Reply(200);
    (void)Perform(operation);
    EXPECT_EQ(transport_->sent().size(), before + 1);
    EXPECT_EQ(transport_->remaining(), 1U);
    transport_ = std::make_shared<testkit::FakeTransport>();
    Configure(Options());
  }
}

TEST_F(RestApiTest, RecordsASuccess) {
  transport_
      ->Reply(http::Response(200)
                  .WithHeader("log-correlation-id", std::string(kUuid))
                  .WithBody("application/json", Secret(R"({"activationStatus":"pending"})")))
      .OnSend([this] { clock_->Advance(milliseconds(120)); });
  EXPECT_FALSE(Perform(Operation::kCheckActivation).has_value());
  ASSERT_EQ(records_.size(), 1U);
  EXPECT_EQ(records_[0].operation, Operation::kCheckActivation);
  EXPECT_EQ(records_[0].route, "/v1/registrations/check-status");
  EXPECT_EQ(records_[0].method, http::Method::kPost);
  EXPECT_EQ(records_[0].status, 200);
  EXPECT_EQ(records_[0].duration, milliseconds(120));
  EXPECT_EQ(records_[0].error, std::nullopt);
  EXPECT_EQ(records_[0].correlation_id, kUuid);
}

TEST_F(RestApiTest, RecordsFailures) {
  ReplyError(409, "License activation limit reached.");
  transport_->Fail(Error(ErrorCode::kTimeout, "Too late."));
  ReplyJson(200, "{}");
  (void)Perform(Operation::kRegisterUser);
  (void)Perform(Operation::kRegisterUser);
  (void)Perform(Operation::kRegisterUser);
  ASSERT_EQ(records_.size(), 3U);
  EXPECT_EQ(records_[0].status, 409);
  EXPECT_EQ(records_[0].error, ErrorCode::kLicenseLimit);
  EXPECT_EQ(records_[0].correlation_id, kUuid);
  EXPECT_EQ(records_[1].status, 0);
  EXPECT_EQ(records_[1].error, ErrorCode::kTimeout);
  EXPECT_EQ(records_[2].status, 200);
  EXPECT_EQ(records_[2].error, ErrorCode::kRejected);
}

TEST_F(RestApiTest, RecordsNothingThatDidNotLeave) {
  (void)testkit::Drive(api_->AddDevice(Call(), AddDeviceRequest("reg-1", Secret("1"))));
  EXPECT_TRUE(records_.empty());
}

TEST_F(RestApiTest, ALocalRefusalNamesItsRoute) {
  const auto reply = testkit::Drive(api_->AddDevice(Call(), AddDeviceRequest("reg-1", Secret("1"))));
  EXPECT_EQ(reply.error().Find(Fact::kRoute), "/v1/registrations/{registrationID}/add-device");
}

TEST(OperationName, IsOneForEachOperationInSnakeCase) {
  std::set<std::string_view> names;
  for (const Operation operation : AllOperations()) {
    names.insert(OperationName(operation));
    EXPECT_THAT(std::string(OperationName(operation)), ::testing::MatchesRegex("[a-z]+(_[a-z]+)*"));
  }
  EXPECT_EQ(names.size(), AllOperations().size());
  EXPECT_TRUE(names.contains("register_user"));
}

TEST(ActivationTypeName, IsTheWireName) {
  EXPECT_EQ(ActivationTypeName(ActivationType::kOnlineMdl), "onlineMDL");
  EXPECT_EQ(ActivationTypeName(ActivationType::kOfflineMdl), "offlineMDL");
  EXPECT_EQ(ActivationTypeName(ActivationType::kFido), "fido");
}

/// A service that repeats in every text whatever it was sent.
class EchoingServiceTest : public RestApiTest {
 protected:
  void Echo(int status, std::string_view canary) {
    const Json body{{"status", status},
                    {"error", std::string(canary)},
                    {"message", std::string(canary)},
                    {"service", std::string(canary)},
                    {"logCorrelationID", std::string(canary)},
                    {"activationPassword", Json{{"is", std::string(canary)}}},
                    {"activationMessage2", std::string(canary)},
                    {"serialNumber", Json{{"is", std::string(canary)}}},
                    {"validationErrors", Json::array({{{"field", std::string(canary)}}})}};
    transport_->Reply(http::Response(status)
                          .WithHeader("log-correlation-id", std::string(canary))
                          .WithBody("application/json", Secret(DumpJson(body))));
  }
};

constexpr std::string_view kCanary = "zq-canary-zq";

TEST_F(EchoingServiceTest, LearnsNoErrorItsSecrets) {
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 409, 429, 500}) {
    auto request = AdaptiveRegistration();
    request.static_password = Secret(kCanary);
    request.extra.emplace_back("hidden", Value(Secret(kCanary)));
    Echo(status, kCanary);
    const auto registered = testkit::Drive(api_->RegisterUser(Call(), std::move(request)));
    EXPECT_FALSE(registered.has_value());
    EXPECT_THAT(Described(registered), Not(HasSubstr(kCanary)));

    Echo(status, kCanary);
    const auto added =
        testkit::Drive(api_->AddDevice(Call(), AddDeviceRequest(std::string(kCanary), Secret(kCanary))));
    EXPECT_FALSE(added.has_value());
    EXPECT_THAT(Described(added), Not(HasSubstr(kCanary)));

    Echo(status, kCanary);
    const auto activated = testkit::Drive(
        api_->ActivateDevice(Call(), ActivateDeviceRequest(std::string(kCanary), Secret(kCanary))));
    EXPECT_FALSE(activated.has_value());
    EXPECT_THAT(Described(activated), Not(HasSubstr(kCanary)));

    Echo(status, kCanary);
    const auto drawn = testkit::Drive(
        api_->RenderVisualCode(Call(), RenderVisualCodeRequest(Secret(kCanary), MessageEncoding::kClearText,
                                                               VisualCodeFormat::kCronto, 210)));
    EXPECT_FALSE(drawn.has_value());
    EXPECT_THAT(Described(drawn), Not(HasSubstr(kCanary)));
  }
  for (const CallRecord& record : records_) EXPECT_EQ(record.correlation_id, "");
}

}  // namespace
}  // namespace authtree::inline v0::onespan
