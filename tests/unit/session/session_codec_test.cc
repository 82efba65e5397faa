#include "authtree/session/session_codec.h"

#include <chrono>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

JourneySession FullSession() {
  JourneySession session;
  session.journey = "OS Offline";
  session.node = "2f6cc1fa-0000-4444-8888-000000000001";
  session.error_message = "Not today";
  session.expires =
      std::chrono::system_clock::time_point(std::chrono::nanoseconds(1'767'225'600'123'456'789));
  session.state.Put(Tier::kShared, "realm", Json("/"));
  session.state.Put(Tier::kShared, "authLevel", Json(0));
  session.state.Put(Tier::kShared, "balance", Json(-12.5));
  session.state.Put(Tier::kShared, "nothing", Json());
  session.state.Put(Tier::kShared, "pageNodeCallbacks",
                    Json::parse(R"({"0":0,"1":[true,"ä",{"x":18446744073709551615}]})"));
  session.state.Put(Tier::kShared, "ostid_cronto_msg", Secret("6163746976617465"));
  session.state.Put(Tier::kSecure, "password", Secret(std::string("p\0w\xFF", 4)));
  session.state.Put(Tier::kSecure, "plain", Json("text"));
  session.pending.push_back(Callback::Name("User Name", "jdoe"));
  session.pending.push_back(Callback::Password("Password"));
  session.pending.push_back(Callback::TextOutput(MessageType::kScript, "alert()"));
  session.pending.push_back(Callback::Choice("Pick", {"a", "b"}, 1));
  session.pending.push_back(Callback::Confirmation({"Yes", "No"}, 1, 100));
  session.pending.push_back(Callback::HiddenValue("code", Secret("hidden")));
  session.pending.push_back(Callback::Metadata(Json::parse(R"({"stage":"x"})")));
  session.pending.push_back(Callback::PollingWait(std::chrono::seconds(8), "Wait"));
  session.pending.push_back(Callback::Redirect(Secret("https://idp.example/go")));
  for (std::size_t i = 0; i < session.pending.size(); ++i)
    session.pending[i].set_id(static_cast<std::int64_t>(i) - 2);
  session.pending.push_back(Callback::TextInput("No number"));
  return session;
}

// Values in a form that compares, with secrets marked as such.
Json Describe(const Value& value) {
  if (const Secret* secret = value.secret()) {
    return Json::array({"secret", Json::binary({secret->Expose().begin(), secret->Expose().end()})});
  }
  return Json::array({"json", *value.json()});
}

Json Describe(const JourneySession& session) {
  Json json;
  json["journey"] = session.journey;
  json["node"] = session.node;
  json["error_message"] = session.error_message;
  json["expires"] = session.expires.time_since_epoch().count();
  for (const Tier tier : {Tier::kTransient, Tier::kSecure, Tier::kShared}) {
    Json& values = json[std::string(TierName(tier))] = Json::object();
    for (const auto& [key, value] : session.state.tier(tier)) values[key] = Describe(value);
  }
  for (const Callback& callback : session.pending) {
    Json entry;
    entry["type"] = CallbackTypeName(callback.type());
    if (callback.id()) entry["id"] = *callback.id();
    for (const auto& output : callback.outputs()) {
      entry["out"].push_back(Json::array({output.name, Describe(output.value)}));
    }
    for (const CallbackInput& input : callback.inputs()) {
      entry["in"].push_back(
          Json::array({input.suffix(), static_cast<int>(input.kind()), Describe(input.value())}));
    }
    json["pending"].push_back(std::move(entry));
  }
  return json;
}

std::string Encoded(const JourneySession& session) {
  const SecretBuffer bytes = EncodeSession(session).value();
  return {bytes.begin(), bytes.end()};
}

TEST(SessionCodec, RefusesEveryPrefix) {
  const std::string encoded = Encoded(FullSession());
  for (std::size_t size = 0; size < encoded.size(); ++size) {
    const auto decoded = DecodeSession(Secret(std::string_view(encoded).substr(0, size)));
    ASSERT_FALSE(decoded) << size;
    EXPECT_EQ(decoded.error().code(), ErrorCode::kRejected);
  }
}

TEST(SessionCodec, RefusesWhatFollows) { EXPECT_FALSE(DecodeSession(Secret(Encoded(FullSession()) + '\0'))); }

TEST(SessionCodec, RefusesOtherVersions) {
  std::string encoded = Encoded(FullSession());
  encoded[0] = 2;
  EXPECT_FALSE(DecodeSession(Secret(encoded)));
}

TEST(SessionCodec, RefusesSizesBeyondTheEnd) {
  // Lengths and counts of up to 2^64 - 1, at every place of a session.
  const std::string encoded = Encoded(FullSession());
  const std::string huge("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10);
  for (std::size_t at = 1; at < encoded.size(); ++at) {
    (void)DecodeSession(Secret(encoded.substr(0, at) + huge + encoded.substr(at)));
    (void)DecodeSession(Secret(encoded.substr(0, at) + huge));
  }
  EXPECT_FALSE(DecodeSession(Secret(encoded.substr(0, 1) + huge)));
  EXPECT_FALSE(DecodeSession(Secret(encoded.substr(0, 1) + std::string(64, '\xFF'))));
}

TEST(SessionCodec, SurvivesChangedBytes) {
  const std::string encoded = Encoded(FullSession());
  std::mt19937 random(4711);
  for (int round = 0; round < 4'000; ++round) {
    std::string changed = encoded;
    for (unsigned i = 0; i <= random() % 4; ++i)
      changed[random() % changed.size()] = static_cast<char>(random());
    const auto decoded = DecodeSession(Secret(changed));
    // What can be read can be written again.
    if (decoded) {
      EXPECT_TRUE(EncodeSession(**decoded));
    }
  }
}

TEST(SessionCodec, RefusesASessionThatIsTooLarge) {
  JourneySession session = FullSession();
  session.state.Put(Tier::kShared, "large", Json(std::string(kMaxEncodedSession, 'x')));
  EXPECT_EQ(EncodeSession(session).error().code(), ErrorCode::kInvalidInput);
  EXPECT_FALSE(DecodeSession(Secret(std::string(kMaxEncodedSession + 1, '\1'))));
}

TEST(SessionCodec, RefusesAValueThatCouldNotBeReadBack) {
  Json deep = Json::array();
  for (int i = 0; i < 500; ++i) deep = Json::array({std::move(deep)});
  JourneySession session = FullSession();
  session.state.Put(Tier::kShared, "deep", Value(std::move(deep)));
  EXPECT_EQ(EncodeSession(session).error().code(), ErrorCode::kInvalidInput);
}

TEST(SessionCodec, KeepsEverything) {
  const JourneySession session = FullSession();
  const auto decoded = DecodeSession(Secret(Encoded(session)));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(Describe(**decoded), Describe(session));
}

TEST(SessionCodec, KeepsAnEmptySession) {
  const auto decoded = DecodeSession(Secret(Encoded(JourneySession())));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(Describe(**decoded), Describe(JourneySession()));
}

TEST(SessionCodec, DropsTransientState) {
  JourneySession session;
  session.state.Put(Tier::kTransient, "password", Secret("canary"));
  const std::string encoded = Encoded(session);
  EXPECT_EQ(encoded.find("canary"), std::string::npos);
}

}  // namespace
}  // namespace authtree::inline v0
