#include "authtree/testkit/openapi_contract.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Violations = std::vector<std::string>;

constexpr std::string_view kRegister = "/v1/users/register";
constexpr std::string_view kAddDevice = "/v1/registrations/r1/add-device";

Violations Register(std::string_view body) { return Contract().CheckRequest("POST", kRegister, "", body); }

TEST(OpenApiContract, CannotBeLoadedFromNowhere) {
  EXPECT_FALSE(testkit::OpenApiContract::Load("/nowhere.yaml").has_value());
}

TEST(OpenApiContract, CannotBeLoadedFromAnotherKindOfFile) {
  EXPECT_FALSE(testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/CMakePresets.json").has_value());
}

TEST(OpenApiContract, AcceptsAPlainRequest) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"alice"})"), IsEmpty());
  EXPECT_THAT(Contract().CheckRequest("POST", "/users/register", "",
                                      R"({"objectType":"RegisterUserInputEx","userID":"alice"})"),
              IsEmpty());
}

TEST(OpenApiContract, NamesAMissingMember) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx"})"), ElementsAre("/userID: missing"));
}

TEST(OpenApiContract, NamesTheMissingMembersOfAMergedPart) {
  EXPECT_THAT(
      Register(R"({"objectType":"AdaptiveRegisterUserInput","userID":"alice"})"),
      ::testing::UnorderedElementsAre("/cddc: missing", "/relationshipRef: missing", "/sessionID: missing"));
}

TEST(OpenApiContract, RefusesAnUnknownMember) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","userId":"b"})"),
              ElementsAre("/userId: not a member that is described"));
}

TEST(OpenApiContract, RefusesAMemberOfTheOtherPayload) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","sessionID":"00"})"),
              ElementsAre("/sessionID: not a member that is described"));
}

TEST(OpenApiContract, RefusesANestedUnknownMember) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","cddc":{"browserCDDC":{"x":1}}})"),
              ElementsAre("/cddc/browserCDDC/x: not a member that is described"));
}

TEST(OpenApiContract, RefusesAnUnknownPayload) {
  EXPECT_THAT(Register(R"({"objectType":"Nothing","userID":"a"})"),
              ElementsAre("/objectType: names no payload of this operation"));
  EXPECT_THAT(Register(R"({"userID":"a"})"), ElementsAre("/objectType: names no payload of this operation"));
}

TEST(OpenApiContract, RefusesAValueOutsideTheList) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","activationType":"OFFLINE"})"),
              ElementsAre("/activationType: none of the listed values"));
}

TEST(OpenApiContract, RefusesAnotherType) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":7})"),
              ElementsAre("/userID: is no string"));
  EXPECT_THAT(Register(R"([])"), ElementsAre("/objectType: names no payload of this operation"));
  EXPECT_THAT(Contract().CheckRequest("POST", "/v1/registrations/check-status", "",
                                      R"({"login":"a","timeoutSeconds":"0"})"),
              ElementsAre("/timeoutSeconds: is no integer"));
}

TEST(OpenApiContract, CountsCharacters) {
  const auto add = [](std::string_view code) {
    return Contract().CheckRequest("POST", kAddDevice, "", DumpJson(Json{{"deviceCode", std::string(code)}}));
  };
  EXPECT_THAT(add("12345"), IsEmpty());
  EXPECT_THAT(add("1234"), ElementsAre("/deviceCode: shorter than 5 characters"));
  EXPECT_THAT(add("éééé"), ElementsAre("/deviceCode: shorter than 5 characters"));
  EXPECT_THAT(add("😀😀😀😀😀"), IsEmpty());
  EXPECT_THAT(add(std::string(27, '1')), ElementsAre("/deviceCode: longer than 26 characters"));
}

TEST(OpenApiContract, ChecksPatterns) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","serialNumber":"abc0000001"})"),
              ElementsAre(HasSubstr("/serialNumber: does not match the pattern")));
  EXPECT_THAT(
      Register(R"({"objectType":"RegisterUserInputEx","userID":"a","authenticatorDescription":" x"})"),
      ElementsAre(HasSubstr("/authenticatorDescription: does not match")));
  EXPECT_THAT(
      Register(R"({"objectType":"RegisterUserInputEx","userID":"a","authenticatorDescription":"My phone"})"),
      IsEmpty());
}

