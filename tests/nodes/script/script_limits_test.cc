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

TEST(ScriptLimitsTest, AskingForMemoryAgainAndAgainIsStopped) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("while (true) { try { new Uint8Array(1e9); } "
                                  "catch (e) {} }")),
            "The script used more memory than allowed. Decide, line 1");
}

TEST(ScriptLimitsTest, WritingWithoutEndIsStopped) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunNext(
                "var s = new Array(100000).join('x'); while (true) { nodeState.putShared('k', s); }")),
            "The script threw an error. Decide, line 1");
  EXPECT_EQ(EndOf(bench.RunNext("while (true) { nodeState.remove('k'); }")),
            "The script threw an error. Decide, line 1");
}

TEST(ScriptLimitsTest, RunningOutOfMemoryIsNoOutcome) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = 'true'; var a = []; while (true) { a.push('x' + a.length); }"))
                .find("The script "),
            0U);
}

TEST(ScriptLimitsTest, RecursionThatCatchesItsErrorsIsStopped) {
  ScriptBench bench;
  bench.limits().operations = 100'000;
  EXPECT_EQ(EndOf(bench.RunLegacy("function f() { try { f(); } catch (e) { f(); } } f();")),
            "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, RecursionThroughBuiltInsIsStopped) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("function f() { [1].forEach(f); } f();")), HasSubstr("The script "));
  EXPECT_THAT(EndOf(bench.RunLegacy("var o = {toString: function () { return '' + o; }}; outcome = o;")),
              HasSubstr("The script "));
}

TEST(ScriptLimitsTest, TheTimeIsLookedAt) {
  ScriptBench bench;
  ScriptLimits limits;
  limits.operations = std::int64_t{1} << 60;
  EXPECT_EQ(EndOf(bench.RunWhileTimePasses("while (true) {}", limits)),
            "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, WhatAnErrorDoesWhenItIsLookedAtCountsAsWell) {
  ScriptBench bench;
  EXPECT_EQ(
      EndOf(bench.RunLegacy("var e = new Error('x'); Object.defineProperty(e, 'stack', {get: function () "
                            "{ while (true) {} }}); throw e;")),
      "The script threw an error. Decide");
}

TEST(ScriptLimitsTest, WhatADecisionDoesWhenItIsLookedAtCountsAsWell) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = {toString: function () { while (true) {} }};")),
            "The script took longer than allowed. Decide");
  EXPECT_EQ(EndOf(bench.RunNext("nodeState.putShared('k', {toJSON: function () { while (true) {} }});")),
            "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, ManyShortPatternsCountAsWell) {
  ScriptBench bench;
  bench.limits().operations = 1'000'000;
  EXPECT_EQ(
      EndOf(bench.RunLegacy(
          "var s = new Array(2000).join('a'); while (true) { s.replace(/a*b/g, ''); s.split(/aab/); }")),
      "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, SortingCountsAsWell) {
  ScriptBench bench;
  bench.limits().operations = 1'000'000;
  EXPECT_EQ(EndOf(bench.RunLegacy("var a = []; for (var i = 0; i < 1000; i++) { a.push(i); }"
                                  "while (true) { a.sort(); }")),
            "The script took longer than allowed. Decide");
}

TEST(ScriptLimitsTest, SortingHasTheOrderOfTheLanguage) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = [10, 9, 1, undefined, 'b', 'a'].sort().join() === '1,10,9,a,b,' "
                                  "? 'true' : 'false';")),
            "true");
}

TEST(ScriptLimitsTest, DeepTextsOfJsonAreRefused) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("JSON.parse(new Array(5000).join('['));")),
              HasSubstr("The script threw an error. Decide, line 1"));
}

TEST(ScriptLimitsTest, APatternThatGoesBackForEverIsStopped) {
  ScriptBench bench;
  EXPECT_THAT(EndOf(bench.RunLegacy("/(a+a+)+b/.test(new Array(60).join('a'));")),
              HasSubstr("The script took longer than allowed. Decide"));
}

TEST(ScriptLimitsTest, WorkInsideBuiltInsIsKeptSmall) {
  for (const char* source : {"var a = []; a.length = 4000000000; a.indexOf(1);",
                             "Array.prototype.forEach.call({length: 4000000000}, function () {});",
                             "var a = []; a.length = 4000000000; [].concat(a);"}) {
    ScriptBench bench;
    EXPECT_EQ(EndOf(bench.RunLegacy(source)), "The script took longer than allowed. Decide") << source;
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
