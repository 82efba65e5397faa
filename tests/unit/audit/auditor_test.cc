#include "authtree/audit/auditor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/testkit/manual_clock.h"

#include "memory_log.h"
#include "schema_check.h"

namespace authtree::inline v0::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MemoryLog;
using testing::SchemaFindings;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Counting final : public AuditObserver {
 public:
  void OnAuditWritten(std::string_view /*event*/) override { ++written; }
  void OnAuditFailed(std::string_view /*event*/, const Error& /*error*/) override { ++failed; }
  int written = 0;
  int failed = 0;
};

class AuditorTest : public ::testing::Test {
 protected:
  void SetUp() override { Use({}); }

  void Use(AuditOptions options) {
    options.observer = counting_;
    auto made = Auditor::Make(log_, clock_, std::move(options));
    ASSERT_TRUE(made);
    auditor_ = *made;
  }
  void UsePolicy(AuditFailure policy) {
    AuditOptions options;
    options.on_failure = policy;
    Use(std::move(options));
  }

  static RoundContext Context(std::string_view username = "jdoe") {
    RoundContext context;
    context.transaction_id = "tx-1";
    context.tracking_id = "track-1";
    context.client_ip = "192.0.2.1";
    context.username = username;
    context.auth_level = 3;
    return context;
  }
  static StepEvent Step() {
    StepEvent event;
    event.journey = "Login";
    event.context = Context();
    event.node_id = "n-1";
    event.node_type = "TestNode";
    event.display_name = "The node";
    event.outcome = "true";
    return event;
  }
  static RoundEvent Round(RoundEnd end) {
    RoundEvent event;
    event.journey = "Login";
    event.context = Context();
    event.end = end;
    return event;
  }
  Json Only() {
    EXPECT_THAT(log_->lines(), SizeIs(1));
    EXPECT_EQ(SchemaFindings(log_->Event(0)), "") << log_->Event(0);
    return log_->Event(0);
  }
  Json OnlyInfo() { return Only().at("entries").at(0).at("info"); }

  std::shared_ptr<MemoryLog> log_ = std::make_shared<MemoryLog>();
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<Counting> counting_ = std::make_shared<Counting>();
  std::shared_ptr<Auditor> auditor_;
};

TEST_F(AuditorTest, NamesAreNotHashedWithoutAGoodKey) {
  AuditOptions options;
  options.principal = PrincipalForm::kHashed;
  options.principal_key = Secret("too short");

  const auto made = Auditor::Make(log_, clock_, std::move(options));

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(made.error().Find(Fact::kField), "principal key");
}

TEST_F(AuditorTest, TellsThatAJourneyBegins) {
  BeginEvent event;
  event.journey = "Login";
  event.context = Context("");
  auditor_->OnBegin(event);

  const Json audit = Only();
  EXPECT_EQ(audit.at("eventName"), "AM-TREE-LOGIN-STARTED");
  EXPECT_EQ(audit.at("timestamp"), Rfc3339(clock_->Now()));
  EXPECT_TRUE(IsUuid(StringMember(audit, "eventId")));
  EXPECT_EQ(audit.at("transactionId"), "tx-1");
  EXPECT_EQ(audit.at("trackingIds"), Json::array({"track-1"}));
  EXPECT_EQ(audit.at("client"), Json({{"ip", "192.0.2.1"}}));
  EXPECT_FALSE(audit.contains("principal"));
  EXPECT_EQ(OnlyInfo(), Json({{"treeName", "Login"}, {"ipAddress", "192.0.2.1"}}));
}

TEST_F(AuditorTest, GivesARequestWithoutATransactionOneOfItsOwn) {
  BeginEvent event;
  event.journey = "Login";
  auditor_->OnBegin(event);

  EXPECT_TRUE(IsUuid(StringMember(Only(), "transactionId")));
}

TEST_F(AuditorTest, TellsOfANodeInTheFieldsOfAm) {
  auditor_->OnStep(Step());

  const Json audit = Only();
  EXPECT_EQ(audit.at("eventName"), "AM-NODE-LOGIN-COMPLETED");
  EXPECT_EQ(audit.at("result"), "SUCCESSFUL");
  EXPECT_EQ(audit.at("principal"), Json::array({"jdoe"}));
  EXPECT_EQ(OnlyInfo(), Json({{"nodeOutcome", "true"},
                              {"treeName", "Login"},
                              {"displayName", "The node"},
                              {"nodeType", "TestNode"},
                              {"nodeId", "n-1"},
                              {"authLevel", "3"}}));
}

