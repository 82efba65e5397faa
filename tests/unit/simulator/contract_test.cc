#include "authtree/testkit/openapi_contract.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::IsEmpty;

/// Every request and every answer is held against the API description.
class SimulatorContractTest : public ServiceTest {
 protected:
  void SetUp() override {
    auto contract = testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
    ASSERT_TRUE(contract) << contract.error().Describe();
    contract_.emplace(*std::move(contract));
  }

  Reply Call(const std::string& path, const Json& body, int status) {
    EXPECT_THAT(contract_->CheckRequest("POST", path, "", body.dump()), IsEmpty());
    return Checked(path, body, status);
  }
  /// For requests that break the description on purpose.
  Reply Checked(const std::string& path, const Json& body, int status) {
    Reply reply = Post(path, body);
    EXPECT_THAT(reply, HasStatus(status));
    EXPECT_THAT(contract_->CheckReply("POST", path, reply.status, reply.media_type, reply.text), IsEmpty())
        << reply.text;
    return reply;
  }
  Json Adaptive(const Json& more) {
    Json body = {{"cddc", {{"browserCDDC", {{"fingerprintHash", "h"}}}}},
                 {"relationshipRef", "alice"},
                 {"sessionID", "4ED23EA44F23"}};
    body.update(more);
    return body;
  }

  std::optional<testkit::OpenApiContract> contract_;
};

TEST_F(SimulatorContractTest, TheOfflineWalkKeepsTheDescription) {
  VirtualDigipass device;
  const Reply registered = Call("/v1/users/register",
                                {{"objectType", "RegisterUserInputEx"},
                                 {"userID", "alice"},
                                 {"activationType", "offlineMDL"},
                                 {"serialNumber", "VDS1000001"}},
                                200);
  const std::string path = "/v1/registrations/" + registered.Text("registrationID");
  (void)Call(path + "/add-device", {{"deviceCode", "0000000000"}}, 409);
  const Reply added =
      Call(path + "/add-device", {{"deviceCode", Scan(device, registered.Text("activationPassword"))}}, 200);
  (void)Call("/v1/registrations/check-status", {{"login", "alice"}, {"timeoutSeconds", 0}}, 200);
  const std::string signature = Scan(device, added.Text("activationMessage2"));
  (void)Call(path + "/activate", {{"signature", signature}}, 200);
  (void)Call(path + "/activate", {{"signature", signature}}, 404);
  (void)Call("/v1/users/alice@master/unregister", {{"objectType", "UnregisterUserInputEx"}}, 204);
}

TEST_F(SimulatorContractTest, TheOtherRegistrationsKeepTheDescription) {
  (void)Call("/v1/users/register", {{"objectType", "RegisterUserInputEx"}, {"userID", "bob"}}, 200);
  (void)Call("/v1/users/register",
             {{"objectType", "RegisterUserInputEx"}, {"userID", "carl"}, {"activationType", "fido"}}, 200);
  (void)Call("/v1/users/register",
             Adaptive({{"objectType", "AdaptiveRegisterUserInput"}, {"userID", "dora"}}), 200);
  (void)Call("/v1/users/dora@master/unregister", Adaptive({{"objectType", "AdaptiveUnregisterUserInput"}}),
             200);
  (void)Call("/v1/users/dora@master/unregister", Adaptive({{"objectType", "AdaptiveUnregisterUserInput"}}),
             404);
}

TEST_F(SimulatorContractTest, ValidationErrorsKeepTheDescription) {
  (void)Checked("/v1/users/register", {{"objectType", "RegisterUserInputEx"}, {"userID", ""}}, 400);
  (void)Checked("/v1/registrations/x/add-device", {{"deviceCode", "1"}}, 400);
  (void)Checked("/v1/visualcodes/render", {{"message", "1"}, {"imageSize", 1}}, 400);
}

TEST_F(SimulatorContractTest, DataUrisKeepTheDescription) {
  const Reply reply = Send(http::Method::kPost, "/v1/visualcodes/render", R"({"message": "x"})",
                           "application/json", "application/json");
  EXPECT_THAT(contract_->CheckReply("POST", "/v1/visualcodes/render", 200, reply.media_type, reply.text),
              IsEmpty());
}

