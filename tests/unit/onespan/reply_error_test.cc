#include "reply_error.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

http::Response ErrorReply(int status, std::string_view message) {
  return http::Response(status).WithBody("application/json", Secret(ErrorBody(status, message)));
}

Error Meaning(Operation operation, int status, std::string_view message = "some text") {
  return ReplyError(operation, ErrorReply(status, message));
}

TEST(ReplyError, GivesEveryStatusItsCode) {
  const std::vector<std::pair<int, ErrorCode>> codes{
      {100, ErrorCode::kRejected},    {300, ErrorCode::kRejected},    {302, ErrorCode::kRejected},
      {307, ErrorCode::kRejected},    {399, ErrorCode::kRejected},    {400, ErrorCode::kInvalidInput},
      {401, ErrorCode::kRejected},    {402, ErrorCode::kRejected},    {403, ErrorCode::kRejected},
      {404, ErrorCode::kNotFound},    {405, ErrorCode::kRejected},    {406, ErrorCode::kRejected},
      {408, ErrorCode::kUnavailable}, {409, ErrorCode::kConflict},    {410, ErrorCode::kRejected},
      {413, ErrorCode::kUnavailable}, {415, ErrorCode::kRejected},    {422, ErrorCode::kRejected},
      {429, ErrorCode::kUnavailable}, {499, ErrorCode::kRejected},    {500, ErrorCode::kUnavailable},
      {502, ErrorCode::kUnavailable}, {503, ErrorCode::kUnavailable}, {599, ErrorCode::kUnavailable},
      {600, ErrorCode::kRejected},    {0, ErrorCode::kRejected},      {-1, ErrorCode::kRejected},
  };
  for (const Operation operation : AllOperations()) {
    for (const auto& [status, code] : codes) {
      const Error error = Meaning(operation, status);
      EXPECT_EQ(error.code(), code) << OperationName(operation) << " " << status;
      EXPECT_EQ(error.Find(Fact::kHttpStatus), std::to_string(status));
      EXPECT_FALSE(error.Find(Fact::kRoute).empty());
      EXPECT_EQ(error.message().back(), '.');
    }
  }
}

TEST(ReplyError, HasASentenceOfItsOwnForEachConflict) {
  std::set<std::string_view> sentences;
  for (const Operation operation : AllOperations()) sentences.insert(Meaning(operation, 409).message());
  EXPECT_EQ(sentences.size(), AllOperations().size());
}

TEST(ReplyError, TellsWhatToDo) {
  EXPECT_EQ(Meaning(Operation::kAddDevice, 409).message(),
            "The device code was not accepted. Check the code on the device and type it again.");
  EXPECT_EQ(Meaning(Operation::kActivateDevice, 409).message(),
            "The signature was not accepted. Check the code on the device and type it again.");
  EXPECT_EQ(Meaning(Operation::kAddDevice, 404).message(),
            "The registration is not known any more. Start the registration again.");
  EXPECT_EQ(Meaning(Operation::kActivateDevice, 404).message(),
            Meaning(Operation::kAddDevice, 404).message());
  EXPECT_NE(Meaning(Operation::kUnregisterUser, 404).message(),
            Meaning(Operation::kAddDevice, 404).message());
}

TEST(ReplyError, KnowsTheLicenseLimit) {
  for (const std::string_view text :
       {"License activation limit reached.", "License activation limit reached",
        "LICENSE ACTIVATION LIMIT REACHED.", " license activation limit reached. "}) {
    EXPECT_EQ(Meaning(Operation::kRegisterUser, 409, text).code(), ErrorCode::kLicenseLimit) << text;
  }
}

TEST(ReplyError, KnowsTheAuthenticatorLimit) {
  for (const std::string_view text :
       {"The authenticator limit has been reached.", "the authenticator limit has been reached"}) {
    EXPECT_EQ(Meaning(Operation::kAddDevice, 409, text).code(), ErrorCode::kAuthenticatorLimit) << text;
  }
}

TEST(ReplyError, TakesNoOtherTextForALimit) {
  for (const std::string_view text :
       {"", " ", ".", "License activation limit", "License activation limit reached!",
        "No License activation limit reached."}) {
    EXPECT_EQ(Meaning(Operation::kRegisterUser, 409, text).code(), ErrorCode::kConflict) << text;
  }
}

TEST(ReplyError, LooksAtTextsOfConflictsOnly) {
  EXPECT_EQ(Meaning(Operation::kRegisterUser, 500, "License activation limit reached.").code(),
            ErrorCode::kUnavailable);
  EXPECT_EQ(Meaning(Operation::kRegisterUser, 400, "License activation limit reached.").code(),
            ErrorCode::kInvalidInput);
}

