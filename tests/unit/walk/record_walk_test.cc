#include "walk_fixture.h"

namespace authtree::inline v0::walk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RecordWalkTest : public WalkTest {
 protected:
  WrittenWalk Record(std::string_view text) { return RecordWalk(Read(text), directory_, options_); }
  WrittenWalk Update(std::string_view text) { return UpdateWalk(Read(text), directory_, options_); }
};

constexpr const char* kOffline = R"({"journey": {"file": "offline"}, "rounds": [
    {"answer": {"User Name": "jdoe", "serialNumber": {"from": "digipass"}}}, {},
    {"answer": {"deviceCode": {"from": "digipass"}}}, {}, {"answer": {"signature": {"from": "digipass"}}}],
    "end": {"outcome": "success"}})";

TEST_F(RecordWalkTest, WhatIsRecordedPassesAtOnce) {
  const WrittenWalk written = Record(kOffline);
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  const WalkReport again = RunWalk(Read(WalkText(written.walk)), directory_);
  EXPECT_EQ(again.verdict, WalkVerdict::kPassed) << Explain(again);
  EXPECT_THAT(*written.walk.end.calls, SizeIs(5));
  EXPECT_EQ(written.walk.rounds.front().ask.stage->Text(), "OfflineActivation");
}

TEST_F(RecordWalkTest, EveryQuestionIsExpected) {
  WalkFile walk = Record(kOffline).walk;
  walk.rounds[2].ask = walk.rounds[4].ask;
  EXPECT_THAT(PlacesOf(RunWalk(walk, directory_)), ElementsAre("/rounds/2/ask/callbacks/0/prompt"));
}

TEST_F(RecordWalkTest, FailureIsRecordedAsWell) {
  const WrittenWalk written = Record(
      R"({"journey": {"file": "wait"}, "rounds": [{"advance": "6m"}], "end": {"outcome": "success"}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed);
  EXPECT_EQ(written.walk.end.outcome, WalkOutcome::kFailed);
  EXPECT_EQ(written.walk.end.error->Text(), "timeout");
}

TEST_F(RecordWalkTest, WalkWithTooFewAnswersEndsWhereItAsks) {
  const WrittenWalk written = Record(R"({"journey": {"file": "login"}, "end": {"outcome": "success"}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  EXPECT_EQ(written.walk.end.outcome, WalkOutcome::kAsks);
  EXPECT_THAT(written.walk.rounds, SizeIs(1));
}

TEST_F(RecordWalkTest, IdsThatChangeBecomeMatchers) {
  const WrittenWalk written = Record(R"({"journey": {"file": "offline"},
      "settings": {"simulator": {"faults": [{"status": 503}]}},
      "rounds": [{"answer": {"User Name": "jdoe"}}], "end": {"outcome": "success"}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  ASSERT_THAT(*written.walk.end.messages, SizeIs(1));
  EXPECT_EQ(written.walk.end.messages->front().kind(), Matcher::Kind::kContains);
}

TEST_F(RecordWalkTest, SecretsAndScriptsAreNotWritten) {
  const WrittenWalk written = Record(
      R"({"journey": {"file": "choose"}, "rounds": [{"answer": {"Colour": "blue"}}], "end": {"outcome": "success"}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  EXPECT_THAT(WalkText(written.walk), Not(HasSubstr("canary")));
}

TEST_F(RecordWalkTest, MissingJourneyIsNotRecorded) {
  EXPECT_EQ(Record(R"({"journey": {"file": "none"}, "end": {"outcome": "success"}})").report.verdict,
            WalkVerdict::kUnusable);
}

TEST_F(RecordWalkTest, UpdateReplacesWhatDoesNotHoldAndKeepsTheRest) {
  const WrittenWalk written = Update(R"({"journey": {"file": "login"}, "rounds": [{
      "ask": {"header": "Hello", "stage": {"matches": "^Log"},
              "callbacks": [{"prompt": {"contains": "Name"}}, {"prompt": "PIN"}]},
      "answer": {"User Name": "jdoe", "Password": "pw"}}],
      "end": {"outcome": "denied", "path": [], "calls": []}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  const ExpectedPrompt& ask = written.walk.rounds.front().ask;
  EXPECT_EQ(ask.header->Text(), "Welcome");
  EXPECT_EQ(ask.stage->kind(), Matcher::Kind::kMatches);
  EXPECT_EQ(ask.callbacks->at(0).prompt->kind(), Matcher::Kind::kContains);
  EXPECT_EQ(ask.callbacks->at(1).prompt->Text(), "Password");
  EXPECT_FALSE(ask.description);
  EXPECT_EQ(written.walk.end.outcome, WalkOutcome::kSuccess);
  EXPECT_THAT(*written.walk.end.path, ElementsAre("Log in asks", "Log in -> outcome"));
}

TEST_F(RecordWalkTest, UpdateOfWhatHoldsChangesNothing) {
  const std::string text =
      R"({"journey": {"file": "login"}, "rounds": [{"answer": {"User Name": "jdoe", "Password": "pw"}}],
                               "end": {"outcome": "success"}})";
  EXPECT_EQ(WalkText(Update(text).walk), WalkText(Read(text)));
}

TEST_F(RecordWalkTest, UpdateTakesRoundsAwayThatAreNotAsked) {
  const WrittenWalk written = Update(R"({"journey": {"file": "login"}, "rounds": [
      {"answer": {"User Name": "jdoe", "Password": "pw"}}, {"ask": {}}], "end": {"outcome": "success"}})");
  EXPECT_EQ(written.report.verdict, WalkVerdict::kPassed) << Explain(written.report);
  EXPECT_THAT(written.walk.rounds, SizeIs(1));
}

TEST_F(RecordWalkTest, UpdateDoesNotInventAnswers) {
  const char* text = R"({"journey": {"file": "login"}, "rounds": [{"answer": {"Nickname": "jdoe"}}],
                         "end": {"outcome": "success"}})";
  const WrittenWalk written = Update(text);
  EXPECT_EQ(written.report.verdict, WalkVerdict::kFailed);
  EXPECT_EQ(WalkText(written.walk), WalkText(Read(text)));
}

}  // namespace
}  // namespace authtree::inline v0::walk
