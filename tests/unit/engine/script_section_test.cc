#include "script_section.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;

const std::string kText = "var x = 1;\noutcome = \"true\";";

ScriptMap Read(Json script, Diagnostics& diagnostics) {
  ScriptMap scripts;
  ReadScripts({{"scripts", {{"id-1", std::move(script)}}}}, "", scripts, diagnostics);
  return scripts;
}

std::string SourceOf(Json text) {
  Diagnostics diagnostics;
  const ScriptMap scripts = Read({{"script", std::move(text)}, {"name", "Decide"}}, diagnostics);
  EXPECT_EQ(diagnostics.ToText(), "");
  return scripts.empty() ? "(none)" : scripts.begin()->second.source;
}

TEST(ReadScripts, TakesAListOfLines) { EXPECT_EQ(SourceOf({"var x = 1;", "outcome = \"true\";"}), kText); }

TEST(ReadScripts, KeepsEmptyLinesAtTheBeginning) { EXPECT_EQ(SourceOf({"", "a();"}), "\na();"); }

TEST(ReadScripts, TakesAPlainText) { EXPECT_EQ(SourceOf(kText), kText); }

TEST(ReadScripts, TakesATextThatHoldsAJsonText) { EXPECT_EQ(SourceOf(DumpJson(Json(kText))), kText); }

TEST(ReadScripts, TakesBase64) { EXPECT_EQ(SourceOf(Base64Encode(kText)), kText); }

TEST(ReadScripts, TakesAShortNameForWhatItIs) { EXPECT_EQ(SourceOf("decide"), "decide"); }

TEST(ReadScripts, RefusesATextOfAnotherType) {
  Diagnostics diagnostics;
  EXPECT_TRUE(Read({{"script", 1}}, diagnostics).empty());
  EXPECT_EQ(diagnostics.findings().at(0).place, "/scripts/id-1/script");
}

TEST(ReadScripts, RefusesAListWithOtherThings) {
  Diagnostics diagnostics;
  EXPECT_TRUE(Read({{"script", {"a", 1}}}, diagnostics).empty());
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(ReadScripts, RefusesASectionThatIsNoObject) {
  ScriptMap scripts;
  Diagnostics diagnostics;
  ReadScripts({{"scripts", Json::array()}}, "", scripts, diagnostics);
  EXPECT_EQ(diagnostics.findings().at(0).place, "/scripts");
}

TEST(ReadScripts, ReadsTheEngineOfTheScript) {
  Diagnostics diagnostics;
  const auto engine_of = [&](Json script) {
    script["script"] = "a()";
    return Read(std::move(script), diagnostics).at("id-1").engine;
  };
  EXPECT_EQ(engine_of(Json::object()), ScriptEngine::kLegacy);
  EXPECT_EQ(engine_of({{"evaluatorVersion", "1.0"}}), ScriptEngine::kLegacy);
  EXPECT_EQ(engine_of({{"evaluatorVersion", "2.0"}}), ScriptEngine::kNextGeneration);
  EXPECT_EQ(engine_of({{"context", "SCRIPTED_DECISION_NODE"}}), ScriptEngine::kNextGeneration);
}

TEST(ReadScripts, TheFirstOfAnIdCounts) {
  ScriptMap scripts;
  Diagnostics diagnostics;
  ReadScripts({{"scripts", {{"s", {{"script", "first()"}}}}}}, "", scripts, diagnostics);
  ReadScripts({{"scripts", {{"s", {{"script", "second()"}}}}}}, "", scripts, diagnostics);
  EXPECT_EQ(scripts.at("s").source, "first()");
}

}  // namespace
}  // namespace authtree::inline v0
