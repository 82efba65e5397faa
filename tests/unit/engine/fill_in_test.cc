// What a client may send back for a prompt (the table of AM's rules), and what it may not.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/engine/answers.h"

namespace authtree::inline v0 {
namespace {

using ::testing::SizeIs;

template <class... C>
std::vector<Callback> Pending(C... callbacks) {
  std::vector<Callback> list;
  (list.push_back(std::move(callbacks)), ...);
  return list;
}

template <class... A>
Answers Give(A... answers) {
  Answers list;
  (list.Add(std::move(answers)), ...);
  return list;
}

Answer Text(CallbackType type, Json value) { return {type, Value(std::move(value))}; }

TEST(FillIn, PutsTheInputsIntoOurOwnCallbacks) {
  const auto pending = Pending(Callback::Name("User"), Callback::Password("Password"));

  const auto filled =
      FillIn(pending, Give(Text(CallbackType::kName, "bob"), Text(CallbackType::kPassword, "hunter2")));

  ASSERT_TRUE(filled);
  ASSERT_THAT(*filled, SizeIs(2));
  EXPECT_EQ((*filled)[0].Text(), "bob");
  EXPECT_EQ((*filled)[0].prompt(), "User");
  EXPECT_TRUE((*filled)[1].inputs()[0].value().is_secret());
  EXPECT_EQ((*filled)[1].SecretText()->Expose(), "hunter2");
}

TEST(FillIn, LeavesThePendingCallbacksAlone) {
  const auto pending = Pending(Callback::Name("User", "initial"));

  (void)FillIn(pending, Give(Text(CallbackType::kName, "bob")));

  EXPECT_EQ(pending[0].Text(), "initial");
}

TEST(FillIn, KeepsTheNumberThatAPageGave) {
  auto pending = Pending(Callback::Name("User"));
  pending[0].set_id(4);

  EXPECT_EQ(FillIn(pending, Give(Text(CallbackType::kName, "bob")))->at(0).id(), 4);
}

TEST(FillIn, UntouchedCallbacksComeBackAsTheyWereSent) {
  const auto pending = Pending(Callback::Name("User", "initial"), Callback::Confirmation({"Yes"}, 0, 100),
                               Callback::HiddenValue("id", Secret("s")));

  const auto filled = FillIn(pending, Answers::Untouched());

  ASSERT_TRUE(filled);
  EXPECT_EQ((*filled)[0].Text(), "initial");
  EXPECT_EQ((*filled)[1].Number(), 100);
  EXPECT_EQ((*filled)[2].Text(), "id");
}

TEST(FillIn, RefusesAnotherNumberOfCallbacks) {
  const auto pending = Pending(Callback::Name("User"), Callback::Password("Password"));

  for (const Answers& answers : {Answers(), Give(Text(CallbackType::kName, "bob")),
                                 Give(Text(CallbackType::kName, "b"), Text(CallbackType::kPassword, "p"),
                                      Text(CallbackType::kName, "b"))}) {
    const auto filled = FillIn(pending, answers);

    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().code(), ErrorCode::kInvalidInput);
    EXPECT_EQ(filled.error().message(), "Incorrect number of callbacks found in JSON response");
  }
}

TEST(FillIn, RefusesAnotherTypeAtAPosition) {
  const auto pending = Pending(Callback::Name("User"), Callback::Password("Password"));

  const auto filled = FillIn(pending, Give(Text(CallbackType::kName, "b"), Text(CallbackType::kName, "p")));

  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().message(), "Required callback not found in JSON response");
  EXPECT_EQ(filled.error().Find(Fact::kPosition), "callback 2");
}

TEST(FillIn, RefusesTheRightTypesInTheWrongOrder) {
  const auto pending = Pending(Callback::Name("User"), Callback::Password("Password"));

  EXPECT_FALSE(FillIn(pending, Give(Text(CallbackType::kPassword, "p"), Text(CallbackType::kName, "b"))));
}

TEST(FillIn, RefusesAMissingInput) {
  const auto filled = FillIn(Pending(Callback::Name("User")), Give(Answer(CallbackType::kName)));

  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().message(), "A callback came back without its input.");
  EXPECT_EQ(filled.error().Find(Fact::kPosition), "callback 1");
}

