#include "authtree/node/callback.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> OutputNames(const Callback& callback) {
  std::vector<std::string> names;
  for (const Callback::Output& output : callback.outputs()) names.push_back(output.name);
  return names;
}

Json OutputOf(const Callback& callback, std::string_view name) {
  const Value* value = callback.FindOutput(name);
  return value == nullptr || value->is_secret() ? Json("(none)") : *value->json();
}

struct TypeCase {
  CallbackType type;
  std::string_view name;
};

class CallbackTypes : public ::testing::TestWithParam<TypeCase> {};

TEST_P(CallbackTypes, HaveTheWireNameOfAm) {
  EXPECT_EQ(CallbackTypeName(GetParam().type), GetParam().name);
  EXPECT_EQ(ParseCallbackType(GetParam().name), GetParam().type);
}

INSTANTIATE_TEST_SUITE_P(All, CallbackTypes,
                         ::testing::Values(TypeCase{CallbackType::kName, "NameCallback"},
                                           TypeCase{CallbackType::kPassword, "PasswordCallback"},
                                           TypeCase{CallbackType::kTextInput, "TextInputCallback"},
                                           TypeCase{CallbackType::kTextOutput, "TextOutputCallback"},
                                           TypeCase{CallbackType::kChoice, "ChoiceCallback"},
                                           TypeCase{CallbackType::kConfirmation, "ConfirmationCallback"},
                                           TypeCase{CallbackType::kHiddenValue, "HiddenValueCallback"},
                                           TypeCase{CallbackType::kMetadata, "MetadataCallback"},
                                           TypeCase{CallbackType::kPollingWait, "PollingWaitCallback"},
                                           TypeCase{CallbackType::kRedirect, "RedirectCallback"}));

TEST(ParseCallbackType, KnowsNoOther) {
  EXPECT_EQ(ParseCallbackType(""), std::nullopt);
  EXPECT_EQ(ParseCallbackType("namecallback"), std::nullopt);
  EXPECT_EQ(ParseCallbackType("NameCallback "), std::nullopt);
}

TEST(Callback, Name) {
  const Callback callback = Callback::Name("User Name", "bob");

  EXPECT_THAT(OutputNames(callback), ElementsAre("prompt"));
  EXPECT_EQ(callback.prompt(), "User Name");
  ASSERT_THAT(callback.inputs(), SizeIs(1));
  EXPECT_EQ(callback.inputs()[0].kind(), InputKind::kText);
  EXPECT_EQ(callback.inputs()[0].suffix(), "");
  EXPECT_EQ(callback.Text(), "bob");
}

TEST(Callback, PasswordIsASecretFromTheStart) {
  const Callback callback = Callback::Password("Password");

  EXPECT_THAT(OutputNames(callback), ElementsAre("prompt"));
  EXPECT_EQ(callback.inputs()[0].kind(), InputKind::kSecret);
  EXPECT_TRUE(callback.inputs()[0].value().is_secret());
  EXPECT_EQ(callback.Text(), std::nullopt);
  EXPECT_EQ(callback.SecretText()->Expose(), "");
}

TEST(Callback, TextInputRepeatsItsDefault) {
  const Callback callback = Callback::TextInput("Nickname", "bob");

  EXPECT_THAT(OutputNames(callback), ElementsAre("prompt", "defaultText"));
  EXPECT_EQ(callback.OutputText("defaultText"), "bob");
  EXPECT_EQ(callback.Text(), "bob");
}

TEST(Callback, TextOutputHasTheTypeAsTextAndNoInput) {
  const Callback callback = Callback::TextOutput(MessageType::kScript, "alert()");

  EXPECT_THAT(OutputNames(callback), ElementsAre("message", "messageType"));
  EXPECT_EQ(OutputOf(callback, "messageType"), Json("4"));
  EXPECT_THAT(callback.inputs(), IsEmpty());
  EXPECT_EQ(callback.Text(), std::nullopt);
  EXPECT_EQ(callback.Number(), std::nullopt);
  EXPECT_FALSE(callback.SecretText().has_value());
}

TEST(Callback, Choice) {
  const Callback callback = Callback::Choice("Which?", {"a", "b"}, 1);

  EXPECT_THAT(OutputNames(callback), ElementsAre("prompt", "choices", "defaultChoice"));
  EXPECT_EQ(OutputOf(callback, "choices"), Json({"a", "b"}));
  EXPECT_EQ(OutputOf(callback, "defaultChoice"), Json(1));
  EXPECT_EQ(callback.inputs()[0].kind(), InputKind::kInteger);
  EXPECT_EQ(callback.Number(), 1);
}