TEST_F(AuditorTest, ANodeWithAnErrorHasFailedWithItsCode) {
  StepEvent event = Step();
  event.outcome = "error";
  event.error = Error(ErrorCode::kLicenseLimit, "No license is left.")
                    .With(Fact::kCorrelationId, "21784f6b-b4dd-49f7-b2ac-059549785f3d")
                    .With(Fact::kRoute, "/v1/users/{id}");
  auditor_->OnStep(event);

  const Json audit = Only();
  EXPECT_EQ(audit.at("result"), "FAILED");
  EXPECT_EQ(audit.at("reason"), "license_limit");
  EXPECT_EQ(OnlyInfo().at("correlationId"), "21784f6b-b4dd-49f7-b2ac-059549785f3d");
  EXPECT_FALSE(OnlyInfo().contains("route"));
}

TEST_F(AuditorTest, ANodeThatAsksHasNotCompleted) {
  StepEvent event = Step();
  event.outcome = "";
  event.asked = true;
  auditor_->OnStep(event);

  EXPECT_THAT(log_->lines(), IsEmpty());
}

TEST_F(AuditorTest, LeavesNodesOutWhenTheyAreNotWanted) {
  AuditOptions options;
  options.nodes = false;
  Use(std::move(options));
  auditor_->OnStep(Step());

  EXPECT_THAT(log_->lines(), IsEmpty());
}

struct End {
  RoundEnd end;
  const char* result;
  const char* reason;
};

class CompletedJourney : public AuditorTest, public ::testing::WithParamInterface<End> {};

TEST_P(CompletedJourney, HasItsResultAndReason) {
  RoundEvent event = Round(GetParam().end);
  if (event.end == RoundEnd::kFailed) event.error = Error(ErrorCode::kUnavailable, "Try later.");
  auditor_->OnRound(event);

  const Json audit = Only();
  EXPECT_EQ(audit.at("eventName"), "AM-TREE-LOGIN-COMPLETED");
  EXPECT_EQ(audit.at("result"), GetParam().result);
  EXPECT_EQ(StringMember(audit, "reason"), GetParam().reason);
  EXPECT_EQ(OnlyInfo(), Json({{"treeName", "Login"}, {"authLevel", "3"}, {"ipAddress", "192.0.2.1"}}));
}

INSTANTIATE_TEST_SUITE_P(Ends, CompletedJourney,
                         ::testing::Values(End{RoundEnd::kSucceeded, "SUCCESSFUL", ""},
                                           End{RoundEnd::kDenied, "FAILED", "denied"},
                                           End{RoundEnd::kFailed, "FAILED", "unavailable"},
                                           End{RoundEnd::kExpired, "FAILED", "expired"}));

TEST_F(AuditorTest, ARoundThatAsksHasNotCompletedAJourney) {
  auditor_->OnRound(Round(RoundEnd::kAsked));

  EXPECT_THAT(log_->lines(), IsEmpty());
}

TEST_F(AuditorTest, HashesNamesUnderTheKey) {
  AuditOptions options;
  options.principal = PrincipalForm::kHashed;
  options.principal_key = Secret("0123456789abcdef0123456789abcdef");
  Use(std::move(options));
  auditor_->OnRound(Round(RoundEnd::kDenied));

  EXPECT_EQ(Only().at("principal").at(0),
            "hmac-sha256:" + HexEncode(HmacSha256("0123456789abcdef0123456789abcdef", "jdoe")));
}

TEST_F(AuditorTest, LeavesNamesOutWhenTheyAreNotWanted) {
  AuditOptions options;
  options.principal = PrincipalForm::kAbsent;
  Use(std::move(options));
  auditor_->OnRound(Round(RoundEnd::kDenied));

  EXPECT_FALSE(Only().contains("principal"));
}

