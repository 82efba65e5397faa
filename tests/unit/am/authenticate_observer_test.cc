#include "authtree/am/authenticate_observer.h"

#include <vector>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "authenticate_fixture.h"

namespace authtree::inline v0::am {
namespace {

/// What was told last, as values.
class Recorder final : public AuthenticateObserver {
 public:
  void OnAuthenticate(const AuthenticateEvent& event) override {
    ++events;
    kind = AuthenticateKindName(event.kind);
    refusal = event.refusal ? SessionRefusalName(*event.refusal) : "";
    status = event.status;
    journey = event.journey;
    tracking_id = event.tracking_id;
    transaction_id = event.transaction_id;
    client_ip = event.client_ip;
  }

  int events = 0;
  std::string kind;
  std::string refusal;
  int status = 0;
  std::string journey;
  std::string tracking_id;
  std::string transaction_id;
  std::string client_ip;
};

class AuthenticateObserverTest : public AuthenticateTest {
 protected:
  AuthenticateEndpoint ObservedWith(const KeyRing& ring, std::shared_ptr<SessionStore> store,
                                    AuthenticateOptions options = {}) const {
    auto service = std::make_shared<const JourneyService>(test_support::TestCatalog(), Engine(clock_),
                                                          std::move(store), Sealer(ring));
    return {std::move(service), ring, clock_, std::move(options), recorder_};
  }
  http::Response PostTo(AuthenticateEndpoint& endpoint, const std::string& body,
                        const std::string& transaction_id = {}) {
    http::Headers headers;
    headers.Add("Content-Type", "application/json");
    if (!transaction_id.empty()) headers.Add("X-ForgeRock-TransactionId", transaction_id);
    return Await(
        endpoint.Handle(http::ServerRequest(http::Method::kPost, body.empty() ? kStartOffline : kPath)
                            .WithHeaders(std::move(headers))
                            .WithBody(Secret(body))
                            .WithClientIp("192.0.2.1")));
  }
  http::Response Begin() { return PostTo(observed_, ""); }
  static std::string Answered(const http::Response& step) {
    return AnswerWith(step, {"jdoe", kPasswordCanary});
  }

  std::shared_ptr<Recorder> recorder_ = std::make_shared<Recorder>();
  AuthenticateEndpoint observed_ = ObservedWith(*ring_, store_);
};

TEST_F(AuthenticateObserverTest, TellsOfAnotherPath) {
  (void)Await(observed_.Handle(Request(http::Method::kPost, "/other", "")));

  EXPECT_EQ(recorder_->kind, "other");
  EXPECT_EQ(recorder_->status, 404);
  EXPECT_EQ(recorder_->refusal, "");
}

TEST_F(AuthenticateObserverTest, TellsOfARequestWithoutAnAuthId) {
  (void)PostTo(observed_, R"({"callbacks":[]})");

  EXPECT_EQ(recorder_->kind, "continue");
  EXPECT_EQ(recorder_->refusal, "malformed");
  EXPECT_EQ(recorder_->status, 400);
}

TEST_F(AuthenticateObserverTest, TellsOfAChangedAuthIdAndBelievesNothingInIt) {
  Json body = ParseJson(Answered(Begin())).value();
  std::string auth_id = body["authId"];
  auth_id.back() = auth_id.back() == 'A' ? 'B' : 'A';
  body["authId"] = auth_id;
  (void)PostTo(observed_, DumpJson(body));

  EXPECT_EQ(recorder_->refusal, "bad_signature");
  EXPECT_EQ(recorder_->journey, "");
  EXPECT_EQ(recorder_->tracking_id, "");
}

TEST_F(AuthenticateObserverTest, TellsOfAKeyThatThisHostDoesNotHave) {
  AuthenticateEndpoint other = ObservedWith(*KeyRing::Random(), store_);
  (void)PostTo(other, Answered(Begin()));

  EXPECT_EQ(recorder_->refusal, "unknown_key");
  EXPECT_EQ(recorder_->status, 401);
}

TEST_F(AuthenticateObserverTest, TellsOfAnotherRealm) {
  AuthenticateOptions options;
  options.realm = "/alpha";
  AuthenticateEndpoint alpha = ObservedWith(*ring_, store_, options);
  (void)Await(alpha.Handle(
      Request(http::Method::kPost, "/json/realms/root/realms/alpha/authenticate", Answered(Begin()))));

  EXPECT_EQ(recorder_->refusal, "other_realm");
}

TEST_F(AuthenticateObserverTest, TellsWhoseTimeIsOver) {
  const std::string answered = Answered(Begin());
  clock_->Advance(std::chrono::minutes(5));
  (void)PostTo(observed_, answered);

  EXPECT_EQ(recorder_->refusal, "expired");
  EXPECT_EQ(recorder_->status, 401);
  EXPECT_EQ(recorder_->journey, "Offline");
  EXPECT_NE(recorder_->tracking_id, "");
}

TEST_F(AuthenticateObserverTest, TellsWhoseStepWasAnsweredBefore) {
  const std::string answered = Answered(Begin());
  (void)PostTo(observed_, answered);
  EXPECT_EQ(recorder_->refusal, "");
  const std::string tracking_id = recorder_->tracking_id;
  (void)PostTo(observed_, answered);

  EXPECT_EQ(recorder_->refusal, "used");
  EXPECT_EQ(recorder_->journey, "Offline");
  EXPECT_EQ(recorder_->tracking_id, tracking_id);
}

TEST_F(AuthenticateObserverTest, TellsOfAStoreThatIsFull) {
  AuthenticateEndpoint full =
      ObservedWith(*ring_, std::make_shared<MemoryStore>(clock_, MemoryStoreLimits{0, 0}));
  (void)PostTo(full, "");

  EXPECT_EQ(recorder_->kind, "start");
  EXPECT_EQ(recorder_->refusal, "store");
  EXPECT_EQ(recorder_->status, 500);
}

TEST_F(AuthenticateObserverTest, TellsAddressAndTransactionOfEachRequest) {
  (void)PostTo(observed_, "", "my-transaction/1");

  EXPECT_EQ(recorder_->events, 1);
  EXPECT_EQ(recorder_->kind, "start");
  EXPECT_EQ(recorder_->status, 200);
  EXPECT_EQ(recorder_->client_ip, "192.0.2.1");
  EXPECT_EQ(recorder_->transaction_id, "my-transaction/1");
}

TEST_F(AuthenticateObserverTest, AnUnusableTransactionIdIsReplacedAndNotSentBack) {
  const http::Response response = PostTo(observed_, "", "forged\" line");

  EXPECT_TRUE(IsUuid(recorder_->transaction_id)) << recorder_->transaction_id;
  EXPECT_EQ(response.headers().Find("X-ForgeRock-TransactionId"), "");
}

TEST_F(AuthenticateObserverTest, NeverTellsTheReferenceOfASession) {
  const http::Response step = Begin();
  (void)PostTo(observed_, Answered(step));
  (void)PostTo(observed_, Answered(step));
  const AuthIdCodec codec(*ring_, clock_);

  EXPECT_NE(recorder_->tracking_id, codec.Read(AuthIdOf(step))->session);
}

}  // namespace
}  // namespace authtree::inline v0::am