TEST(FillIn, RefusesMoreInputsThanTheCallbackHas) {
  std::vector<Answer::Input> inputs;
  inputs.push_back({"IDToken1", Value(Json("bob"))});
  inputs.push_back({"IDToken1extra", Value(Json("al"))});

  EXPECT_FALSE(FillIn(Pending(Callback::Name("User")), Give(Answer(CallbackType::kName, std::move(inputs)))));
}

TEST(FillIn, DoesNotLookAtTheNameOfASingleInput) {
  std::vector<Answer::Input> inputs;
  inputs.push_back({"whatever", Value(Json("bob"))});

  const auto filled =
      FillIn(Pending(Callback::Name("User")), Give(Answer(CallbackType::kName, std::move(inputs))));

  EXPECT_EQ(filled->at(0).Text(), "bob");
}

TEST(FillIn, CallbacksWithoutInputMustBeThereAndCarryNothing) {
  const auto pending =
      Pending(Callback::TextOutput(MessageType::kInformation, "Hello"), Callback::Metadata(Json::object()));

  EXPECT_TRUE(FillIn(pending, Give(Answer(CallbackType::kTextOutput), Answer(CallbackType::kMetadata))));
  EXPECT_TRUE(
      FillIn(pending, Give(Text(CallbackType::kTextOutput, "forged"), Answer(CallbackType::kMetadata))));
  EXPECT_FALSE(FillIn(pending, Give(Answer(CallbackType::kTextOutput))));
}

TEST(FillIn, AnythingIsTheAnswerToARedirectAlone) {
  const auto redirect = Callback::Redirect(Secret("https://idp.example/go"));
  const auto alone = Pending(redirect.Clone());
  const auto with_another = Pending(redirect.Clone(), Callback::Name("User"));

  for (const Answers& answers :
       {Answers(), Give(Answer(CallbackType::kRedirect)), Give(Text(CallbackType::kName, "b")),
        Give(Text(CallbackType::kName, "b"), Text(CallbackType::kPassword, "p"))}) {
    EXPECT_TRUE(FillIn(alone, answers));
    EXPECT_FALSE(FillIn(with_another, answers));
  }
}

class TwoInputs : public ::testing::Test {
 protected:
  TwoInputs() {
    std::vector<CallbackInput> inputs;
    inputs.emplace_back("", InputKind::kText, Value(Json("")));
    inputs.emplace_back("validateOnly", InputKind::kText, Value(Json("")));
    pending_.push_back(Callback::FromParts(CallbackType::kTextInput, {}, std::move(inputs), std::nullopt));
  }
  static Answers Inputs(std::string first_name, std::string second_name) {
    std::vector<Answer::Input> inputs;
    inputs.push_back({std::move(first_name), Value(Json("first"))});
    inputs.push_back({std::move(second_name), Value(Json("second"))});
    return Give(Answer(CallbackType::kTextInput, std::move(inputs)));
  }
  static std::string Of(const Result<std::vector<Callback>>& filled, std::size_t input) {
    return filled ? filled->at(0).inputs().at(input).value().json()->get<std::string>() : "(refused)";
  }

  std::vector<Callback> pending_;
};

TEST_F(TwoInputs, AreFoundByTheEndOfTheirNames) {
  const auto filled = FillIn(pending_, Inputs("IDToken1", "IDToken1validateOnly"));

  EXPECT_EQ(Of(filled, 0), "first");
  EXPECT_EQ(Of(filled, 1), "second");
}

TEST_F(TwoInputs, AreFoundInAnyOrder) {
  const auto filled = FillIn(pending_, Inputs("IDToken1validateOnly", "IDToken1"));

  EXPECT_EQ(Of(filled, 0), "second");
  EXPECT_EQ(Of(filled, 1), "first");
}

TEST_F(TwoInputs, AreFoundByPositionWithoutNames) {
  const auto filled = FillIn(pending_, Inputs("", ""));

  EXPECT_EQ(Of(filled, 0), "first");
  EXPECT_EQ(Of(filled, 1), "second");
}

struct ValueCase {
  CallbackType type;
  Json value;
};

