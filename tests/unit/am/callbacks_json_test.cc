#include "authtree/am/callbacks_json.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace authtree::inline v0::am {
namespace {

std::string Wire(Callback callback) {
  std::vector<Callback> callbacks;
  callbacks.push_back(std::move(callback));
  const std::string list = DumpJson(CallbacksToJson(callbacks));
  return list.substr(1, list.size() - 2);
}

Result<Answers> Read(const std::string& text) {
  Json body = ParseJson(text).value();
  return AnswersFromJson(body);
}

// The wire forms that clients know, to the byte.

TEST(CallbacksToJson, Name) {
  EXPECT_EQ(Wire(Callback::Name("User Name")),
            R"({"type":"NameCallback","output":[{"name":"prompt","value":"User Name"}],)"
            R"("input":[{"name":"IDToken1","value":""}]})");
}

TEST(CallbacksToJson, Password) {
  EXPECT_EQ(Wire(Callback::Password("Password")),
            R"({"type":"PasswordCallback","output":[{"name":"prompt","value":"Password"}],)"
            R"("input":[{"name":"IDToken1","value":""}]})");
}

TEST(CallbacksToJson, PasswordInputIsEmptyWhateverIsInIt) {
  Callback callback = Callback::Password("Password");
  callback.inputs()[0].set_value(Secret("canary"));
  EXPECT_EQ(Wire(std::move(callback)).find("canary"), std::string::npos);
}

TEST(CallbacksToJson, TextInput) {
  EXPECT_EQ(Wire(Callback::TextInput("Nickname")),
            R"({"type":"TextInputCallback","output":[{"name":"prompt","value":"Nickname"},)"
            R"({"name":"defaultText","value":""}],"input":[{"name":"IDToken1","value":""}]})");
}

TEST(CallbacksToJson, TextOutput) {
  EXPECT_EQ(Wire(Callback::TextOutput(MessageType::kInformation, "Hello")),
            R"({"type":"TextOutputCallback","output":[{"name":"message","value":"Hello"},)"
            R"({"name":"messageType","value":"0"}]})");
}

TEST(CallbacksToJson, Script) {
  EXPECT_EQ(Wire(Callback::TextOutput(MessageType::kScript, "document.title = 'x';")),
            R"({"type":"TextOutputCallback","output":[{"name":"message","value":"document.title = 'x';"},)"
            R"({"name":"messageType","value":"4"}]})");
}

TEST(CallbacksToJson, Choice) {
  EXPECT_EQ(Wire(Callback::Choice("Second factor", {"Email", "SMS"}, 0)),
            R"({"type":"ChoiceCallback","output":[{"name":"prompt","value":"Second factor"},)"
            R"({"name":"choices","value":["Email","SMS"]},{"name":"defaultChoice","value":0}],)"
            R"("input":[{"name":"IDToken1","value":0}]})");
}

TEST(CallbacksToJson, Confirmation) {
  EXPECT_EQ(Wire(Callback::Confirmation({"Yes", "No"}, 1, 0)),
            R"({"type":"ConfirmationCallback","output":[{"name":"prompt","value":""},)"
            R"({"name":"messageType","value":0},{"name":"options","value":["Yes","No"]},)"
            R"({"name":"optionType","value":-1},{"name":"defaultOption","value":1}],)"
            R"("input":[{"name":"IDToken1","value":0}]})");
}

TEST(CallbacksToJson, HiddenValueAtItsPosition) {
  std::vector<Callback> callbacks;
  callbacks.push_back(Callback::TextOutput(MessageType::kInformation, "Hello"));
  callbacks.push_back(Callback::HiddenValue("webAuthnOutcome", Secret("false")));
  EXPECT_EQ(
      DumpJson(CallbacksToJson(callbacks)[1]),
      R"({"type":"HiddenValueCallback","output":[{"name":"value","value":"false"},)"
      R"({"name":"id","value":"webAuthnOutcome"}],"input":[{"name":"IDToken2","value":"webAuthnOutcome"}]})");
}

TEST(CallbacksToJson, Metadata) {
  EXPECT_EQ(Wire(Callback::Metadata(Json{{"stage", "UsernamePassword"}})),
            R"({"type":"MetadataCallback","output":[{"name":"data","value":{"stage":"UsernamePassword"}}]})");
}

TEST(CallbacksToJson, PollingWait) {
  EXPECT_EQ(Wire(Callback::PollingWait(std::chrono::milliseconds(8000), "Waiting for response...")),
            R"({"type":"PollingWaitCallback","output":[{"name":"waitTime","value":"8000"},)"
            R"({"name":"message","value":"Waiting for response..."}]})");
}

TEST(CallbacksToJson, NumberOfThePageComesLast) {
  Callback callback = Callback::Name("User Name");
  callback.set_id(0);
  EXPECT_TRUE(Wire(std::move(callback)).ends_with(R"("input":[{"name":"IDToken1","value":""}],"_id":0})"));
}

TEST(CallbacksToJson, InputsOfOneCallbackAreToldApartBySuffix) {
  std::vector<CallbackInput> inputs;
  inputs.emplace_back("", InputKind::kText, Value(Json("")));
  inputs.emplace_back("validateOnly", InputKind::kText, Value(Json()));
  EXPECT_EQ(Wire(Callback::FromParts(CallbackType::kName, {}, std::move(inputs), std::nullopt)),
            R"({"type":"NameCallback","output":[],"input":[{"name":"IDToken1","value":""},)"
            R"({"name":"IDToken1validateOnly","value":""}]})");
}

TEST(CallbacksToJson, TextThatIsNotUtf8BreaksNothing) {
  EXPECT_TRUE(ParseJson(Wire(Callback::HiddenValue("id", Secret("\xFF\xC3"))))) << "valid JSON";
}

TEST(CallbacksToJson, NothingAsked) { EXPECT_EQ(DumpJson(CallbacksToJson({})), "[]"); }

TEST(AnswersFromJson, RefusesWhatIsNoListOfCallbacks) {
  for (const char* body : {R"({"callbacks":null})", R"({"callbacks":{}})", R"({"callbacks":"x"})"}) {
    const Result<Answers> answers = Read(body);
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(BadAnswersText(answers.error()), "Incorrect number of callbacks found in JSON response");
  }
}

TEST(AnswersFromJson, RefusesUnknownTypes) {
  for (const char* body :
       {R"({"callbacks":[{"type":"NoSuchCallback"}]})", R"({"callbacks":[{}]})", R"({"callbacks":[1]})",
        R"({"callbacks":[null]})", R"({"callbacks":[{"type":1}]})", R"({"callbacks":[["type"]]})"}) {
    const Result<Answers> answers = Read(body);
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(BadAnswersText(answers.error()), "Required callback not found in JSON response");
  }
}

TEST(AnswersFromJson, RefusesInputsThatAreNone) {
  for (const char* input : {"{}", "1", "null", "[1]", R"([{"name":"IDToken1"}])",
                            R"([{"name":"IDToken1","value":"a"},{"name":"IDToken1","value":"b"}])"}) {
    const Result<Answers> answers =
        Read(std::string(R"({"callbacks":[{"type":"NameCallback","input":)") + input + "}]}");
    ASSERT_FALSE(answers) << input;
    EXPECT_EQ(BadAnswersText(answers.error()), "Invalid callback input found in JSON response");
  }
}

TEST(AnswersFromJson, WithoutCallbacksNothingIsAnswered) {
  const Result<Answers> answers = Read(R"({"authId":"x"})");
  ASSERT_TRUE(answers);
  EXPECT_TRUE(answers->untouched());
}

TEST(AnswersFromJson, AnEmptyListIsNotTheSame) {
  const Result<Answers> answers = Read(R"({"callbacks":[]})");
  ASSERT_TRUE(answers);
  EXPECT_FALSE(answers->untouched());
}

TEST(AnswersFromJson, LooksAtNothingButTheInputs) {
  const Result<Answers> answers = Read(R"({"authId":"x","status":200,"ok":true,"stage":"s","header":"h",
    "description":"d","callbacks":[
      {"type":"NameCallback","output":"rubbish","input":[{"name":"whatever","value":"jdoe"}],"_id":"seven","more":1},
      {"type":"TextOutputCallback"},
      {"type":"ConfirmationCallback","input":[{"value":"100"}]}]})");
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->answers().size(), 3U);
  EXPECT_EQ(*answers->answers()[0].inputs()[0].value.json(), "jdoe");
  EXPECT_EQ(answers->answers()[0].inputs()[0].name, "whatever");
  EXPECT_TRUE(answers->answers()[1].inputs().empty());
  EXPECT_EQ(*answers->answers()[2].inputs()[0].value.json(), "100");
}