TEST(Callback, Confirmation) {
  const Callback callback = Callback::Confirmation({"Yes", "No"}, 1, 100);

  EXPECT_THAT(OutputNames(callback),
              ElementsAre("prompt", "messageType", "options", "optionType", "defaultOption"));
  EXPECT_EQ(OutputOf(callback, "prompt"), Json(""));
  EXPECT_EQ(OutputOf(callback, "messageType"), Json(0));
  EXPECT_EQ(OutputOf(callback, "options"), Json({"Yes", "No"}));
  EXPECT_EQ(OutputOf(callback, "optionType"), Json(-1));
  EXPECT_EQ(OutputOf(callback, "defaultOption"), Json(1));
  EXPECT_EQ(callback.Number(), 100);
}

TEST(Callback, HiddenValueHidesItsValueAndAnswersItsId) {
  const Callback callback = Callback::HiddenValue("signature", Secret("s3cret"));

  EXPECT_THAT(OutputNames(callback), ElementsAre("value", "id"));
  ASSERT_NE(callback.FindOutput("value"), nullptr);
  EXPECT_TRUE(callback.FindOutput("value")->is_secret());
  EXPECT_EQ(callback.OutputText("value"), "");
  EXPECT_EQ(callback.hidden_id(), "signature");
  EXPECT_EQ(callback.Text(), "signature");
}

TEST(Callback, MetadataAndPollingWaitHaveNoInput) {
  const Callback metadata = Callback::Metadata(Json{{"k", 1}});
  const Callback wait = Callback::PollingWait(std::chrono::milliseconds(2500), "Wait");

  EXPECT_EQ(OutputOf(metadata, "data"), Json({{"k", 1}}));
  EXPECT_THAT(metadata.inputs(), IsEmpty());
  EXPECT_THAT(OutputNames(wait), ElementsAre("waitTime", "message"));
  EXPECT_EQ(OutputOf(wait, "waitTime"), Json("2500"));
  EXPECT_THAT(wait.inputs(), IsEmpty());
}

TEST(Callback, RedirectHidesItsAddressAndHasNoInput) {
  const Callback redirect = Callback::Redirect(Secret("https://idp.example/go?token=t"));

  EXPECT_THAT(OutputNames(redirect), ElementsAre("redirectUrl", "redirectMethod", "trackingCookie"));
  EXPECT_TRUE(redirect.FindOutput("redirectUrl")->is_secret());
  EXPECT_EQ(OutputOf(redirect, "redirectMethod"), Json("GET"));
  EXPECT_EQ(OutputOf(redirect, "trackingCookie"), Json(true));
  EXPECT_THAT(redirect.inputs(), IsEmpty());
}

TEST(Callback, ANullInputIsNoText) {
  Callback callback = Callback::Name("User");
  callback.inputs()[0].set_value(Value());

  EXPECT_EQ(callback.Text(), std::nullopt);
  EXPECT_FALSE(callback.SecretText().has_value());
  EXPECT_EQ(callback.Number(), std::nullopt);
}

TEST(Callback, AnUnknownOutputIsEmpty) {
  const Callback callback = Callback::Name("User");

  EXPECT_EQ(callback.FindOutput("id"), nullptr);
  EXPECT_EQ(callback.OutputText("id"), "");
  EXPECT_EQ(callback.hidden_id(), "");
}

TEST(Callback, OnlyAPageGivesItANumber) {
  Callback callback = Callback::Name("User");
  EXPECT_EQ(callback.id(), std::nullopt);

  callback.set_id(3);

  EXPECT_EQ(callback.id(), 3);
}

TEST(Callback, ACloneHasEverythingAndIsIndependent) {
  Callback original = Callback::HiddenValue("id", Secret("s"));
  original.set_id(7);
  const Callback copy = original.Clone();

  original.inputs()[0].set_value(Value(Json("changed")));

  EXPECT_EQ(copy.type(), CallbackType::kHiddenValue);
  EXPECT_EQ(copy.id(), 7);
  EXPECT_EQ(copy.FindOutput("value")->secret()->Expose(), "s");
  EXPECT_EQ(copy.Text(), "id");
}

TEST(Callback, FromPartsIsTheSameCallback) {
  std::vector<Callback::Output> outputs;
  outputs.push_back({"prompt", Value(Json("User"))});
  std::vector<CallbackInput> inputs;
  inputs.emplace_back("validateOnly", InputKind::kText, Value(Json("x")));

  const Callback callback =
      Callback::FromParts(CallbackType::kName, std::move(outputs), std::move(inputs), 4);

  EXPECT_EQ(callback.type(), CallbackType::kName);
  EXPECT_EQ(callback.prompt(), "User");
  EXPECT_EQ(callback.inputs()[0].suffix(), "validateOnly");
  EXPECT_EQ(callback.id(), 4);
}

TEST(Clone, CopiesAListInOrder) {
  std::vector<Callback> list;
  list.push_back(Callback::Name("a"));
  list.push_back(Callback::Password("b"));

  const std::vector<Callback> copies = Clone(list);

  ASSERT_THAT(copies, SizeIs(2));
  EXPECT_EQ(copies[0].prompt(), "a");
  EXPECT_EQ(copies[1].prompt(), "b");
}

}  // namespace
}  // namespace authtree::inline v0