Callback Make(CallbackType type) {
  switch (type) {
    case CallbackType::kName:
      return Callback::Name("p");
    case CallbackType::kPassword:
      return Callback::Password("p");
    case CallbackType::kTextInput:
      return Callback::TextInput("p");
    case CallbackType::kChoice:
      return Callback::Choice("p", {"a", "b"}, 0);
    case CallbackType::kConfirmation:
      return Callback::Confirmation({"a"}, 0, 0);
    case CallbackType::kHiddenValue:
      return Callback::HiddenValue("id", Secret());
    case CallbackType::kTextOutput:
    case CallbackType::kMetadata:
    case CallbackType::kPollingWait:
    case CallbackType::kRedirect:
      break;
  }
  return Callback::Metadata(Json());
}

class WrongValue : public ::testing::TestWithParam<ValueCase> {};

TEST_P(WrongValue, IsRefused) {
  const auto filled = FillIn(Pending(Make(GetParam().type)), Give(Text(GetParam().type, GetParam().value)));

  ASSERT_FALSE(filled) << GetParam().value;
  EXPECT_EQ(filled.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(filled.error().message(), "The value of a callback's input has the wrong type.");
}

INSTANTIATE_TEST_SUITE_P(
    Table, WrongValue,
    ::testing::Values(
        ValueCase{CallbackType::kName, 1}, ValueCase{CallbackType::kName, true},
        ValueCase{CallbackType::kName, Json::array()}, ValueCase{CallbackType::kName, Json::object()},
        ValueCase{CallbackType::kPassword, nullptr}, ValueCase{CallbackType::kPassword, 123456},
        ValueCase{CallbackType::kPassword, Json::array({"p"})}, ValueCase{CallbackType::kTextInput, 1.5},
        ValueCase{CallbackType::kHiddenValue, false}, ValueCase{CallbackType::kChoice, nullptr},
        ValueCase{CallbackType::kChoice, "one"}, ValueCase{CallbackType::kChoice, ""},
        ValueCase{CallbackType::kChoice, "1x"}, ValueCase{CallbackType::kChoice, " 1"},
        ValueCase{CallbackType::kChoice, 1.0}, ValueCase{CallbackType::kChoice, true},
        ValueCase{CallbackType::kChoice, Json::array({1})}, ValueCase{CallbackType::kChoice, "99999999999"},
        ValueCase{CallbackType::kConfirmation, UINT64_MAX}, ValueCase{CallbackType::kConfirmation, INT64_MAX},
        ValueCase{CallbackType::kConfirmation, INT64_MIN},
        ValueCase{CallbackType::kConfirmation, 2147483648U},
        ValueCase{CallbackType::kConfirmation, nullptr}));

class NumericValue : public ::testing::TestWithParam<std::pair<Json, std::int64_t>> {};

TEST_P(NumericValue, IsRead) {
  const auto filled = FillIn(Pending(Callback::Choice("p", {"a", "b"}, 0)),
                             Give(Text(CallbackType::kChoice, GetParam().first)));

  ASSERT_TRUE(filled);
  EXPECT_EQ((*filled)[0].Number(), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(Table, NumericValue,
                         ::testing::Values(std::pair<Json, std::int64_t>{1, 1},
                                           std::pair<Json, std::int64_t>{1U, 1},
                                           std::pair<Json, std::int64_t>{"1", 1},
                                           std::pair<Json, std::int64_t>{-1, -1},
                                           std::pair<Json, std::int64_t>{"-1", -1},
                                           std::pair<Json, std::int64_t>{2147483647, 2147483647},
                                           std::pair<Json, std::int64_t>{"2147483647", 2147483647}));

TEST(FillIn, ANameMayBeNull) {
  const auto filled =
      FillIn(Pending(Callback::Name("User", "initial")), Give(Text(CallbackType::kName, nullptr)));

  ASSERT_TRUE(filled);
  EXPECT_EQ((*filled)[0].Text(), std::nullopt);
}

TEST(FillIn, APasswordMayComeAsASecret) {
  const auto filled = FillIn(Pending(Callback::Password("p")),
                             Give(Answer(CallbackType::kPassword, Value(Secret("hunter2")))));

  EXPECT_EQ(filled->at(0).SecretText()->Expose(), "hunter2");
}

TEST(FillIn, AnErrorTellsNothingOfTheAnswer) {
  const auto filled =
      FillIn(Pending(Callback::Password("p")), Give(Text(CallbackType::kPassword, Json::array({"hunter2"}))));

  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().Describe().find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace authtree::inline v0