TEST(AnswersFromJson, PasswordsLeaveTheDocument) {
  Json body =
      ParseJson(
          R"({"callbacks":[{"type":"PasswordCallback","input":[{"name":"IDToken1","value":"canary"}]}]})")
          .value();
  const Result<Answers> answers = AnswersFromJson(body);
  ASSERT_TRUE(answers);
  ASSERT_NE(answers->answers()[0].inputs()[0].value.secret(), nullptr);
  EXPECT_EQ(answers->answers()[0].inputs()[0].value.secret()->Expose(), "canary");
  EXPECT_EQ(DumpJson(body).find("canary"), std::string::npos);
}

TEST(AnswersFromJson, APasswordOfAnotherTypeIsLeftToTheCheck) {
  const Result<Answers> answers =
      Read(R"({"callbacks":[{"type":"PasswordCallback","input":[{"value":null}]}]})");
  ASSERT_TRUE(answers);
  std::vector<Callback> pending;
  pending.push_back(Callback::Password("Password"));
  EXPECT_FALSE(FillIn(pending, *answers));
}

TEST(BadAnswersText, SaysNothingOfItsOwnAboutOtherErrors) {
  EXPECT_EQ(BadAnswersText(Error(ErrorCode::kInternal, "Something private.")),
            "Invalid callback input found in JSON response");
}

TEST(BadAnswersText, KnowsTheWordsOfTheCheck) {
  std::vector<Callback> pending;
  pending.push_back(Callback::Password("Password"));
  EXPECT_EQ(BadAnswersText(FillIn(pending, Answers()).error()),
            "Incorrect number of callbacks found in JSON response");
  Answers wrong;
  wrong.Add(Answer(CallbackType::kName, Json("x")));
  EXPECT_EQ(BadAnswersText(FillIn(pending, wrong).error()), "Required callback not found in JSON response");
}

}  // namespace
}  // namespace authtree::inline v0::am
