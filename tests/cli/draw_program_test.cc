#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class DrawProgram : public Program {
 protected:
  Ran Draw(const std::string& arguments) { return Run("draw '" + std::string(kJourney) + "' " + arguments); }

  std::string Trace() {
    const std::string file = scratch_.Path("run.jsonl");
    EXPECT_EQ(
        Run(RunExample("--simulate --digipass --answer 'User Name=jdoe' --trace-file '" + file + "'")).code,
        0);
    return file;
  }
};

TEST_F(DrawProgram, SaysWhatIsWrongWithAFileThatIsNoExport) {
  const Ran ran = Run("draw '" + scratch_.Write("x.json", R"({"some": "thing"})") + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("x.json"));
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST_F(DrawProgram, TakesOneFormat) { EXPECT_EQ(Draw("--dot --mermaid").code, 2); }

TEST_F(DrawProgram, SaysThatAPictureCannotBeWritten) {
  const Ran ran = Draw("-o /no/such/directory/x.svg");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("/no/such/directory/x.svg"));
}

TEST_F(DrawProgram, WritesToStandardOutput) {
  EXPECT_THAT(Draw("").out, AllOf(StartsWith("<svg "), HasSubstr("Three tries")));
  EXPECT_EQ(Draw("").out, Draw("--svg").out);
  EXPECT_THAT(Draw("--dot").out, StartsWith("digraph "));
  EXPECT_THAT(Draw("--mermaid").out, StartsWith("flowchart "));
}

TEST_F(DrawProgram, WritesToAFile) {
  const std::string file = scratch_.Path("x.svg");
  const Ran ran = Draw("-o '" + file + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(ReadFile(file), Draw("").out);
}

TEST_F(DrawProgram, DrawsInAsManyColumnsAsItIsTold) {
  EXPECT_NE(Draw("--columns 3").out, Draw("--columns 0").out);
  EXPECT_EQ(Draw("--columns -1").code, 2);
}

TEST_F(DrawProgram, DrawsAJourneyThatCannotBeRun) {
  const std::string file = scratch_.Write("bad.json", R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes": {
      "n": {"nodeType": "Strange", "displayName": "Odd one", "connections": {"x": "gone"}}}}, "nodes": {"n": {}}})");
  EXPECT_EQ(Run("check '" + file + "'").code, 2);
  const Ran ran = Run("draw '" + file + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("unknown: Strange"), HasSubstr("no node gone")));
}

TEST_F(DrawProgram, TraceOfAnotherJourneyNamesTheNodesThatAreNotThere) {
  const std::string trace = scratch_.Write("t.jsonl", R"({"journey": "Other", "node": "node-of-another"})");
  const Ran ran = Draw("--path '" + trace + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("'node-of-another'"), HasSubstr("'Other'"), HasSubstr("t.jsonl")));
}

TEST_F(DrawProgram, MissingTraceIsNamed) {
  const Ran ran = Draw("--path /no/such.jsonl");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--path"));
}

TEST_F(DrawProgram, MarksThePathOfATracedRun) {
  const Ran ran = Draw("--path '" + Trace() + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("class=\"taken\""), HasSubstr("the node asked the user")));
}

TEST_F(DrawProgram, MarksThePathOfAReport) {
  const std::string report = scratch_.Path("report.json");
  ASSERT_EQ(Run(RunExample("--simulate --digipass --json --answer 'User Name=jdoe' >'" + report + "'")).code,
            0);
  EXPECT_EQ(Draw("--path '" + report + "'").out, Draw("--path '" + Trace() + "'").out);
}

TEST_F(DrawProgram, TraceFileNamesKeysAndNoValues) {
  const std::string file = scratch_.Path("run.jsonl");
  ASSERT_EQ(
      Run(RunExample("--simulate --digipass --answer 'User Name=canary-user' --trace-file '" + file + "'"))
          .code,
      0);
  EXPECT_THAT(ReadFile(file),
              AllOf(HasSubstr("\"shared.ostid_activationPassword\""), HasSubstr("\"outcome\":\"Next\""),
                    HasSubstr("\"journey\":\"Offline-Activation\""), Not(HasSubstr("canary-user"))));
}

TEST_F(DrawProgram, TraceFileThatCannotBeWrittenStopsTheRunBeforeItStarts) {
  const Ran ran =
      Run(RunExample("--simulate --digipass --answer 'User Name=jdoe' --trace-file /no/such/dir/t"));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--trace-file"));
}

}  // namespace
}  // namespace authtree::inline v0::cli