TEST(OpenApiContract, ChecksFormats) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","clientIP":"::1"})"),
              ElementsAre("/clientIP: no dotted IPv4 address"));
  Json error = ParseJson(ErrorBody(400, "x")).value();
  error["timestamp"] = "yesterday";
  EXPECT_THAT(Contract().CheckSchema("ErrorOutput", error), ElementsAre("/timestamp: no date and time"));
}

TEST(OpenApiContract, CountsMembers) {
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","cddc":{}})"),
              ElementsAre("/cddc: too few members"));
  EXPECT_THAT(
      Register(
          R"({"objectType":"RegisterUserInputEx","userID":"a","cddc":{"browserCDDC":{},"mobileCDDC":{}}})"),
      ElementsAre("/cddc: too many members"));
}

TEST(OpenApiContract, ChecksRanges) {
  const auto render = [](int size) {
    return Contract().CheckRequest("POST", "/v1/visualcodes/render", "",
                                   DumpJson(Json{{"message", "00"}, {"imageSize", size}}));
  };
  EXPECT_THAT(render(35), IsEmpty());
  EXPECT_THAT(render(34), ElementsAre("/imageSize: less than 35"));
  EXPECT_THAT(render(701), ElementsAre("/imageSize: more than 700"));
}

TEST(OpenApiContract, RefusesABodyThatIsNoJson) {
  EXPECT_THAT(Register("{"), ElementsAre(HasSubstr("body: ")));
  EXPECT_THAT(Register(R"({"objectType":"RegisterUserInputEx","userID":"a","userID":"b"})"),
              ElementsAre(HasSubstr("same key twice")));
  EXPECT_THAT(Register(""), ElementsAre("body: missing"));
}

TEST(OpenApiContract, RefusesABodyWhereThereIsNone) {
  EXPECT_THAT(Contract().CheckRequest("GET", "/v1/visualcodes/render", "message=00", "{}"),
              ElementsAre("body: this operation has none"));
}

TEST(OpenApiContract, RefusesAnUnknownOperation) {
  EXPECT_THAT(Contract().CheckRequest("POST", "/v1/users/a/b/c", "", "{}"),
              ElementsAre("path: no such operation"));
  EXPECT_THAT(Contract().CheckRequest("DELETE", kRegister, "", ""),
              ElementsAre("path parameter userKey: does not match "
                          "the pattern ^.{1,255}@.{1,255}$"));
  EXPECT_THAT(Contract().CheckRequest("POST", "/v1/users/%zz/login", "", ""),
              ElementsAre("path: no such operation"));
}

TEST(OpenApiContract, ChecksPathParameters) {
  const std::string long_id(41, 'x');
  EXPECT_THAT(Contract().CheckRequest("POST", "/v1/registrations/" + long_id + "/add-device", "",
                                      R"({"deviceCode":"12345"})"),
              ElementsAre(HasSubstr("path parameter registrationID: longer than 40")));
  EXPECT_THAT(Contract().CheckRequest("POST", "/v1/users/alice/unregister", "",
                                      R"({"objectType":"UnregisterUserInputEx"})"),
              ElementsAre(HasSubstr("path parameter userKey: does not match")));
}

TEST(OpenApiContract, ChecksQueryParameters) {
  const auto render = [](std::string_view query) {
    return Contract().CheckRequest("GET", "/v1/visualcodes/render", query, "");
  };
  EXPECT_THAT(render("message=00ff&format=QRCODE&imageSize=210"), IsEmpty());
  EXPECT_THAT(render("message=00f"), ElementsAre(HasSubstr("query parameter message: does not match")));
  EXPECT_THAT(render("format=QR"), ElementsAre("query parameter format: none of the listed values"));
  EXPECT_THAT(render("imageSize=big"), ElementsAre("query parameter imageSize: is no integer"));
  EXPECT_THAT(render("size=210"), ElementsAre("query parameter size: not a parameter that is described"));
  EXPECT_THAT(render("message=%zz"), ElementsAre("query: not well formed"));
}

TEST(OpenApiContract, AcceptsPlainReplies) {
  EXPECT_THAT(Contract().CheckReply("POST", kRegister, 200, "application/json;charset=UTF-8",
                                    R"({"activationPassword":"7Hq2Zk9P","serialNumber":"SIM0000001"})"),
              IsEmpty());
  EXPECT_THAT(Contract().CheckReply("POST", kRegister, 409, "application/json", ErrorBody(409, "x")),
              IsEmpty());
  EXPECT_THAT(Contract().CheckReply("POST", "/v1/users/a@b/unregister", 204, "", ""), IsEmpty());
  EXPECT_THAT(Contract().CheckReply("POST", "/v1/visualcodes/render", 200, "image/png", "bytes"), IsEmpty());
}