/// A member of a payload: where it stands, and what the description says of it.
struct Member {
  Json::json_pointer place;
  Json rule;
};

/// The limits of our tables against those of the description: bad and good values a member, in nested objects
/// as well, judged alike by both.
class SimulatorLimitsTest : public SimulatorContractTest {
 protected:
  [[nodiscard]] Json Resolved(const Json& schema) const {
    const Json* reference = FindMember(schema, "$ref");
    if (reference == nullptr) return schema;
    const std::string name =
        reference->get<std::string>().substr(std::string("#/components/schemas/").size());
    return contract_->document()["components"]["schemas"][name];
  }

  void Collect(const Json& given, const Json::json_pointer& place, std::vector<Member>& members) const {
    const Json schema = Resolved(given);
    for (const Json& part : schema.value("allOf", Json::array())) Collect(part, place, members);
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, property] : properties.items()) {
      if (name == "objectType") continue;
      const Json rule = Resolved(property);
      members.push_back({place / name, rule});
      // Device data has rules of its own in the tables, not a schema.
      if (name == "cddc" || name == "browserCDDC" || name == "mobileCDDC") continue;
      Collect(rule, place / name, members);
      if (const Json* items = FindMember(rule, "items")) Collect(*items, place / name / 0, members);
    }
  }

  /// Values to try, those at the limits of the rule among them.
  static std::vector<Json> Candidates(const Json& rule) {
    std::vector<Json> values = {"",
                                "a",
                                std::string(20, '1'),
                                std::string(36, 'a'),
                                "0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10",
                                " a",
                                "   ",
                                "a\n",
                                "1.2.3.4",
                                "1.2.3.256",
                                "-12.345",
                                "12.3456",
                                "VDS1000001",
                                "VDS1000001-1",
                                "VDS1000001-100",
                                "4869",
                                0,
                                3,
                                4,
                                5'000'000'000,
                                1.5,
                                true,
                                Json::array(),
                                Json::array({"pushNotification"}),
                                Json::array({"pushNotification", "pushNotification"}),
                                Json::array({1}),
                                Json::object()};
    for (const char* limit : {"minLength", "maxLength"}) {
      const auto length = rule.value(limit, std::size_t{0});
      for (const std::size_t near : {length - 1, length, length + 1}) {
        if (length > 0) values.push_back(std::string(near, 'a'));
      }
    }
    for (const char* limit : {"minimum", "maximum"}) {
      const auto number = rule.value(limit, std::int64_t{0});
      if (number != 0) values.insert(values.end(), {number - 1, number, number + 1});
    }
    for (const Json& word : rule.value("enum", Json::array())) values.push_back(word);
    return values;
  }

  void ExpectSameLimits(const std::string& schema, http::Method method, const std::string& path,
                        const Json& valid) {
    ASSERT_THAT(contract_->CheckSchema(schema, valid), IsEmpty());
    std::vector<Member> members;
    Collect(contract_->document()["components"]["schemas"][schema], Json::json_pointer(), members);
    ASSERT_FALSE(members.empty());
    for (const Member& member : members) {
      if (valid.contains(member.place)) {
        Json without = valid;
        without[member.place.parent_pointer()].erase(member.place.back());
        Compare(schema, method, path, member, without);
      }
      for (const Json& candidate : Candidates(member.rule)) {
        Json body = valid;
        body[member.place] = candidate;
        Compare(schema, method, path, member, body);
      }
    }
  }

  void Compare(const std::string& schema, http::Method method, const std::string& path, const Member& member,
               const Json& body) {
    const auto violations = contract_->CheckSchema(schema, body);
    const Reply reply = Send(method, path, body.dump());
    EXPECT_EQ(reply.status == 400, !violations.empty())
        << schema << member.place.to_string() << " in " << body.dump().substr(0, 300) << " answered "
        << reply.status << " " << reply.text.substr(0, 400)
        << (violations.empty() ? "" : "; " + violations.front());
  }
};

