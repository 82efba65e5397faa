#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Each holds "zq", so that a trace of it can be found, and is long enough for a password.
std::vector<std::string> HostileTexts() {
  return {
      "zq\"quote\"",
      "zq\\back\\",
      "zq\",\"x\":\"",
      "zq;semi;",
      "zq/../../v1",
      "zq?a=b&c=d",
      "zq#fragment",
      "zq%2F%00%zz",
      "zq@evil.example",
      "zq\r\nX-Evil: 1",
      "zq\nnewline",
      std::string("zq\0nul-byte", 11),
      "zq\x7F delete",
      "zq <script>&amp;",
      "zq ${jndi:x}",
      "zq{{x}}[0]",
      "zq\xF0\x9F\x98\x80 emoji",
      "zq\xE2\x80\xAE right-to-left",
      "zq\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
      "zq\xFF\xFE invalid",
      "zq\xC0\xAF overlong",
      "zq\xED\xA0\x80 surrogate",
      "zq\xC3",
      "zq" + std::string(10000, 'x'),
      "",
      ".",
      "..",
  };
}

/// A text of a request: how to send it, and where it stands afterwards.
struct TextPlace {
  std::string name;
  std::function<std::optional<Error>(const Api&, const CallContext&, const std::string&)> send;
  std::function<std::string(const testkit::SentRequest&)> find;
};

template <class T>
std::optional<Error> ErrorOf(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

std::function<std::string(const testkit::SentRequest&)> InBody(const std::string& pointer) {
  return [pointer](const testkit::SentRequest& request) {
    const auto body = ParseJson(request.body);
    const Json::json_pointer place(pointer);
    return body && body->contains(place) ? body->at(place).get<std::string>() : std::string("(not there)");
  };
}

std::string PathSegment(const testkit::SentRequest& request, std::size_t index) {
  const auto segments = http::PathSegments(request.target);
  return segments && segments->size() == 4 ? segments->at(index) : "(another path)";
}

TextPlace Registering(std::string name, const std::string& pointer,
                      std::function<RegisterUserRequest(const std::string&)> make) {
  return {std::move(name),
          [make = std::move(make)](const Api& api, const CallContext& call, const std::string& text) {
            return ErrorOf(testkit::Drive(api.RegisterUser(call, make(text))));
          },
          InBody(pointer)};
}

std::vector<TextPlace> TextPlaces() {
  std::vector<TextPlace> places;
  places.push_back(Registering("register user", "/userID", [](const std::string& text) {
    return RegisterUserRequest(Product::kCloud, UserId(text, "demo"), ActivationType::kOnlineMdl);
  }));
  places.push_back(Registering("register password", "/staticPassword", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.static_password = Secret(text);
    return request;
  }));
  places.push_back(
      Registering("register fingerprint", "/cddc/browserCDDC/fingerprintRaw", [](const std::string& text) {
        auto request = AdaptiveRegistration();
        request.risk.fingerprint = BrowserFingerprint(text, "aa");
        return request;
      }));
  places.push_back(
      Registering("register hash", "/cddc/browserCDDC/fingerprintHash", [](const std::string& text) {
        auto request = AdaptiveRegistration();
        request.risk.fingerprint = BrowserFingerprint("{}", text);
        return request;
      }));
  places.push_back(Registering("register relationship", "/relationshipRef", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.risk.relationship_ref = text;
    return request;
  }));
  places.push_back(Registering("register session", "/sessionID", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.risk.session_id = text;
    return request;
  }));
  places.push_back(Registering("register serial", "/serialNumber", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.serial_number = text;
    return request;
  }));
  places.push_back(Registering("register e-mail", "/emailAddress", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.extra.emplace_back("emailAddress", Value(Json(text)));
    return request;
  }));
  places.push_back(Registering("register secret extra", "/postalAddress", [](const std::string& text) {
    auto request = AdaptiveRegistration();
    request.extra.emplace_back("postalAddress", Value(Secret(text)));
    return request;
  }));
  places.push_back({"unregister user",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(api.UnregisterUser(
                          call, UnregisterUserRequest(Product::kCloud, UserId(text, "demo")))));
                    },
                    [](const testkit::SentRequest& request) {
                      const std::string segment = PathSegment(request, 2);
                      return segment.substr(0, segment.rfind("@demo"));
                    }});
  places.push_back({"unregister domain",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(api.UnregisterUser(
                          call, UnregisterUserRequest(Product::kCloud, UserId("alice", text)))));
                    },
                    [](const testkit::SentRequest& request) { return PathSegment(request, 2).substr(6); }});
  places.push_back({"add-device registration",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(
                          testkit::Drive(api.AddDevice(call, AddDeviceRequest(text, Secret("12345")))));
                    },
                    [](const testkit::SentRequest& request) { return PathSegment(request, 2); }});
  places.push_back({"add-device code",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(
                          testkit::Drive(api.AddDevice(call, AddDeviceRequest("reg-1", Secret(text)))));
                    },
                    InBody("/deviceCode")});
  places.push_back({"activate registration",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(
                          api.ActivateDevice(call, ActivateDeviceRequest(text, Secret("123456")))));
                    },
                    [](const testkit::SentRequest& request) { return PathSegment(request, 2); }});
  places.push_back({"activate signature",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(
                          api.ActivateDevice(call, ActivateDeviceRequest("reg-1", Secret(text)))));
                    },
                    InBody("/signature")});
  places.push_back({"check login",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(
                          api.CheckActivation(call, CheckActivationRequest(UserId(text, "demo")))));
                    },
                    InBody("/login")});
  places.push_back({"render message",
                    [](const Api& api, const CallContext& call, const std::string& text) {
                      return ErrorOf(testkit::Drive(api.RenderVisualCode(
                          call, RenderVisualCodeRequest(Secret(text), MessageEncoding::kClearText,
                                                        VisualCodeFormat::kQrCode, 210))));
                    },
                    InBody("/message")});
  return places;
}