TEST(OpenApiContract, RefusesReplyFaults) {
  EXPECT_THAT(
      Contract().CheckReply("POST", kRegister, 200, "application/json", R"({"serialNumber":"SIM0000001"})"),
      Contains("/activationPassword: missing"));
  EXPECT_THAT(
      Contract().CheckReply("POST", kAddDevice, 200, "application/json", R"({"deviceStatus":"lost"})"),
      ElementsAre("/deviceStatus: none of the listed values"));
  EXPECT_THAT(Contract().CheckReply("POST", kAddDevice, 200, "application/json", R"({"more":1})"),
              ElementsAre("/more: not a member that is described"));
  EXPECT_THAT(Contract().CheckReply("POST", kAddDevice, 418, "application/json", "{}"),
              ElementsAre("status: 418 is not described"));
  EXPECT_THAT(Contract().CheckReply("POST", kAddDevice, 200, "text/html", "<p>"),
              ElementsAre("content type: text/html is not described"));
  EXPECT_THAT(Contract().CheckReply("POST", "/v1/users/a@b/unregister", 204, "", "{}"),
              ElementsAre("body: this answer has none"));
  EXPECT_THAT(Contract().CheckReply("POST", "/v1/nowhere", 200, "", ""),
              ElementsAre("path: no such operation"));
}

TEST(OpenApiContract, ChecksLists) {
  const auto fido = [](const Json& protocols) {
    return Contract().CheckSchema("RegisterUserOutputFido",
                                  Json{{"registrationID", "r"}, {"supportedFIDOProtocols", protocols}});
  };
  EXPECT_THAT(fido(Json::array()), ElementsAre("/supportedFIDOProtocols: too few items"));
  EXPECT_THAT(fido(Json{"FIDO2", "FIDO2"}),
              ElementsAre("/supportedFIDOProtocols: an item stands there twice"));
  EXPECT_THAT(fido(Json{"FIDO9"}), ElementsAre("/supportedFIDOProtocols/0: none of the listed values"));
}

TEST(OpenApiContract, RefusesAnUnknownSchema) {
  EXPECT_THAT(Contract().CheckSchema("Nothing", Json()), ElementsAre("schema: no such schema"));
}

const Json& ExamplesAt(const Json& operation, const std::string& place) {
  static const Json kNone = Json::object();
  const Json::json_pointer examples(place + "/content/application~1json/examples");
  return operation.contains(examples) ? operation.at(examples) : kNone;
}

/// Violations but those of the path, which stands there with its placeholders.
Violations WithoutPath(Violations found) {
  std::erase_if(found, [](const std::string& line) { return line.rfind("path ", 0) == 0; });
  return found;
}

/// Each example of the description against the schema it illustrates: checker and description agree.
TEST(OpenApiContract, AgreesWithItsOwnExamples) {
  std::size_t checked = 0;
  for (const auto& [path, item] : Contract().document().at("paths").items()) {
    for (const auto& [method, operation] : item.items()) {
      for (const auto& [name, example] : ExamplesAt(operation, "/requestBody").items()) {
        const std::string body = DumpJson(example.at("value"));
        EXPECT_THAT(WithoutPath(Contract().CheckRequest(method, path, "", body)), IsEmpty())
            << path << " " << name;
        ++checked;
      }
      for (const auto& [status, reply] : operation.at("responses").items()) {
        for (const auto& [name, example] : ExamplesAt(operation, "/responses/" + status).items()) {
          const std::string body = DumpJson(example.at("value"));
          EXPECT_THAT(Contract().CheckReply(method, path, std::stoi(status), "application/json", body),
                      IsEmpty())
              << path << " " << status << " " << name;
          ++checked;
        }
      }
    }
  }
  EXPECT_GE(checked, 10U);
}

TEST(OpenApiContract, CanReadEverySchema) {
  for (const auto& [name, schema] : Contract().document().at("components").at("schemas").items()) {
    (void)Contract().CheckSchema(name, Json::object());
  }
}

}  // namespace
}  // namespace authtree::inline v0::onespan
