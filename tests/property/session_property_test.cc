// Sessions and authIds come back as they were, and a changed bit is noticed.
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/am/auth_id.h"
#include "authtree/session/sealer.h"
#include "authtree/session/session_codec.h"
#include "authtree/testkit/manual_clock.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

std::shared_ptr<const KeyRing> Ring() {
  static const auto ring = KeyRing::Make("k", Secret(std::string(KeyRing::kKeySize, 'k'))).value();
  return ring;
}

using Values = std::map<std::string, PlainValue>;

rc::Gen<Values> AnyValues() { return rc::gen::scale(0.1, rc::gen::container<Values>(Utf8(), AnyValue())); }

Callback AnyCallback() {
  const std::string text = *Utf8();
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      return Callback::Name(text, *Utf8());
    case 1:
      return Callback::Password(text);
    case 2:
      return Callback::Choice(text,
                              *rc::gen::scale(0.1, rc::gen::container<std::vector<std::string>>(Utf8())), 0);
    case 3:
      return Callback::Confirmation({text, "b"}, 0, *rc::gen::arbitrary<int>());
    case 4:
      return Callback::HiddenValue(text, Secret(*Bytes()));
    case 5:
      return Callback::Metadata(*AnyJson(2));
    default:
      return Callback::TextOutput(MessageType::kError, text);
  }
}

JourneySession AnySession() {
  JourneySession session;
  session.journey = *Utf8();
  session.node = *Utf8();
  session.error_message = *Utf8();
  session.expires =
      std::chrono::system_clock::time_point(std::chrono::seconds(*rc::gen::inRange(0, 2000000000)));
  for (const auto& [key, value] : *AnyValues()) session.state.Put(Tier::kShared, key, value.Make());
  for (const auto& [key, value] : *AnyValues()) session.state.Put(Tier::kSecure, key, value.Make());
  const int callbacks = *rc::gen::inRange(0, 4);
  for (int i = 0; i < callbacks; ++i) {
    session.pending.push_back(AnyCallback());
    if (*rc::gen::arbitrary<bool>()) session.pending.back().set_id(*rc::gen::arbitrary<std::int64_t>());
  }
  return session;
}

std::string Encoded(const JourneySession& session) {
  const SecretBuffer bytes = EncodeSession(session).value();
  return {bytes.begin(), bytes.end()};
}

bool Same(const Value& left, const Value& right) {
  if (left.is_secret() != right.is_secret()) return false;
  return left.is_secret() ? *left.secret() == *right.secret() : *left.json() == *right.json();
}

bool Same(const JourneyState::TierMap& left, const JourneyState::TierMap& right) {
  if (left.size() != right.size()) return false;
  for (const auto& [key, value] : left) {
    const auto found = right.find(key);
    if (found == right.end() || !Same(value, found->second)) return false;
  }
  return true;
}

RC_GTEST_PROP(SessionProperty, EverySessionComesBack, ()) {
  const JourneySession session = AnySession();
  const std::string bytes = Encoded(session);
  const auto decoded = DecodeSession(Secret(bytes));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT((*decoded)->journey == session.journey);
  RC_ASSERT((*decoded)->node == session.node);
  RC_ASSERT((*decoded)->error_message == session.error_message);
  RC_ASSERT((*decoded)->expires == session.expires);
  for (const Tier tier : {Tier::kShared, Tier::kSecure}) {
    RC_ASSERT(Same((*decoded)->state.tier(tier), session.state.tier(tier)));
  }
  RC_ASSERT((*decoded)->pending.size() == session.pending.size());
  // Everything else, the callbacks with their inputs among it.
  RC_ASSERT(Encoded(**decoded) == bytes);
}

// The fuzzer begins with it, so it should lead it to every part of a session.
TEST(FuzzCorpus, HasAWholeSession) {
  std::ifstream file(AUTHTREE_SOURCE_DIR "/tests/fuzz/corpus/fuzz_session/full", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto session = DecodeSession(Secret(bytes.str()));
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ((*session)->pending.size(), 3U);
  EXPECT_EQ((*session)->state.tier(Tier::kShared).size(), 3U);
}

RC_GTEST_PROP(SessionProperty, NoPrefixIsASession, ()) {
  const std::string bytes = Encoded(AnySession());
  const std::size_t size = *rc::gen::inRange<std::size_t>(0, bytes.size());
  RC_ASSERT(!DecodeSession(Secret(bytes.substr(0, size))).has_value());
  RC_ASSERT(!DecodeSession(Secret(bytes + "x")).has_value());
}

RC_GTEST_PROP(SessionProperty, ChangedBytesAreReadOrRefused, ()) {
  std::string bytes = Encoded(AnySession());
  const int changes = *rc::gen::inRange(1, 5);
  for (int i = 0; i < changes; ++i) {
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  }
  const auto decoded = DecodeSession(Secret(bytes));
  if (decoded) {
    RC_ASSERT(EncodeSession(**decoded).has_value());
  } else {
    RC_ASSERT(decoded.error().code() == ErrorCode::kRejected);
  }
}

RC_GTEST_PROP(SealerProperty, OpensWhatItSealedAndNothingWithAFlippedBit, ()) {
  const Sealer sealer(*Ring());
  const std::string plain = *Bytes();
  const std::string place = *Bytes();
  const std::string sealed = sealer.Seal(Secret(plain), place).value();
  RC_ASSERT(sealer.Open(sealed, place).value().Expose() == plain);
  const std::size_t bit = *rc::gen::inRange<std::size_t>(0, sealed.size() * 8);
  RC_ASSERT(!sealer.Open(WithFlippedBit(sealed, bit), place).has_value());
  RC_ASSERT(!sealer.Open(sealed, place + "x").has_value());
}

RC_GTEST_PROP(SealerProperty, OpensNoOtherBytes, ()) {
  RC_ASSERT(!Sealer(*Ring()).Open(*Bytes(), "place").has_value());
}

am::AuthIdClaims AnyClaims() {
  am::AuthIdClaims claims;
  claims.journey = *Utf8();
  claims.realm = "/" + *Utf8();
  claims.session = "s" + *Utf8();
  claims.journey_token = *Utf8();
  claims.expires = testkit::ManualClock().Now() + std::chrono::seconds(*rc::gen::inRange(1, 1000000));
  return claims;
}

RC_GTEST_PROP(AuthIdProperty, EveryClaimComesBack, ()) {
  const am::AuthIdCodec codec(*Ring(), std::make_shared<testkit::ManualClock>());
  const am::AuthIdClaims claims = AnyClaims();
  const auto read = codec.Read(codec.Make(claims));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->journey == claims.journey);
  RC_ASSERT(read->realm == claims.realm);
  RC_ASSERT(read->session == claims.session);
  RC_ASSERT(read->journey_token == claims.journey_token);
  RC_ASSERT(read->expires == claims.expires);
}

RC_GTEST_PROP(AuthIdProperty, EveryFlippedBitIsNoticed, ()) {
  const am::AuthIdCodec codec(*Ring(), std::make_shared<testkit::ManualClock>());
  const std::string auth_id = codec.Make(AnyClaims());
  const std::size_t bit = *rc::gen::inRange<std::size_t>(0, auth_id.size() * 8);
  const auto read = codec.Read(WithFlippedBit(auth_id, bit));
  RC_ASSERT(!read.has_value());
  // A flipped bit in the key's id makes it that of no key.
  RC_ASSERT(read.error().code() == ErrorCode::kInvalidInput || read.error().code() == ErrorCode::kRejected ||
            read.error().code() == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace authtree::inline v0::property
