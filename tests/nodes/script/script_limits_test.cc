// A script that does harm ends in an error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script_bench.h"

namespace authtree::inline v0::nodes::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

TEST(ScriptLimitsTest, ALoopWithoutEndIsStopped) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("while (true) {}")), "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, ALoopThatCatchesEverythingIsStopped) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("while (true) { try { while (true) {} } catch (e) {} }")),
            "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, MemoryWithoutEndIsRefused) {
  ScriptBench bench;
  EXPECT_THAT(
      EndOf(bench.RunLegacy("var a = []; while (true) { a.push(new Array(1000).join('x') + a.length); }")),
      AnyOf(HasSubstr("The script used more memory than allowed."), HasSubstr("longer than allowed")));
}

TEST(ScriptLimitsTest, MemoryThatIsNotEnoughToBeginWithIsAnError) {
  ScriptBench bench;
  bench.limits().memory = 1000;
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = 'true';")), "The script used more memory than allowed. Decide");
}

TEST(ScriptLimitsTest, RecursionWithoutEndIsStopped) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("function f() { return f() + 1; } f();")),
              HasSubstr("The script called itself too often. Decide"));
}

TEST(ScriptLimitsTest, DeepTextsOfJsonAreRefused) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("JSON.parse(new Array(5000).join('['));")),
              HasSubstr("The script threw an error. Decide, line 1"));
}

TEST(ScriptLimitsTest, APatternThatGoesBackForEverIsStopped) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("/(a*)*b/.test(new Array(60).join('a'));")),
              HasSubstr("The script threw an error. Decide, line 1"));
}

TEST(ScriptLimitsTest, WorkInsideBuiltInsIsKeptSmall) {
  for (const char* source : {"var a = []; a.length = 4000000000; a.indexOf(1);",
                             "Array.prototype.forEach.call({length: 4000000000}, function () {});",
                             "[].concat({length: 4000000000});"}) {
    ScriptBench bench;
    EXPECT_EQ(EndOf(bench.RunLegacy(source)).find("The script threw an error. Decide"), 0U) << source;
  }
}

TEST(ScriptLimitsTest, NothingOfARunIsLeftForTheNext) {
  ScriptBench bench;
  (void)bench.RunLegacy("Array.prototype.left = 1; left = 1; outcome = 'true';");
  EXPECT_EQ(EndOf(bench.RunLegacy(
                "outcome = [].left === undefined && typeof left === 'undefined' ? 'true' : 'false';")),
            "true");
}

TEST(ScriptLimitsTest, NothingOfTheMachineIsThere) {
  ScriptBench bench;
  EXPECT_EQ(
      EndOf(bench.RunLegacy("outcome = typeof Duktape + typeof require + typeof process + typeof print === "
                            "'undefinedundefinedundefinedundefined' ? 'true' : 'false';")),
      "true");
}

TEST(ScriptLimitsTest, TheTimeIsThatOfTheHost) {
  ScriptBench bench;
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(bench.clock().Now().time_since_epoch()).count();
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = new Date().getTime() === " + std::to_string(now) +
                                  " && Date.now() === new Date().getTime() ? 'true' : 'false';")),
            "true");
}

}  // namespace
}  // namespace authtree::inline v0::nodes::testing