TEST_F(SimulatorLimitsTest, EveryLimitOfTheDescriptionIsEnforced) {
  struct Payload {
    std::string schema;
    std::string path;
    Json valid;
    http::Method method = http::Method::kPost;
  };
  const std::string id = "0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10";
  const Json title = {{"text", "T"}};
  const Json line = {{"key", {{"text", "k"}}}, {"value", {{"text", "v"}}}};
  const Json payment = {
      {"accountRef", "1"}, {"amount", "12.50"}, {"currency", "EUR"}, {"transactionType", "Transfer"}};
  Json transaction = payment;
  transaction.update({{"relationshipRef", "a"}, {"sessionID", "4ED2"}});
  Json adaptive_transaction = Adaptive(payment);
  adaptive_transaction.update({{"objectType", "AdaptiveTransactionValidationInput"},
                               {"data", {{"transactionMessage", {{"dataFields", {line}}}}}}});
  const std::string user = "/v1/users/a@b";
  const std::vector<Payload> payloads = {
      {"RegisterUserInputEx", "/v1/users/register", {{"objectType", "RegisterUserInputEx"}, {"userID", "a"}}},
      {"AdaptiveRegisterUserInput", "/v1/users/register",
       Adaptive({{"objectType", "AdaptiveRegisterUserInput"}, {"userID", "a"}})},
      {"UnregisterUserInputEx", user + "/unregister", {{"objectType", "UnregisterUserInputEx"}}},
      {"AdaptiveUnregisterUserInput", user + "/unregister",
       Adaptive({{"objectType", "AdaptiveUnregisterUserInput"}})},
      {"AddDeviceInput", "/v1/registrations/x/add-device", {{"deviceCode", "12345"}}},
      {"ActivationInput", "/v1/registrations/x/activate", {{"signature", "123456"}}},
      {"CheckActivationStatusInput", "/v1/registrations/check-status", {{"login", "a"}}},
      {"RenderInput", "/v1/visualcodes/render", {{"message", "61"}}},
      {"LoginInput",
       user + "/login",
       {{"objectType", "LoginInput"}, {"credentials", {{"authenticator", {{"OTP", "123456"}}}}}}},
      {"AdaptiveLoginInput", user + "/login", Adaptive({{"objectType", "AdaptiveLoginInput"}})},
      {"AdaptiveEventValidationInput", user + "/events/validate", Adaptive({{"eventType", "Login"}})},
      {"TransactionValidationInput",
       user + "/transactions/validate",
       {{"objectType", "TransactionValidationInput"},
        {"data", {{"transactionMessage", {{"authentMethod", "PIN"}, {"dataFields", {line}}}}}}}},
      {"TransactionValidationInput",
       user + "/transactions/validate",
       {{"objectType", "TransactionValidationInput"},
        {"data", {{"standard", {{"dataFields", {"1"}}, {"signature", "123456"}}}}}}},
      {"AdaptiveTransactionValidationInput", user + "/transactions/validate", adaptive_transaction},
      {"TransactionInput", "/v1/transactions", transaction},
      {"GenerateChallengeInput", user + "/generate-challenge", {{"length", 6}}},
      {"GenerateSecureChallengeInput",
       user + "/generate-secure-challenge",
       {{"request", {{"body", {{"challenge", "c"}, {"title", title}}}}}}},
      {"GenerateSigningRequestInput",
       user + "/generate-signing-request",
       {{"request", {{"body", {{"dataFields", {line}}, {"title", title}}}}}}},
      {"RegistrationInput", "/v1/registrations", {{"userID", "a"}, {"staticPassword", "Secret42x"}}},
      {"CreateUserInput", user, Json::object(), http::Method::kPut},
      {"UpdateUserInput", user, Json::object(), http::Method::kPatch},
      {"AssignUserInput", user + "/assign", {{"authenticator", {{"digipassType", "DAL10"}}}}},
      {"AssignAuthenticatorInput",
       "/v1/authenticators/VDS1000001/assign",
       {{"userID", "a"}, {"domain", "b"}}},
      {"GenerateVOTPInput",
       "/v1/authenticators/VDP0000001/applications/RO%20OFFLINE/generate-votp",
       {{"deliveryMethod", "Email"}}},
  };
  StartWith(R"({"rules": {"strictPayloads": true}})");
  for (const Payload& payload : payloads) {
    ExpectSameLimits(payload.schema, payload.method, payload.path, payload.valid);
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