TEST_F(AuditorTest, CutsANameThatIsTooLongAndSaysSo) {
  const std::string name(100'000, 'x');
  RoundEvent event = Round(RoundEnd::kDenied);
  event.context = Context(name);
  auditor_->OnRound(event);

  const Json audit = Only();
  EXPECT_EQ(audit.at("principal").at(0), std::string(Auditor::kMaxPrincipal, 'x'));
  EXPECT_EQ(audit.at("principalTruncated"), true);
}

TEST_F(AuditorTest, TellsOfARefusedSession) {
  am::AuthenticateEvent event;
  event.refusal = am::SessionRefusal::kUsed;
  event.journey = "Login";
  event.tracking_id = "track-1";
  event.transaction_id = "tx-1";
  event.client_ip = "192.0.2.1";
  auditor_->OnAuthenticate(event);

  const Json audit = Only();
  EXPECT_EQ(audit.at("eventName"), "AUTHTREE-SESSION-REFUSED");
  EXPECT_EQ(audit.at("result"), "FAILED");
  EXPECT_EQ(audit.at("reason"), "used");
  EXPECT_EQ(audit.at("trackingIds"), Json::array({"track-1"}));
  EXPECT_EQ(OnlyInfo(), Json({{"treeName", "Login"}}));
}

TEST_F(AuditorTest, EveryReasonOfARefusalIsInTheSchema) {
  for (const auto refusal :
       {am::SessionRefusal::kMalformed, am::SessionRefusal::kUnknownKey, am::SessionRefusal::kBadSignature,
        am::SessionRefusal::kOtherRealm, am::SessionRefusal::kExpired, am::SessionRefusal::kUsed,
        am::SessionRefusal::kStore}) {
    am::AuthenticateEvent event;
    event.refusal = refusal;
    auditor_->OnAuthenticate(event);
    EXPECT_EQ(SchemaFindings(log_->lines().back()), "");
  }
}

TEST_F(AuditorTest, EveryCodeOfAnErrorIsInTheSchema) {
  for (const ErrorCode code :
       {ErrorCode::kInvalidInput, ErrorCode::kMissingState, ErrorCode::kNotFound, ErrorCode::kConflict,
        ErrorCode::kLicenseLimit, ErrorCode::kAuthenticatorLimit, ErrorCode::kRejected,
        ErrorCode::kUnavailable, ErrorCode::kTimeout, ErrorCode::kInternal}) {
    StepEvent event = Step();
    event.outcome = "";
    event.error = Error(code, "It failed.");
    auditor_->OnStep(event);
    EXPECT_EQ(SchemaFindings(log_->lines().back()), "");
  }
}

TEST_F(AuditorTest, ARequestThatWasNotRefusedIsNoEvent) {
  auditor_->OnAuthenticate(am::AuthenticateEvent());

  EXPECT_THAT(log_->lines(), IsEmpty());
}

TEST_F(AuditorTest, TellsOfConfigurationKeysAndIdentities) {
  auditor_->ConfigurationLoaded("login.json", HexEncode(Sha256("{}")), {"Login", "Register"});
  KeyReload keys;
  keys.active = "2026-01";
  auditor_->OnKeyReload(keys);
  http::IdentityReload identity;
  identity.name = "client";
  identity.error = Error(ErrorCode::kInvalidInput, "It has expired.");
  auditor_->OnIdentityReload(identity);

  EXPECT_THAT(log_->Names(), ElementsAre("AUTHTREE-CONFIGURATION-LOADED", "AUTHTREE-KEYS-RELOADED",
                                         "AUTHTREE-TLS-IDENTITY-RELOADED"));
  for (const std::string& line : log_->lines()) EXPECT_EQ(SchemaFindings(line), "");
  EXPECT_EQ(log_->Event(0).at("entries").at(0).at("info").at("treeNames"), Json({"Login", "Register"}));
  EXPECT_EQ(log_->Event(1).at("result"), "SUCCESSFUL");
  EXPECT_EQ(log_->Event(2).at("reason"), "invalid_input");
}

TEST_F(AuditorTest, CountsAndReportsWhatIsLost) {
  log_->Break();
  auditor_->OnRound(Round(RoundEnd::kDenied));
  EXPECT_FALSE(auditor_->healthy());
  log_->Mend();
  auditor_->OnRound(Round(RoundEnd::kDenied));

  EXPECT_TRUE(auditor_->healthy());
  EXPECT_EQ(counting_->failed, 1);
  EXPECT_EQ(counting_->written, 1);
}

TEST_F(AuditorTest, LetsPeopleInThoughTheLogIsBrokenWhenItIsToContinue) {
  log_->Break();

  EXPECT_TRUE(auditor_->Admit(Round(RoundEnd::kSucceeded)));
}

TEST_F(AuditorTest, LetsNobodyInWithABrokenLogWhenItIsToBlock) {
  UsePolicy(AuditFailure::kBlock);
  log_->Break();

  const Result<void> admitted = auditor_->Admit(Round(RoundEnd::kSucceeded));

  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code(), ErrorCode::kUnavailable);
}

class SuccessUnder : public AuditorTest, public ::testing::WithParamInterface<AuditFailure> {};

TEST_P(SuccessUnder, IsWrittenOnce) {
  UsePolicy(GetParam());
  EXPECT_TRUE(auditor_->Admit(Round(RoundEnd::kSucceeded)));
  auditor_->OnRound(Round(RoundEnd::kSucceeded));

  EXPECT_EQ(Only().at("result"), "SUCCESSFUL");
}

INSTANTIATE_TEST_SUITE_P(Policies, SuccessUnder,
                         ::testing::Values(AuditFailure::kContinue, AuditFailure::kBlock));

}  // namespace
}  // namespace authtree::inline v0::audit
