#include "authtree/simulator/fault_rule.h"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/simulator/in_process_transport.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kRegister = "/v1/users/register";

std::vector<std::string> PlacesOf(const Diagnostics& diagnostics) {
  std::vector<std::string> places;
  for (const Finding& finding : diagnostics.findings()) places.push_back(finding.place);
  return places;
}

std::vector<FaultRule> Read(std::string_view text) {
  Diagnostics diagnostics;
  std::vector<FaultRule> faults = ReadFaults(*ParseJson(text), "/faults", diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.ToText();
  return faults;
}

TEST(ReadFaults, WhatIsNoListIsAFinding) {
  Diagnostics diagnostics;
  EXPECT_THAT(ReadFaults(Json::object(), "/faults", diagnostics), IsEmpty());
  EXPECT_THAT(PlacesOf(diagnostics), ElementsAre("/faults"));
}

TEST(ReadFaults, TellsEveryFindingAtOnce) {
  Diagnostics diagnostics;
  const Json list = *ParseJson(R"([{"operation": "fly"}, {"operation": "add_device", "route": "*"},
      {"kind": "explode"}, {"kind": "reset", "status": 500, "headers": {}}, {"bytes": 3}, {"kind": "delay"},
      {"delayMilliseconds": -1}, {"kind": "oversized", "bytes": 0}, {"color": "red"}, 7])");
  static_cast<void>(ReadFaults(list, "/faults", diagnostics));
  EXPECT_THAT(PlacesOf(diagnostics),
              ElementsAre("/faults/0/operation", "/faults/1/operation", "/faults/2/kind", "/faults/3/status",
                          "/faults/3/headers", "/faults/4/bytes", "/faults/5/delayMilliseconds",
                          "/faults/6/delayMilliseconds", "/faults/7/bytes", "/faults/8/color", "/faults/9"));
}

TEST(ReadFaults, AnUnknownOperationIsAnsweredWithThoseThereAre) {
  Diagnostics diagnostics;
  static_cast<void>(ReadFaults(*ParseJson(R"([{"operation": "fly"}])"), "", diagnostics));
  EXPECT_THAT(
      diagnostics.ToText(),
      HasSubstr(
          "register_user, start_registration, add_device, activate_device, check_activation, unregister"));
}

TEST(ReadFaults, AnOperationStandsForItsRoute) {
  EXPECT_EQ(Read(R"([{"operation": "add_device"}])").front().route,
            "/v1/registrations/{registrationID}/add-device");
}

TEST(ReadFaults, ADelayAloneKeepsTheServicesAnswer) {
  EXPECT_EQ(Read(R"([{"delayMilliseconds": 5}])").front().kind, FaultKind::kDelay);
  EXPECT_EQ(Read(R"([{"delayMilliseconds": 5, "status": 503}])").front().kind, FaultKind::kAnswer);
}

TEST(FaultsJson, IsReadBackAsItWas) {
  const std::vector<FaultRule> faults = Read(R"([
      {"operation": "add_device", "method": "POST", "skip": 2, "times": 3, "status": 429, "body": "html",
       "message": "m", "headers": {"Retry-After": "1"}, "delayMilliseconds": 7},
      {"kind": "delay", "delayMilliseconds": 0}, {"kind": "oversized", "bytes": 9}, {"kind": "lostAnswer"},
      {"status": 200, "body": {"sessionStatus": "unknown"}}])");
  const OrderedJson json = FaultsJson(faults);
  EXPECT_EQ(FaultsJson(Read(DumpJson(json))), json);
}

/// A service behind the in-process transport, on a clock that stands still.
class FaultTest : public ServiceTest {
 protected:
  void Break(std::string_view faults) { service_->SetFaults(Read(faults)); }

  Result<http::Response> Call(http::Resend resend = http::Resend::kNever) {
    const InProcessTransport transport(service_, clock_);
    const http::Url url = *http::Url::Parse("https://onespan.test");
    auto request = http::Request(http::Method::kPost, url.Segment("v1").Segment("users").Segment("register"),
                                 "/v1/users/register")
                       .WithResend(resend)
                       .WithBody("application/json",
                                 Secret(R"({"objectType": "RegisterUserInputEx", "userID": "alice"})"));
    std::optional<Result<http::Response>> answer;
    const CallContext call(clock_->SteadyNow() + seconds(4));
    auto send = [&]() -> Task<void> { answer = co_await transport.Send(std::move(request), call); };
    boost::asio::io_context context;
    boost::asio::co_spawn(context, send(), boost::asio::detached);
    context.run();
    return std::move(*answer);
  }

  [[nodiscard]] std::size_t Accounts() const { return service_->Snapshot().accounts.size(); }
};

TEST_F(FaultTest, WithoutOneTheServiceAnswers) {
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 200);
}