class HostileTextTest : public RestApiTest {};

/// A hostile text is refused before the call, or it arrives unchanged at its place in a request that keeps
/// the contract. Either way no error repeats it.
TEST_F(HostileTextTest, IsRefusedOrArrivesAtItsPlace) {
  for (const TextPlace& place : TextPlaces()) {
    for (const std::string& text : HostileTexts()) {
      SCOPED_TRACE(place.name + " " + HexEncode(text.substr(0, 40)));
      const std::size_t before = transport_->sent().size();
      if (transport_->remaining() == 0) ReplyError(500, "x");
      const auto error = place.send(*api_, Call(), text);
      ASSERT_TRUE(error.has_value());
      EXPECT_THAT(error->Describe(), Not(HasSubstr("zq")));
      if (transport_->sent().size() == before) {
        EXPECT_EQ(error->code(), ErrorCode::kInvalidInput);
        EXPECT_NE(error->Find(Fact::kField), "");
        continue;
      }
      EXPECT_EQ(place.find(LastRequest()), text);
      EXPECT_EQ(ContractViolations(), "");
      EXPECT_EQ(LastRequest().url.rfind("https://acme-bank.sdb.tid.onespan.cloud/v1/", 0), 0U);
      EXPECT_TRUE(IsUtf8(LastRequest().body));
    }
  }
}

TEST_F(HostileTextTest, OfAnOrdinaryKindIsNotRefused) {
  for (const std::string user :
       {"J. D/oe", "a@b", "100%", "50+1", "é", "日本", "\"q\"", "\\", "😀", "a;b", ".", ".."}) {
    ReplyError(500, "x");
    const auto error =
        testkit::Drive(
            api_->UnregisterUser(Call(), UnregisterUserRequest(Product::kCloud, UserId(user, "de.mo"))))
            .error();
    EXPECT_EQ(error.code(), ErrorCode::kUnavailable) << user;
    EXPECT_EQ(ContractViolations(), "") << user;
  }
}

}  // namespace
}  // namespace authtree::inline v0::onespan
