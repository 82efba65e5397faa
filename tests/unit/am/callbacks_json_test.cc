#include "authtree/am/callbacks_json.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace authtree::inline v0::am {
namespace {

// The elements of the list, as they are written.
std::string Wire(const std::vector<Callback>& callbacks) {
  SecretJsonWriter writer;
  WriteCallbacks(writer, callbacks);
  const Secret body = std::move(writer).Finish();
  const std::string_view begin = R"({"callbacks":[)";
  EXPECT_TRUE(body.Expose().starts_with(begin));
  EXPECT_TRUE(body.Expose().ends_with("]}"));
  return std::string(body.Expose().substr(begin.size(), body.size() - begin.size() - 2));
}

std::string Wire(Callback callback) {
  std::vector<Callback> callbacks;
  callbacks.push_back(std::move(callback));
  return Wire(callbacks);
}

Result<Answers> Read(const std::string& text) { return std::move(ReadStepBody(text).value().answers); }

// The wire forms that clients know, to the byte.

TEST(WriteCallbacks, Name) {
  EXPECT_EQ(Wire(Callback::Name("User Name")),
            R"({"type":"NameCallback","output":[{"name":"prompt","value":"User Name"}],)"
            R"("input":[{"name":"IDToken1","value":""}]})");
}

TEST(WriteCallbacks, Password) {
  EXPECT_EQ(Wire(Callback::Password("Password")),
            R"({"type":"PasswordCallback","output":[{"name":"prompt","value":"Password"}],)"
            R"("input":[{"name":"IDToken1","value":""}]})");
}

TEST(WriteCallbacks, PasswordInputIsEmptyWhateverIsInIt) {
  Callback callback = Callback::Password("Password");
  callback.inputs()[0].set_value(Secret("canary"));
  EXPECT_EQ(Wire(std::move(callback)).find("canary"), std::string::npos);
}

TEST(WriteCallbacks, TextInput) {
  EXPECT_EQ(Wire(Callback::TextInput("Nickname")),
            R"({"type":"TextInputCallback","output":[{"name":"prompt","value":"Nickname"},)"
            R"({"name":"defaultText","value":""}],"input":[{"name":"IDToken1","value":""}]})");
}

TEST(WriteCallbacks, TextOutput) {
  EXPECT_EQ(Wire(Callback::TextOutput(MessageType::kInformation, "Hello")),
            R"({"type":"TextOutputCallback","output":[{"name":"message","value":"Hello"},)"
            R"({"name":"messageType","value":"0"}]})");
}

TEST(WriteCallbacks, Script) {
  EXPECT_EQ(Wire(Callback::TextOutput(MessageType::kScript, "document.title = 'x';")),
            R"({"type":"TextOutputCallback","output":[{"name":"message","value":"document.title = 'x';"},)"
            R"({"name":"messageType","value":"4"}]})");
}

TEST(WriteCallbacks, Choice) {
  EXPECT_EQ(Wire(Callback::Choice("Second factor", {"Email", "SMS"}, 0)),
            R"({"type":"ChoiceCallback","output":[{"name":"prompt","value":"Second factor"},)"
            R"({"name":"choices","value":["Email","SMS"]},{"name":"defaultChoice","value":0}],)"
            R"("input":[{"name":"IDToken1","value":0}]})");
}

TEST(WriteCallbacks, Confirmation) {
  EXPECT_EQ(Wire(Callback::Confirmation({"Yes", "No"}, 1, 0)),
            R"({"type":"ConfirmationCallback","output":[{"name":"prompt","value":""},)"
            R"({"name":"messageType","value":0},{"name":"options","value":["Yes","No"]},)"
            R"({"name":"optionType","value":-1},{"name":"defaultOption","value":1}],)"
            R"("input":[{"name":"IDToken1","value":0}]})");
}

// As the OneSpan nodes send it to pages that run scripts.
TEST(WriteCallbacks, HiddenValueWhoseFieldHoldsASecret) {
  Callback callback = Callback::HiddenValue("image", Secret("data:x"));
  callback.inputs()[0].set_value(Secret("data:x"));
  EXPECT_EQ(Wire(std::move(callback)),
            R"({"type":"HiddenValueCallback","output":[{"name":"value","value":"data:x"},)"
            R"({"name":"id","value":"image"}],"input":[{"name":"IDToken1","value":"data:x"}]})");
}

TEST(WriteCallbacks, HiddenValueAtItsPosition) {
  std::vector<Callback> callbacks;
  callbacks.push_back(Callback::TextOutput(MessageType::kInformation, "Hello"));
  callbacks.push_back(Callback::HiddenValue("webAuthnOutcome", Secret("false")));
  EXPECT_TRUE(Wire(callbacks).ends_with(
      R"(,{"type":"HiddenValueCallback","output":[{"name":"value","value":"false"},)"
      R"({"name":"id","value":"webAuthnOutcome"}],"input":[{"name":"IDToken2","value":"webAuthnOutcome"}]})"));
}

TEST(WriteCallbacks, Metadata) {
  EXPECT_EQ(Wire(Callback::Metadata(Json{{"stage", "UsernamePassword"}})),
            R"({"type":"MetadataCallback","output":[{"name":"data","value":{"stage":"UsernamePassword"}}]})");
}

TEST(WriteCallbacks, PollingWait) {
  EXPECT_EQ(Wire(Callback::PollingWait(std::chrono::milliseconds(8000), "Waiting for response...")),
            R"({"type":"PollingWaitCallback","output":[{"name":"waitTime","value":"8000"},)"
            R"({"name":"message","value":"Waiting for response..."}]})");
}

TEST(WriteCallbacks, Redirect) {
  EXPECT_EQ(Wire(Callback::Redirect(Secret("https://idp.example/authorize?a=b&c=d"))),
            R"({"type":"RedirectCallback","output":[{"name":"redirectUrl",)"
            R"("value":"https://idp.example/authorize?a=b&c=d"},{"name":"redirectMethod","value":"GET"},)"
            R"({"name":"trackingCookie","value":true}]})");
}

TEST(WriteCallbacks, NumberOfThePageComesLast) {
  Callback callback = Callback::Name("User Name");
  callback.set_id(0);
  EXPECT_TRUE(Wire(std::move(callback)).ends_with(R"("input":[{"name":"IDToken1","value":""}],"_id":0})"));
}

TEST(WriteCallbacks, InputsOfOneCallbackAreToldApartBySuffix) {
  std::vector<CallbackInput> inputs;
  inputs.emplace_back("", InputKind::kText, Value(Json("")));
  inputs.emplace_back("validateOnly", InputKind::kText, Value(Json()));
  EXPECT_EQ(Wire(Callback::FromParts(CallbackType::kName, {}, std::move(inputs), std::nullopt)),
            R"({"type":"NameCallback","output":[],"input":[{"name":"IDToken1","value":""},)"
            R"({"name":"IDToken1validateOnly","value":""}]})");
}

TEST(WriteCallbacks, TextThatIsNotUtf8BreaksNothing) {
  EXPECT_TRUE(ParseJson(Wire(Callback::HiddenValue("id", Secret("\xFF\xC3"))))) << "valid JSON";
}

TEST(WriteCallbacks, NothingAsked) { EXPECT_EQ(Wire(std::vector<Callback>()), ""); }

TEST(ReadStepBody, RefusesWhatIsNoObject) {
  for (const char* body :
       {"", "x", "[]", "[{}]", "null", "7", R"("text")", R"({"a":1,"a":2})", R"({"a":1)"}) {
    EXPECT_FALSE(ReadStepBody(body)) << body;
  }
}

TEST(ReadStepBody, TellsAnEmptyObjectFromAnyOther) {
  EXPECT_TRUE(ReadStepBody("{}")->empty);
  EXPECT_FALSE(ReadStepBody(R"({"a":{}})")->empty);
}

TEST(ReadStepBody, OnlyATextIsAnAuthId) {
  EXPECT_EQ(ReadStepBody(R"({"authId":"x"})")->auth_id, "x");
  for (const char* body : {R"({"authId":7})", R"({"authId":null})", R"({"authId":{"authId":"x"}})",
                           R"({"authId":["x"]})", R"({"a":{"authId":"x"}})", "{}"}) {
    EXPECT_EQ(ReadStepBody(body)->auth_id, std::nullopt) << body;
  }
}

TEST(ReadStepBody, RefusesTheFirstCallbackThatIsWrong) {
  const Result<Answers> answers = Read(
      R"({"callbacks":[{"type":"NameCallback"},{"type":"NameCallback","input":1},{"type":"NoSuchCallback"}]})");
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().Find(Fact::kPosition), "callback 2");
  EXPECT_EQ(BadAnswersText(answers.error()), "Invalid callback input found in JSON response");
}