TEST_F(FaultTest, AnObjectAsBodyIsTheAnswer) {
  Break(R"([{"operation": "register_user", "status": 200, "body": {"registrationID": "R1"}}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 200);
  EXPECT_EQ(reply->MediaType(), "application/json");
  EXPECT_EQ(reply->body().Expose(), R"({"registrationID":"R1"})");
  EXPECT_EQ(Accounts(), 0U);
}

TEST_F(FaultTest, StatusWithAPageComesBeforeTheService) {
  Break(R"([{"operation": "register_user", "status": 500, "body": "html"}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 500);
  EXPECT_EQ(reply->MediaType(), "text/html");
  EXPECT_EQ(Accounts(), 0U);
}

TEST_F(FaultTest, TooManyRequestsSaysWhenToComeBack) {
  Break(R"([{"status": 429, "headers": {"Retry-After": "7"}}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 429);
  EXPECT_EQ(reply->headers().Find("Retry-After"), "7");
}

TEST_F(FaultTest, ResetIsUnavailableAndTheServiceHasNotSeenTheRequest) {
  Break(R"([{"kind": "reset"}])");
  const Result<http::Response> reply = Call();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(reply.error().Find(Fact::kReason), "reset");
  EXPECT_EQ(reply.error().Find(Fact::kRoute), kRegister);
  EXPECT_EQ(Accounts(), 0U);
}

TEST_F(FaultTest, LostAnswerIsUnavailableAndTheServiceHasCarriedTheRequestOut) {
  Break(R"([{"kind": "lostAnswer"}])");
  const Result<http::Response> reply = Call();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(Accounts(), 1U);
}

TEST_F(FaultTest, TruncatedAnswerIsUnavailable) {
  Break(R"([{"kind": "truncated"}])");
  const Result<http::Response> reply = Call();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(reply.error().Find(Fact::kReason), "truncated");
  EXPECT_EQ(Accounts(), 1U);
}

TEST_F(FaultTest, MalformedJsonCannotBeRead) {
  Break(R"([{"kind": "malformedJson"}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 200);
  EXPECT_EQ(reply->MediaType(), "application/json");
  EXPECT_FALSE(ParseJson(reply->body().Expose()));
}

TEST_F(FaultTest, WrongContentTypeKeepsTheBody) {
  Break(R"([{"kind": "wrongContentType"}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->MediaType(), "text/plain");
  EXPECT_TRUE(ParseJson(reply->body().Expose()));
}

TEST_F(FaultTest, EmptyBodyKeepsTheStatus) {
  Break(R"([{"kind": "emptyBody"}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status(), 200);
  EXPECT_TRUE(reply->body().empty());
}

TEST_F(FaultTest, OversizedAnswerIsRejected) {
  Break(R"([{"kind": "oversized"}])");
  const Result<http::Response> reply = Call();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kRejected);
  EXPECT_EQ(reply.error().Find(Fact::kReason), "too large");
}

TEST_F(FaultTest, PaddedAnswerWithinTheLimitIsStillTheAnswer) {
  Break(R"([{"kind": "oversized", "bytes": 5000}])");
  const Result<http::Response> reply = Call();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body().size(), 5000U);
  EXPECT_TRUE(ParseJson(reply->body().Expose()));
}

TEST_F(FaultTest, DelayBeyondTheDeadlineEndsAtTheDeadline) {
  Break(R"([{"delayMilliseconds": 4000}])");
  const auto began = clock_->SteadyNow();
  const Result<http::Response> reply = Call();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kTimeout);
  EXPECT_EQ(clock_->SteadyNow() - began, seconds(4));
  EXPECT_EQ(Accounts(), 1U);
}

TEST_F(FaultTest, DelayWithinTheDeadlineMovesTheClock) {
  Break(R"([{"delayMilliseconds": 3999}])");
  const auto began = clock_->SteadyNow();
  ASSERT_TRUE(Call());
  EXPECT_EQ(clock_->SteadyNow() - began, milliseconds(3999));
}

TEST_F(FaultTest, DelayComesBeforeAnotherFault) {
  Break(R"([{"kind": "reset", "delayMilliseconds": 100}])");
  const auto began = clock_->SteadyNow();
  EXPECT_FALSE(Call());
  EXPECT_EQ(clock_->SteadyNow() - began, milliseconds(100));
}

TEST_F(FaultTest, RequestThatMayBeSentAgainIsAfterItsConnectionBroke) {
  Break(R"([{"kind": "reset", "times": 1}])");
  EXPECT_TRUE(Call(http::Resend::kSafe));
  Break(R"([{"kind": "reset", "times": 1}])");
  EXPECT_FALSE(Call(http::Resend::kIfUnsent));
}

TEST_F(FaultTest, RequestIsSentAgainOnlyOnce) {
  Break(R"([{"kind": "reset", "times": 2}])");
  EXPECT_FALSE(Call(http::Resend::kSafe));
  EXPECT_THAT(service_->Faults(), IsEmpty());
}

TEST_F(FaultTest, CallersThatDoNotLookAtTheDeliveryGetAStatus) {
  Break(R"([{"kind": "reset"}])");
  EXPECT_THAT(Register(), HasStatus(503));
}

TEST_F(FaultTest, ObserverIsToldOfTheFault) {
  std::vector<std::string> seen;
  ServiceConfig config;
  config.on_request = [&seen](const RequestEvent& event) {
    seen.push_back(std::string(event.operation) + " " + std::to_string(event.status) + " " +
                   std::string(event.fault));
  };
  Start(std::move(config));
  Break(R"([{"kind": "reset", "times": 1}, {"kind": "truncated", "times": 1}])");
  EXPECT_FALSE(Call());
  EXPECT_FALSE(Call());
  EXPECT_TRUE(Call());
  EXPECT_THAT(seen,
              ElementsAre("register_user 0 reset", "register_user 200 truncated", "register_user 200 "));
}

TEST_F(FaultTest, FaultsTellsWhatIsLeft) {
  Break(R"([{"status": 503, "times": 2, "skip": 1}, {"operation": "add_device"}])");
  ASSERT_TRUE(Call());
  ASSERT_TRUE(Call());
  const std::vector<FaultRule> left = service_->Faults();
  ASSERT_THAT(left, SizeIs(2));
  EXPECT_EQ(left.front().skip, 0);
  EXPECT_EQ(left.front().times, 1);
  ASSERT_TRUE(Call());
  EXPECT_THAT(service_->Faults(), SizeIs(1));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
