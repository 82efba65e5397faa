// A journey that goes on, or not, while the keys of its sessions and authIds change.
#include "authenticate_fixture.h"

namespace authtree::inline v0::am {
namespace {

Secret Key(char fill) { return Secret(std::string(KeyRing::kKeySize, fill)); }

/// The steps of a rotation, one ring after the other.
class KeyRotationTest : public AuthenticateTest {
 protected:
  static constexpr const char* kCallbacks = R"("callbacks")";

  KeyRotationTest() {
    auto service =
        std::make_shared<const JourneyService>(test_support::TestCatalog(), Engine(clock_), store_, keys_);
    rotating_ = std::make_unique<AuthenticateEndpoint>(std::move(service), keys_, clock_);
  }

  http::Response Send(const std::string& target, const std::string& body = {}) {
    return Await(rotating_->Handle(Request(http::Method::kPost, target, body)));
  }
  http::Response Next(const http::Response& step, const std::vector<Json>& values) {
    return Send(kPath, AnswerWith(step, values));
  }
  static void ExpectStep(const http::Response& response) {
    EXPECT_EQ(response.status(), 200);
    EXPECT_NE(Text(response).find(kCallbacks), std::string::npos) << Text(response);
  }

  std::shared_ptr<const KeyRing> old_ = KeyRing::Make("old", Key('a')).value();
  std::shared_ptr<const KeyRing> added_ = old_->WithKey("new", Key('b')).value();
  std::shared_ptr<const KeyRing> rotated_ = added_->WithActive("new").value();
  std::shared_ptr<const KeyRing> dropped_ = rotated_->WithoutKey("old").value();
  std::shared_ptr<KeyRingSource> keys_ = std::make_shared<KeyRingSource>(old_);
  std::unique_ptr<AuthenticateEndpoint> rotating_;
};

TEST_F(KeyRotationTest, JourneyOfADroppedKeyHasTimedOut) {
  const http::Response step = Send(kStartOffline);
  keys_->Replace(dropped_);
  const http::Response next = Next(step, {"jdoe", kPasswordCanary});
  EXPECT_EQ(next.status(), 401);
  EXPECT_EQ(Text(next), kTimedOut);
}

TEST_F(KeyRotationTest, SessionOfADroppedKeyHasTimedOutThoughItsAuthIdIsGood) {
  // Signed with the new key by a host that knows it, sealed with the old one by a host that did not.
  auto sealing = std::make_shared<KeyRingSource>(old_);
  auto service =
      std::make_shared<const JourneyService>(test_support::TestCatalog(), Engine(clock_), store_, sealing);
  AuthenticateEndpoint mixed(std::move(service), *rotated_, clock_);
  const http::Response step = Await(mixed.Handle(Request(http::Method::kPost, kStartOffline, "")));
  ExpectStep(step);
  keys_->Replace(dropped_);
  const http::Response next = Next(step, {"jdoe", kPasswordCanary});
  EXPECT_EQ(next.status(), 401);
  EXPECT_EQ(Text(next), kTimedOut);
}

TEST_F(KeyRotationTest, JourneyGoesOnThroughARotation) {
  const http::Response login = Send(kStartOffline);
  keys_->Replace(added_);
  const http::Response code = Next(login, {"jdoe", kPasswordCanary});
  ExpectStep(code);
  keys_->Replace(rotated_);
  const http::Response typed = Next(code, {"code", 0});
  ExpectStep(typed);
  keys_->Replace(dropped_);
  // Sealed and signed after the rotation.
  const http::Response end = Next(typed, {"1234"});
  EXPECT_EQ(end.status(), 200) << Text(end);
  EXPECT_EQ(FindMember(Body(end), "authId"), nullptr);
}

TEST_F(KeyRotationTest, JourneyThatWasBegunUnderTheOldKeyEndsUnderIt) {
  const http::Response login = Send(kStartOffline);
  keys_->Replace(rotated_);
  ExpectStep(Next(login, {"jdoe", kPasswordCanary}));
}

TEST_F(KeyRotationTest, OneOtherHostOfTheOldRingDoesNotKnowTheNewKeyYet) {
  keys_->Replace(rotated_);
  const http::Response step = Send(kStartOffline);
  keys_->Replace(old_);
  EXPECT_EQ(Text(Next(step, {"jdoe", kPasswordCanary})), kTimedOut) << "which is why keys are added first";
}

}  // namespace
}  // namespace authtree::inline v0::am
