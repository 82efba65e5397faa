#include "authtree/spdlog_observer/spdlog_observer.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

using std::chrono::microseconds;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class SpdlogObserverTest : public ::testing::Test {
 protected:
  SpdlogObserverTest() {
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(out_);
    logger_ = std::make_shared<spdlog::logger>("test", sink);
    logger_->set_level(spdlog::level::debug);
    logger_->set_pattern("%l %v");
  }

  static StepEvent Step() {
    StepEvent event;
    event.journey = "Login";
    event.node_id = "n-1";
    event.node_type = "TestNode";
    event.display_name = "Shown to nobody";
    event.outcome = "true";
    event.took = microseconds(1250);
    return event;
  }
  static RoundEvent Round(RoundEnd end) {
    RoundEvent event;
    event.journey = "Login";
    event.end = end;
    event.steps = 3;
    event.took = microseconds(40);
    return event;
  }

  SpdlogObserver Text() { return SpdlogObserver(logger_, LogFormat::kText); }
  SpdlogObserver Json() { return SpdlogObserver(logger_, LogFormat::kJson); }
  std::vector<std::string> Lines() const {
    std::vector<std::string> lines;
    std::istringstream in(out_.str());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }
  std::string Line() const { return Lines().size() == 1 ? Lines().front() : "(not one line)\n" + out_.str(); }

  std::ostringstream out_;
  std::shared_ptr<spdlog::logger> logger_;
};

TEST_F(SpdlogObserverTest, PrintsAStepAsText) {
  Text().OnStep(Step());

  EXPECT_EQ(Line(), "debug event=step journey=Login node=n-1 node_type=TestNode outcome=true took_ms=1.250");
}

TEST_F(SpdlogObserverTest, PrintsAStepAsJson) {
  Json().OnStep(Step());

  ASSERT_THAT(Line(), StartsWith("debug {"));
  const auto fields = ParseJson(Line().substr(6));
  ASSERT_TRUE(fields) << Line();
  EXPECT_EQ(StringMember(*fields, "event"), "step");
  EXPECT_EQ(StringMember(*fields, "node"), "n-1");
  EXPECT_EQ(StringMember(*fields, "outcome"), "true");
  EXPECT_EQ(StringMember(*fields, "took_ms"), "1.250");
}

TEST_F(SpdlogObserverTest, PrintsKeysAndTheirTiers) {
  StepEvent event = Step();
  event.written = {{Tier::kShared, "username", false},
                   {Tier::kTransient, "password", false},
                   {Tier::kShared, "old", true}};

  Text().OnStep(event);

  EXPECT_THAT(Line(), HasSubstr(R"(wrote=["shared.username","transient.password","-shared.old"])"));
}

TEST_F(SpdlogObserverTest, PrintsThatANodeAsks) {
  StepEvent event = Step();
  event.outcome = {};
  event.asked = true;

  Text().OnStep(event);

  EXPECT_THAT(Line(), HasSubstr("outcome=\"(asks)\""));
}

TEST_F(SpdlogObserverTest, AStepWithAnErrorIsAWarningWithItsFacts) {
  StepEvent event = Step();
  event.outcome = "error";
  event.error = Error(ErrorCode::kLicenseLimit, "No license is left.")
                    .With(Fact::kRoute, "/v1/users/{id}")
                    .With(Fact::kHttpStatus, "409");

  Text().OnStep(event);

  EXPECT_THAT(Line(), StartsWith("warning event=step"));
  EXPECT_THAT(Line(), HasSubstr("outcome=error"));
  EXPECT_THAT(
      Line(),
      HasSubstr("error=license_limit message=\"No license is left.\" route=/v1/users/{id} http_status=409"));
}

TEST_F(SpdlogObserverTest, PrintsARound) {
  Text().OnRound(Round(RoundEnd::kSucceeded));

  EXPECT_EQ(Line(), "info event=round journey=Login end=succeeded steps=3 took_ms=0.040");
}

