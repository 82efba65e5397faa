#include "authtree/testkit/openapi_contract.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
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

/// The limits of our tables against those of the description: one bad value a member, found by both.
TEST_F(SimulatorContractTest, EveryLimitOfTheDescriptionIsEnforced) {
  struct Payload {
    std::string schema;
    std::string path;
    Json valid;
  };
  const std::vector<Payload> payloads = {
      {"RegisterUserInputEx", "/v1/users/register", {{"objectType", "RegisterUserInputEx"}, {"userID", "a"}}},
      {"AdaptiveRegisterUserInput", "/v1/users/register",
       Adaptive({{"objectType", "AdaptiveRegisterUserInput"}, {"userID", "a"}})},
      {"UnregisterUserInputEx", "/v1/users/a@b/unregister", {{"objectType", "UnregisterUserInputEx"}}},
      {"AdaptiveUnregisterUserInput", "/v1/users/a@b/unregister",
       Adaptive({{"objectType", "AdaptiveUnregisterUserInput"}})},
      {"AddDeviceInput", "/v1/registrations/x/add-device", {{"deviceCode", "12345"}}},
      {"ActivationInput", "/v1/registrations/x/activate", {{"signature", "123456"}}},
      {"CheckActivationStatusInput", "/v1/registrations/check-status", {{"login", "a"}}},
      {"RenderInput", "/v1/visualcodes/render", {{"message", "a"}}},
  };
  const std::vector<Json> candidates = {"",
                                        "a",
                                        "ab",
                                        "abc",
                                        std::string(20, '1'),
                                        std::string(21, '1'),
                                        std::string(50, 'a'),
                                        std::string(51, 'a'),
                                        std::string(64, 'a'),
                                        std::string(65, 'a'),
                                        std::string(100, 'a'),
                                        std::string(101, 'a'),
                                        std::string(128, 'a'),
                                        std::string(129, 'a'),
                                        std::string(150, 'a'),
                                        std::string(151, 'a'),
                                        std::string(250, 'a'),
                                        std::string(251, 'a'),
                                        std::string(254, 'a'),
                                        std::string(255, 'a'),
                                        std::string(256, 'a'),
                                        std::string(4000, 'a'),
                                        std::string(4001, 'a'),
                                        " a",
                                        "a\n",
                                        "1.2.3.4",
                                        "1.2.3",
                                        "1.2.3.256",
                                        "VDS1000001",
                                        "VDS1000001-1",
                                        "VDS1000001-100",
                                        "12345",
                                        "1234567",
                                        "12345678901234567",
                                        "123456789012345678901234567",
                                        34,
                                        35,
                                        700,
                                        701,
                                        5'000'000'000,
                                        1.5,
                                        true,
                                        Json::array(),
                                        Json::object()};
  StartWith(R"({"rules": {"strictPayloads": true}})");
  for (const Payload& payload : payloads) {
    ASSERT_THAT(contract_->CheckSchema(payload.schema, payload.valid), IsEmpty());
    std::vector<std::string> names;
    const std::function<void(const Json&)> collect = [&](const Json& schema) {
      if (const Json* reference = FindMember(schema, "$ref")) {
        const std::string name =
            reference->get<std::string>().substr(std::string("#/components/schemas/").size());
        collect(contract_->document()["components"]["schemas"][name]);
      }
      for (const Json& part : schema.value("allOf", Json::array())) collect(part);
      const Json properties = schema.value("properties", Json::object());
      for (const auto& [name, rule] : properties.items()) names.push_back(name);
    };
    collect(contract_->document()["components"]["schemas"][payload.schema]);
    ASSERT_FALSE(names.empty());
    for (const std::string& name : names) {
      if (name == "objectType") continue;
      Json without = payload.valid;
      without.erase(name);
      EXPECT_EQ(Post(payload.path, without).status == 400,
                !contract_->CheckSchema(payload.schema, without).empty())
          << payload.schema << " without " << name;
      for (const Json& candidate : candidates) {
        // The description has no longest message; a code has.
        if (name == "message" && candidate.dump().size() > 535) continue;
        Json body = payload.valid;
        body[name] = candidate;
        const auto violations = contract_->CheckSchema(payload.schema, body);
        const Reply reply = Post(payload.path, body);
        EXPECT_EQ(reply.status == 400, !violations.empty())
            << payload.schema << "." << name << " = " << candidate.dump().substr(0, 40) << " answered "
            << reply.status << " " << reply.text.substr(0, 400)
            << (violations.empty() ? "" : "; " + violations.front());
      }
    }
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