TEST(ReadStepBody, TheTypeCountsBeforeTheInput) {
  const Result<Answers> answers = Read(R"({"callbacks":[{"input":1,"type":"NoSuchCallback"}]})");
  ASSERT_FALSE(answers);
  EXPECT_EQ(BadAnswersText(answers.error()), "Required callback not found in JSON response");
}

TEST(ReadStepBody, MembersMayComeInAnyOrder) {
  const Result<Answers> answers = Read(
      R"({"callbacks":[{"input":[{"value":"canary","name":"n"}],"type":"PasswordCallback"}],"authId":"x"})");
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->answers()[0].inputs()[0].name, "n");
  EXPECT_TRUE(answers->answers()[0].inputs()[0].value.is_secret());
}

TEST(ReadStepBody, LooksIntoNothingElse) {
  const Result<Answers> answers = Read(R"({"more":{"callbacks":[1]},"callbacks":[{"type":"NameCallback",
    "output":[{"name":"prompt","value":"p","type":"x","input":[1,2]}],
    "input":[{"value":"jdoe","name":"n","more":{"value":"other","name":"m"}}],
    "_id":{"type":"y","input":2}}],"again":[{"type":"z"}]})");
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->answers().size(), 1U);
  ASSERT_EQ(answers->answers()[0].inputs().size(), 1U);
  EXPECT_EQ(*answers->answers()[0].inputs()[0].value.json(), "jdoe");
  EXPECT_EQ(answers->answers()[0].inputs()[0].name, "n");
}