TEST(ReplyError, ReadsNoTextOfAnotherMediaType) {
  const auto reply =
      http::Response(409).WithBody("text/plain", Secret(ErrorBody(409, "License activation limit reached.")));
  EXPECT_EQ(ReplyError(Operation::kRegisterUser, reply).code(), ErrorCode::kConflict);
}

TEST(ReplyError, NamesTheFieldThatWasRefused) {
  Json body = ParseJson(ErrorBody(400, "Input validation failed")).value();
  body["validationErrors"] = Json::array({{{"object", "AddDeviceInput"},
                                           {"field", "deviceCode"},
                                           {"message", "size must be between 5 and 26"}}});
  const auto reply = http::Response(400).WithBody("application/json", Secret(DumpJson(body)));
  const Error error = ReplyError(Operation::kAddDevice, reply);
  EXPECT_EQ(error.code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(error.Find(Fact::kField), "deviceCode");
}

class FieldEcho : public ::testing::TestWithParam<std::string> {};

TEST_P(FieldEcho, IsNoFact) {
  const auto reply = http::Response(400).WithBody("application/json", Secret(GetParam()));
  EXPECT_EQ(ReplyError(Operation::kAddDevice, reply).Find(Fact::kField), "");
}

INSTANTIATE_TEST_SUITE_P(Forms, FieldEcho,
                         ::testing::Values(R"({"validationErrors":[{"field":"canary"}]})",
                                           R"({"validationErrors":[{"field":7}]})",
                                           R"({"validationErrors":[7]})", R"({"validationErrors":[]})",
                                           R"({"validationErrors":{"field":"userID"}})",
                                           R"({"validationErrors":null})", R"([{"field":"userID"}])", "{}"));

class StrangeBody : public ::testing::TestWithParam<std::string> {};

TEST_P(StrangeBody, StillMeansItsStatus) {
  const auto reply = http::Response(500).WithBody("application/json", Secret(GetParam()));
  EXPECT_EQ(ReplyError(Operation::kAddDevice, reply).code(), ErrorCode::kUnavailable);
}

INSTANTIATE_TEST_SUITE_P(Forms, StrangeBody,
                         ::testing::Values("", "{", "<html>", "null", "7", R"({"message":{}})",
                                           R"({"status":500,"error":"Inter)", std::string(200000, '['),
                                           std::string("\0\xFF", 2)));

TEST(ReplyError, ReadsAnHtmlErrorByItsStatus) {
  const auto reply = http::Response(500).WithBody("text/html", Secret("<h1>Error</h1>"));
  EXPECT_EQ(ReplyError(Operation::kRegisterUser, reply).code(), ErrorCode::kUnavailable);
}

TEST(ReplyError, TakesTheCorrelationIdOfTheHeaderFirst) {
  constexpr std::string_view kOther = "11111111-2222-3333-4444-555555555555";
  const auto reply = ErrorReply(409, "x").WithHeader("Log-Correlation-Id", std::string(kOther));
  EXPECT_EQ(ReplyError(Operation::kRegisterUser, reply).Find(Fact::kCorrelationId), kOther);
}

TEST(ReplyError, TakesTheCorrelationIdOfTheBodyOtherwise) {
  EXPECT_EQ(Meaning(Operation::kRegisterUser, 409).Find(Fact::kCorrelationId), kUuid);
}

TEST(ReplyError, TakesACapitalUuid) {
  const auto reply =
      http::Response(500).WithHeader("log-correlation-id", "0B6F2C1E-7A44-4C0E-9D53-2F1F0F5F9A10");
  EXPECT_EQ(ReplyError(Operation::kRegisterUser, reply).Find(Fact::kCorrelationId), kUuid);
}

TEST(ReplyError, TakesNothingButAUuidForACorrelationId) {
  const auto reply = http::Response(500)
                         .WithHeader("log-correlation-id", "canary")
                         .WithBody("application/json", Secret(R"({"logCorrelationID":"canary"})"));
  EXPECT_EQ(ReplyError(Operation::kRegisterUser, reply).Find(Fact::kCorrelationId), "");
}

TEST(ReplyError, NeverRepeatsATextOfTheService) {
  Json body;
  for (const char* name :
       {"status", "error", "message", "service", "logCorrelationID", "timestamp", "uafStatusCode"}) {
    body[name] = "canary";
  }
  body["validationErrors"] =
      Json::array({{{"object", "canary"}, {"field", "canary"}, {"message", "canary"}}});
  for (const Operation operation : AllOperations()) {
    for (int status = 300; status < 600; ++status) {
      const auto reply = http::Response(status)
                             .WithHeader("log-correlation-id", "canary")
                             .WithHeader("Location", "https://canary.example")
                             .WithBody("application/json", Secret(DumpJson(body)));
      EXPECT_THAT(ReplyError(operation, reply).Describe(), Not(HasSubstr("canary")));
    }
  }
}

}  // namespace
}  // namespace authtree::inline v0::onespan
