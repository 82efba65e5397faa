// A request holds exactly what it was made of, or it is refused before anything is sent.
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/core/encoding.h"
#include "authtree/http/url.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/testkit/drive.h"
#include "authtree/testkit/fake_transport.h"
#include "authtree/testkit/openapi_contract.h"

#include "generators.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::property {
namespace {

using namespace onespan;

const testkit::OpenApiContract& Contract() {
  static const auto contract =
      testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
  if (!contract) std::abort();
  return *contract;
}

/// A client whose every request is written down and answered with an error.
class Wire {
 public:
  explicit Wire(RenderMethod render = RenderMethod::kPost) {
    RestApiOptions options{.location = ServiceLocation::AtUrl("demo", "https://onespan.test/gate").value()};
    options.render_method = render;
    transport_->Reply(500);
    api_ = RestApi::Make(std::move(options), transport_).value();
  }

  [[nodiscard]] const Api& api() const { return *api_; }
  [[nodiscard]] static CallContext Call() {
    return CallContext(SystemClock()->SteadyNow() + std::chrono::seconds(4));
  }

  /// The request that left, or nothing when the call was refused before: then as invalid input that names a
  /// field.
  template <class T>
  std::optional<testkit::SentRequest> Sent(const Result<T>& result) const {
    RC_ASSERT(!result.has_value());
    const std::vector<testkit::SentRequest> sent = transport_->sent();
    if (sent.empty()) {
      RC_ASSERT(result.error().code() == ErrorCode::kInvalidInput);
      RC_ASSERT(!result.error().Find(Fact::kField).empty());
      RC_TAG(std::string("refused"));
      return std::nullopt;
    }
    RC_ASSERT(sent.size() == 1U);
    RC_ASSERT(result.error().code() == ErrorCode::kUnavailable);
    RC_ASSERT(sent.front().url.starts_with("https://onespan.test/gate/v1/"));
    RC_TAG(std::string("sent"));
    return sent.front();
  }