TEST(ReadStepBody, AnInputKeepsItsKind) {
  const Result<Answers> answers = Read(R"({"callbacks":[
    {"type":"ChoiceCallback","input":[{"value":1}]},{"type":"ChoiceCallback","input":[{"value":-1}]},
    {"type":"ChoiceCallback","input":[{"value":1.5}]},{"type":"ChoiceCallback","input":[{"value":true}]},
    {"type":"ChoiceCallback","input":[{"value":null}]},{"type":"ChoiceCallback","input":[{"value":"1"}]}]})");
  ASSERT_TRUE(answers);
  const std::vector<Json> wanted{1, -1, 1.5, true, nullptr, "1"};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(*answers->answers()[i].inputs()[0].value.json(), wanted[i]);
  }
}

TEST(ReadStepBody, AnArrayOrAnObjectIsNoAnswer) {
  std::vector<Callback> pending;
  pending.push_back(Callback::Name("User Name"));
  for (const char* value : {"[]", "{}", R"(["x"])", R"({"value":"x"})"}) {
    const Result<Answers> answers =
        Read(std::string(R"({"callbacks":[{"type":"NameCallback","input":[{"name":"n","value":)") + value +
             "}]}]}");
    ASSERT_TRUE(answers) << value;
    EXPECT_FALSE(FillIn(pending, *answers)) << value;
  }
}

TEST(ReadStepBody, RefusesWhatIsNoListOfCallbacks) {
  for (const char* body : {R"({"callbacks":null})", R"({"callbacks":{}})", R"({"callbacks":"x"})"}) {
    const Result<Answers> answers = Read(body);
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(BadAnswersText(answers.error()), "Incorrect number of callbacks found in JSON response");
  }
}

TEST(ReadStepBody, RefusesUnknownTypes) {
  for (const char* body :
       {R"({"callbacks":[{"type":"NoSuchCallback"}]})", R"({"callbacks":[{}]})", R"({"callbacks":[1]})",
        R"({"callbacks":[null]})", R"({"callbacks":[{"type":1}]})", R"({"callbacks":[["type"]]})"}) {
    const Result<Answers> answers = Read(body);
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(BadAnswersText(answers.error()), "Required callback not found in JSON response");
  }
}

TEST(ReadStepBody, RefusesInputsThatAreNone) {
  for (const char* input : {"{}", "1", "null", "[1]", R"([{"name":"IDToken1"}])",
                            R"([{"name":"IDToken1","value":"a"},{"name":"IDToken1","value":"b"}])"}) {
    const Result<Answers> answers =
        Read(std::string(R"({"callbacks":[{"type":"NameCallback","input":)") + input + "}]}");
    ASSERT_FALSE(answers) << input;
    EXPECT_EQ(BadAnswersText(answers.error()), "Invalid callback input found in JSON response");
  }
}

TEST(ReadStepBody, WithoutCallbacksNothingIsAnswered) {
  const Result<Answers> answers = Read(R"({"authId":"x"})");
  ASSERT_TRUE(answers);
  EXPECT_TRUE(answers->untouched());
}

TEST(ReadStepBody, AnEmptyListIsNotTheSame) {
  const Result<Answers> answers = Read(R"({"callbacks":[]})");
  ASSERT_TRUE(answers);
  EXPECT_FALSE(answers->untouched());
}

TEST(ReadStepBody, LooksAtNothingButTheInputs) {
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

TEST(ReadStepBody, APasswordIsASecret) {
  const Result<Answers> answers =
      Read(R"({"callbacks":[{"type":"PasswordCallback","input":[{"name":"IDToken1","value":"canary"}]}]})");
  ASSERT_TRUE(answers);
  ASSERT_NE(answers->answers()[0].inputs()[0].value.secret(), nullptr);
  EXPECT_EQ(answers->answers()[0].inputs()[0].value.secret()->Expose(), "canary");
}

TEST(ReadStepBody, APasswordOfAnotherTypeIsLeftToTheCheck) {
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
