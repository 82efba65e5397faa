#include "authtree/am/auth_id.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::am {
namespace {

class AuthIdTest : public ::testing::Test {
 protected:
  AuthIdClaims Claims() const {
    AuthIdClaims claims;
    claims.journey = "OS Offline";
    claims.realm = "/";
    claims.session = "reference-1";
    claims.journey_token = "abcdefghijklmnopqrstuvwxyz";
    claims.expires = clock_->Now() + std::chrono::minutes(5);
    return claims;
  }
  ErrorCode ErrorOf(const std::string& auth_id) const {
    const Result<AuthIdClaims> claims = codec_.Read(auth_id);
    return claims ? ErrorCode::kInternal : claims.error().code();
  }
  /// A token of any content, signed with the right key if `header` and `payload` were those of `Make`.
  std::string Signed(const std::string& header, const std::string& payload) const {
    const std::string text = Base64UrlEncode(header) + "." + Base64UrlEncode(payload);
    const Secret key = ring_->DerivedKeys("authtree authId HS256 1").at("k").Clone();
    return text + "." + Base64UrlEncode(HmacSha256(key.Expose(), text));
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<const KeyRing> ring_ = KeyRing::Make("k", Secret(std::string(32, 'a'))).value();
  AuthIdCodec codec_{*ring_, clock_};
};

TEST_F(AuthIdTest, WhatIsNoJwtIsInvalid) {
  for (const char* text : {"", ".", "..", "...", "a.b", "a.b.c.d", "a.b.c", "no jwt at all", "e30.e30",
                           "!!!.e30.e30", "bnVsbA.e30.e30", "W10.e30.e30"}) {
    EXPECT_EQ(ErrorOf(text), ErrorCode::kInvalidInput) << text;
  }
}

TEST_F(AuthIdTest, TellsWhoseAnExpiredOneWas) {
  const std::string auth_id = codec_.Make(Claims());
  clock_->Advance(std::chrono::minutes(5));
  EXPECT_EQ(ErrorOf(auth_id), ErrorCode::kTimeout);
  const Result<AuthIdClaims> claims = codec_.ReadSigned(auth_id);
  ASSERT_TRUE(claims);
  EXPECT_TRUE(codec_.HasExpired(*claims));
  EXPECT_EQ(claims->journey, "OS Offline");
}

TEST_F(AuthIdTest, ATimeBeforeAllTimeHasExpired) {
  const std::string payload = R"({"realm":"/","sessionId":"x","exp":-9223372036854775808})";
  EXPECT_EQ(ErrorOf(Signed(R"({"alg":"HS256","kid":"k"})", payload)), ErrorCode::kTimeout);
}

TEST_F(AuthIdTest, AnOversizedOneIsNotLookedAt) {
  EXPECT_EQ(ErrorOf(std::string(AuthIdCodec::kMaxSize + 1, 'a')), ErrorCode::kInvalidInput);
}

TEST_F(AuthIdTest, EveryChangedCharacterIsNoticed) {
  const std::string auth_id = codec_.Make(Claims());
  for (std::size_t i = 0; i < auth_id.size(); ++i) {
    std::string changed = auth_id;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const Result<AuthIdClaims> claims = codec_.Read(changed);
    ASSERT_FALSE(claims) << i;
    EXPECT_NE(claims.error().code(), ErrorCode::kTimeout) << i;
  }
}

TEST_F(AuthIdTest, EveryPrefixIsRefused) {
  const std::string auth_id = codec_.Make(Claims());
  for (std::size_t size = 0; size < auth_id.size(); ++size)
    EXPECT_FALSE(codec_.Read(auth_id.substr(0, size))) << size;
}

TEST_F(AuthIdTest, OtherPayloadIsRejected) {
  const std::string auth_id = codec_.Make(Claims());
  AuthIdClaims other = Claims();
  other.journey = "Admin";
  const std::string forged = codec_.Make(other);
  const std::string mixed = forged.substr(0, forged.rfind('.')) + auth_id.substr(auth_id.rfind('.'));
  EXPECT_EQ(ErrorOf(mixed), ErrorCode::kRejected);
}

TEST_F(AuthIdTest, TheAlgorithmOfTheHeaderIsNotFollowed) {
  const std::string payload = R"({"realm":"/","sessionId":"x","exp":4102444800})";
  EXPECT_EQ(ErrorOf(Signed(R"({"alg":"none","kid":"k"})", payload)), ErrorCode::kRejected);
  EXPECT_EQ(ErrorOf(Signed(R"({"alg":"HS512","kid":"k"})", payload)), ErrorCode::kRejected);
  EXPECT_EQ(ErrorOf(Signed(R"({"kid":"k"})", payload)), ErrorCode::kRejected);
  EXPECT_EQ(ErrorOf(Base64UrlEncode(R"({"alg":"none","kid":"k"})") + "." + Base64UrlEncode(payload) + "."),
            ErrorCode::kRejected);
  ASSERT_TRUE(codec_.Read(Signed(R"({"alg":"HS256","kid":"k"})", payload))) << "or the test proves nothing";
}

TEST_F(AuthIdTest, OtherKeysAreNotAccepted) {
  const AuthIdCodec other(*KeyRing::Make("k", Secret(std::string(32, 'b'))).value(), clock_);
  EXPECT_EQ(ErrorOf(other.Make(Claims())), ErrorCode::kRejected);
  const AuthIdCodec unknown(*KeyRing::Make("u", Secret(std::string(32, 'a'))).value(), clock_);
  EXPECT_EQ(ErrorOf(unknown.Make(Claims())), ErrorCode::kNotFound);
}

TEST_F(AuthIdTest, SignedRubbishIsInvalid) {
  const std::string header = R"({"alg":"HS256","kid":"k"})";
  for (const char* payload :
       {"", "null", "[]", "{}", R"({"realm":"/","sessionId":"x"})",
        R"({"realm":"/","sessionId":"x","exp":"tomorrow"})", R"({"realm":"/","exp":4102444800})",
        R"({"realm":"/","sessionId":"x","exp":99999999999})", R"({"realm":"/","sessionId":"x","exp":1e99})",
        R"({"sessionId":"x","exp":4102444800})"}) {
    EXPECT_EQ(ErrorOf(Signed(header, payload)), ErrorCode::kInvalidInput) << payload;
  }
}

TEST_F(AuthIdTest, ExpiresOnTime) {
  const std::string auth_id = codec_.Make(Claims());
  clock_->Advance(std::chrono::seconds(299));
  EXPECT_TRUE(codec_.Read(auth_id));
  clock_->Advance(std::chrono::seconds(1));
  EXPECT_EQ(ErrorOf(auth_id), ErrorCode::kTimeout);
}

TEST_F(AuthIdTest, ReadsWhatItMade) {
  const AuthIdClaims claims = codec_.Read(codec_.Make(Claims())).value();
  EXPECT_EQ(claims.journey, "OS Offline");
  EXPECT_EQ(claims.realm, "/");
  EXPECT_EQ(claims.session, "reference-1");
  EXPECT_EQ(claims.journey_token, "abcdefghijklmnopqrstuvwxyz");
  EXPECT_EQ(claims.expires, Claims().expires);
}

TEST_F(AuthIdTest, HasTheFormThatClientsDecode) {
  const std::string auth_id = codec_.Make(Claims());
  const std::size_t dot = auth_id.find('.');
  EXPECT_EQ(Base64UrlDecode(auth_id.substr(0, dot)), R"({"typ":"JWT","kid":"k","alg":"HS256"})");
  EXPECT_EQ(Base64UrlDecode(auth_id.substr(dot + 1, auth_id.rfind('.') - dot - 1)),
            R"({"authIndexType":"service","authIndexValue":"OS Offline","otk":"abcdefghijklmnopqrstuvwxyz",)"
            R"("realm":"/","sessionId":"reference-1","exp":1767225900,"iat":1767225600})");
}

TEST_F(AuthIdTest, ReadsOlderKeysAfterRotation) {
  const std::string auth_id = codec_.Make(Claims());
  const auto rotated = ring_->WithKey("n", Secret(std::string(32, 'n'))).value()->WithActive("n").value();
  EXPECT_TRUE(AuthIdCodec(*rotated, clock_).Read(auth_id));
}

TEST(NewJourneyToken, IsRandomLowerCaseBase32) {
  const std::string token = NewJourneyToken();
  EXPECT_EQ(token.size(), 26U);
  EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos);
  EXPECT_NE(token, NewJourneyToken());
}

}  // namespace
}  // namespace authtree::inline v0::am