 private:
  std::shared_ptr<testkit::FakeTransport> transport_ = std::make_shared<testkit::FakeTransport>();
  std::shared_ptr<const Api> api_;
};

// The body, read by the library itself and held against the description of the service.
Json BodyOf(const testkit::SentRequest& sent) {
  constexpr std::string_view kGate = "/gate";
  const std::string target = sent.target.substr(kGate.size());
  const std::vector<std::string> violations = Contract().CheckRequest("POST", target, "", sent.body);
  if (!violations.empty()) RC_LOG() << violations.front() << '\n';
  RC_ASSERT(violations.empty());
  return Json::parse(sent.body);
}

// Texts that a field takes more often than not, and any others.
rc::Gen<std::string> FieldText(const std::string& plain, std::size_t shortest, std::size_t longest) {
  return rc::gen::weightedOneOf<std::string>({{3, TextOf(plain, shortest, longest)}, {1, AnyText()}});
}

constexpr const char* kLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ;@/?#%\"\\<>&";

// Extra fields by name, of those that both products know.
std::map<std::string, std::string> ExtraTexts() {
  static const std::vector<std::string> kNames{"emailAddress", "cookieSession", "phoneNumber", "referer",
                                               "authenticatorDescription"};
  return *rc::gen::scale(0.05, rc::gen::container<std::map<std::string, std::string>>(
                                   rc::gen::elementOf(kNames), FieldText(kLetters, 0, 20)));
}

RC_GTEST_PROP(RequestProperty, ARegistrationHoldsWhatItWasMadeOf, ()) {
  const std::string user = *FieldText(kLetters, 1, 40);
  const std::string domain = *FieldText(kLetters, 0, 20);
  const std::string password = *FieldText(kLetters, 8, 30);
  const bool has_password = *rc::gen::arbitrary<bool>();
  const std::string serial =
      *rc::gen::oneOf(TextOf("VDS0123456789", 10, 10), rc::gen::just(std::string("VDS1000001")));
  const bool has_serial = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
  const auto extra = ExtraTexts();

  RegisterUserRequest request(Product::kCloud, UserId(user, domain), ActivationType::kOfflineMdl);
  Json wanted{{"objectType", "RegisterUserInputEx"}, {"userID", user}, {"activationType", "offlineMDL"}};
  if (!domain.empty()) wanted["domain"] = domain;
  if (has_password) {
    request.static_password = Secret(password);
    wanted["staticPassword"] = password;
  }
  if (has_serial) {
    request.serial_number = serial;
    wanted["serialNumber"] = serial;
  }
  for (const auto& [name, text] : extra) {
    request.extra.emplace_back(name, Value(Json(text)));
    wanted[name] = text;
  }

  const Wire wire;
  const auto sent = wire.Sent(testkit::Drive(wire.api().RegisterUser(Wire::Call(), std::move(request))));
  if (sent) RC_ASSERT(BodyOf(*sent) == wanted);
}

RC_GTEST_PROP(RequestProperty, AnAdaptiveRegistrationHoldsItsRiskData, ()) {
  const std::string session = *FieldText("0123456789abcdef", 2, 100);
  const std::string relationship = *FieldText(kLetters, 1, 40);
  const std::string raw =
      *rc::gen::oneOf(AnyText(), rc::gen::map(AnyJson(2), [](const Json& json) { return DumpJson(json); }));
  const std::string hash = *FieldText("0123456789abcdef", 1, 64);

  RegisterUserRequest request(Product::kAdaptive, UserId("jdoe", "master"), ActivationType::kOnlineMdl);
  request.risk.session_id = session;
  request.risk.relationship_ref = relationship;
  request.risk.fingerprint = BrowserFingerprint(raw, hash);
  request.risk.client_ip = "192.0.2.7";
  const Json wanted{{"objectType", "AdaptiveRegisterUserInput"},
                    {"userID", "jdoe"},
                    {"domain", "master"},
                    {"activationType", "onlineMDL"},
                    {"sessionID", session},
                    {"relationshipRef", relationship},
                    {"clientIP", "192.0.2.7"},
                    {"cddc", {{"browserCDDC", {{"fingerprintHash", hash}, {"fingerprintRaw", raw}}}}}};

  const Wire wire;
  const auto sent = wire.Sent(testkit::Drive(wire.api().RegisterUser(Wire::Call(), std::move(request))));
  if (sent) RC_ASSERT(BodyOf(*sent) == wanted);
}

RC_GTEST_PROP(RequestProperty, ARemovalNamesItsUserInThePath, ()) {
  const std::string user = *FieldText(kLetters, 1, 40);
  const std::string domain = *FieldText(kLetters, 1, 20);
  const Wire wire;
  const auto sent = wire.Sent(testkit::Drive(
      wire.api().UnregisterUser(Wire::Call(), UnregisterUserRequest(Product::kCloud, UserId(user, domain)))));
  if (!sent) return;
  RC_ASSERT(BodyOf(*sent) == (Json{{"objectType", "UnregisterUserInputEx"}}));
  RC_ASSERT(http::PathSegments(sent->target).value() ==
            (std::vector<std::string>{"gate", "v1", "users", user + "@" + domain, "unregister"}));
}

RC_GTEST_PROP(RequestProperty, CodesOfADeviceStandAloneInTheBody, ()) {
  const std::string registration = *FieldText(kLetters, 1, 40);
  const std::string code = *FieldText("0123456789", 4, 27);
  const Wire adding;
  const auto added = adding.Sent(
      testkit::Drive(adding.api().AddDevice(Wire::Call(), AddDeviceRequest(registration, Secret(code)))));
  if (added) {
    RC_ASSERT(BodyOf(*added) == (Json{{"deviceCode", code}}));
    RC_ASSERT(http::PathSegments(added->target).value() ==
              (std::vector<std::string>{"gate", "v1", "registrations", registration, "add-device"}));
  }
  const Wire activating;
  const auto activated = activating.Sent(testkit::Drive(
      activating.api().ActivateDevice(Wire::Call(), ActivateDeviceRequest(registration, Secret(code)))));
  if (activated) {
    RC_ASSERT(BodyOf(*activated) == (Json{{"signature", code}}));
    RC_ASSERT(http::PathSegments(activated->target).value() ==
              (std::vector<std::string>{"gate", "v1", "registrations", registration, "activate"}));
  }
}

RC_GTEST_PROP(RequestProperty, AMessageToDrawComesAsItIs, ()) {
  const std::string message = *rc::gen::oneOf(AnyText(), TextOf("0123456789abcdef", 1, 60));
  const bool hex = *rc::gen::arbitrary<bool>();
  const int size = *rc::gen::inRange(0, 800);
  const Wire wire;
  const auto sent = wire.Sent(testkit::Drive(wire.api().RenderVisualCode(
      Wire::Call(), RenderVisualCodeRequest(Secret(message),
                                            hex ? MessageEncoding::kHexString : MessageEncoding::kClearText,
                                            VisualCodeFormat::kCronto, size))));
  if (!sent) return;
  RC_ASSERT(BodyOf(*sent) == (Json{{"message", message},
                                   {"type", hex ? "HEXSTRING" : "CLEARTEXT"},
                                   {"format", "CRONTO"},
                                   {"imageSize", size}}));
}

RC_GTEST_PROP(SecretJsonWriterProperty, WritesWhatTheLibraryReads, ()) {
  const auto names = *rc::gen::scale(0.1, rc::gen::unique<std::vector<std::string>>(Utf8()));
  SecretJsonWriter writer;
  Json wanted = Json::object();
  Json* place = &wanted;
  for (const std::string& name : names) {
    switch (*rc::gen::inRange(0, 4)) {
      case 0: {
        const std::string text = *Utf8();
        writer.Text(name, text);
        (*place)[name] = text;
        break;
      }
      case 1: {
        const auto number = *rc::gen::arbitrary<std::int64_t>();
        writer.Number(name, number);
        (*place)[name] = number;
        break;
      }
      case 2: {
        const Json json = *AnyJson(2);
        writer.Plain(name, json);
        (*place)[name] = json;
        break;
      }
      default:
        writer.Open(name);
        (*place)[name] = Json::object();
        place = &(*place)[name];
    }
  }
  RC_ASSERT(Json::parse(std::move(writer).Finish().Expose()) == wanted);
}

RC_GTEST_PROP(SecretJsonWriterProperty, BytesThatAreNoTextBecomeText, ()) {
  const std::string bytes = *AnyText();
  SecretJsonWriter writer;
  writer.Text("a", bytes);
  writer.Text("b", "c");
  const Json read = Json::parse(std::move(writer).Finish().Expose());
  RC_ASSERT(read.size() == 2U);
  RC_ASSERT(read.at("b") == "c");
  if (IsUtf8(bytes)) RC_ASSERT(read.at("a") == bytes);
}

}  // namespace
}  // namespace authtree::inline v0::property