TEST_F(SpdlogObserverTest, AFailedRoundIsAnError) {
  RoundEvent event = Round(RoundEnd::kFailed);
  event.error = Error(ErrorCode::kTimeout, "Too late.").With(Fact::kNode, "n-1");

  Json().OnRound(event);

  ASSERT_THAT(Line(), StartsWith("error {"));
  const auto fields = ParseJson(Line().substr(6));
  ASSERT_TRUE(fields);
  EXPECT_EQ(StringMember(*fields, "end"), "failed");
  EXPECT_EQ(StringMember(*fields, "error"), "timeout");
  EXPECT_EQ(StringMember(*fields, "message"), "Too late.");
  EXPECT_EQ(StringMember(*fields, "node"), "n-1");
}

TEST_F(SpdlogObserverTest, NamesRequestAndJourneyWhenTheyAreKnown) {
  RoundEvent event = Round(RoundEnd::kDenied);
  event.context.transaction_id = "tx-1";
  event.context.tracking_id = "track-1";
  event.context.client_ip = "192.0.2.1";
  event.context.username = "jdoe";

  Text().OnRound(event);

  EXPECT_THAT(Line(), EndsWith(" took_ms=0.040 transaction_id=tx-1 tracking_id=track-1"));
}

TEST_F(SpdlogObserverTest, PrintsACallToOneSpan) {
  onespan::CallRecord record;
  record.route = "/v1/users/register";
  record.status = 409;
  record.duration = microseconds(1500);
  record.error = ErrorCode::kLicenseLimit;
  record.correlation_id = "2f6c21e4-0000-4000-8000-000000000001";
  SpdlogObserver text(logger_);

  text.OnOneSpanCall(record);

  EXPECT_EQ(Line(),
            "warning event=onespan_call result=license_limit method=POST route=/v1/users/register "
            "http_status=409 took_ms=1.500 correlation_id=2f6c21e4-0000-4000-8000-000000000001");
}

TEST_F(SpdlogObserverTest, ACallThatWentWellIsInformation) {
  onespan::CallRecord record;
  record.route = "/v1/users/register";
  record.status = 201;
  SpdlogObserver text(logger_);

  text.OnOneSpanCall(record);

  EXPECT_THAT(Line(), StartsWith("info event=onespan_call result=ok "));
}

TEST_F(SpdlogObserverTest, PrintsARefusedSession) {
  am::AuthenticateEvent event;
  event.refusal = am::SessionRefusal::kUsed;
  event.status = 401;
  event.journey = "Login";
  event.client_ip = "192.0.2.1";
  SpdlogObserver text(logger_);
  text.OnAuthenticate(event);
  event.refusal.reset();
  text.OnAuthenticate(event);

  EXPECT_EQ(Line(), "warning event=session_refused reason=used journey=Login http_status=401 took_ms=0.000");
}

TEST_F(SpdlogObserverTest, PrintsWhatTransportsDo) {
  SpdlogObserver text(logger_);
  http::CallResend resend;
  resend.host = "onespan.test";
  resend.route = "/v1/visualcodes/render";
  resend.reason = "no reply";
  text.OnResend(resend);
  http::BreakerChange breaker;
  breaker.host = "onespan.test";
  breaker.to = http::BreakerState::kOpen;
  breaker.open_for = std::chrono::seconds(10);
  text.OnBreaker(breaker);
  http::IdentityReload identity;
  identity.name = "client";
  identity.not_after = std::chrono::system_clock::time_point(std::chrono::seconds(2'000'000'000));
  text.OnIdentityReload(identity);

  EXPECT_THAT(
      Lines(),
      ElementsAre("warning event=resend host=onespan.test route=/v1/visualcodes/render reason=\"no reply\"",
                  "warning event=breaker host=onespan.test from=closed to=open cause=failures "
                  "open_for_ms=10000",
                  "info event=tls_identity_reload name=client not_after=2000000000"));
}

TEST_F(SpdlogObserverTest, PrintsStoresThatFailAndKeysThatChange) {
  SpdlogObserver text(logger_);
  StoreEvent store;
  text.OnStore(store);
  store.error = Error(ErrorCode::kNotFound, "There is no such session.");
  text.OnStore(store);
  store.error = Error(ErrorCode::kUnavailable, "Try later.");
  text.OnStore(store);
  KeyReload keys;
  keys.active = "2026-01";
  text.OnKeyReload(keys);

  EXPECT_THAT(Lines(), ElementsAre("error event=store operation=take took_ms=0.000 error=unavailable "
                                   "message=\"Try later.\"",
                                   "info event=key_reload active=2026-01"));
}

TEST_F(SpdlogObserverTest, SaysOnceThatTheAuditLogFailsAndOnceThatItIsWell) {
  SpdlogObserver text(logger_);
  const Error error(ErrorCode::kUnavailable, "No.");
  text.OnAuditWritten("A");
  text.OnAuditFailed("B", error);
  text.OnAuditFailed("B", error);
  text.OnAuditWritten("C");
  text.OnAuditWritten("C");

  EXPECT_THAT(Lines(), ElementsAre("error event=audit_failed audit_event=B error=unavailable message=No.",
                                   "info event=audit_recovered audit_event=C"));
}

class Injection : public SpdlogObserverTest, public ::testing::WithParamInterface<LogFormat> {};

TEST_P(Injection, ANameCannotStartALineOrAField) {
  StepEvent event = Step();
  event.journey = "Login\r\nevent=round end=succeeded";
  event.node_id = "a b=\"c\" outcome=forged";
  event.node_type = "x\x1b[2J\t";
  event.outcome = "";
  event.written = {{Tier::kShared, "key\nevent=round", false}};
  event.error = Error(ErrorCode::kInternal, "No.").With(Fact::kOutcome, "o\nevent=round");

  SpdlogObserver(logger_, GetParam()).OnStep(event);

  ASSERT_THAT(Lines(), SizeIs(1));
  EXPECT_THAT(Line(), Not(HasSubstr("\r")));
  EXPECT_THAT(Line(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Line(), Not(HasSubstr("b=\"c\" ")));
}

TEST_P(Injection, BytesThatAreNotUtf8DoNotStopTheLine) {
  StepEvent event = Step();
  event.journey = "\xff\xfe";

  SpdlogObserver(logger_, GetParam()).OnStep(event);

  EXPECT_THAT(Lines(), SizeIs(1));
}

TEST_P(Injection, ALineIsAscii) {
  StepEvent event = Step();
  event.journey = "\xe2\x80\xae\xc2\x85\xe2\x80\xa8 f\xc3\xbcr \xff";

  SpdlogObserver(logger_, GetParam()).OnStep(event);

  const std::string line = Line();
  EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << line;
}

TEST_P(Injection, BracesAreNoFormat) {
  StepEvent event = Step();
  event.journey = "{} {0} %v %";

  SpdlogObserver(logger_, GetParam()).OnStep(event);

  EXPECT_THAT(Line(), HasSubstr("{} {0} %v %"));
}

INSTANTIATE_TEST_SUITE_P(BothFormats, Injection, ::testing::Values(LogFormat::kText, LogFormat::kJson));

// Texts of every kind, in every field that may hold one.
class AnyText : public SpdlogObserverTest, public ::testing::WithParamInterface<std::string> {};

TEST_P(AnyText, MakesAJsonLineThatHoldsIt) {
  StepEvent event = Step();
  event.journey = GetParam();
  event.outcome = GetParam();
  event.written = {{Tier::kShared, GetParam(), false}};
  event.error = Error(ErrorCode::kInternal, "No.").With(Fact::kOutcome, GetParam());

  Json().OnStep(event);

  const auto fields = ParseJson(Line().substr(Line().find('{')));
  ASSERT_TRUE(fields) << Line();
  EXPECT_EQ(StringMember(*fields, "event"), "step");
  EXPECT_EQ(StringMember(*fields, "error"), "internal");
  EXPECT_EQ(StringMember(*fields, "node"), "n-1");
}

INSTANTIATE_TEST_SUITE_P(Table, AnyText,
                         ::testing::Values("", "\"", "\\", "\",\"node\":\"x", "\r\n", std::string("a\0b", 3),
                                           "\xff", "\xc3", "\xed\xa0\x80", "\xe2\x80\xa8", "\x7f", "{}%s"));

TEST_F(SpdlogObserverTest, PrintsNothingBelowTheLevelOfTheLogger) {
  logger_->set_level(spdlog::level::info);

  Text().OnStep(Step());

  EXPECT_THAT(Lines(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0
