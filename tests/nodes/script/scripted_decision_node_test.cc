#include "scripted_decision_node.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script_bench.h"

namespace authtree::inline v0::nodes::testing {
namespace {

using ::testing::HasSubstr;

TEST(ScriptedDecisionNode, AScriptThatThrowsIsAnError) {
  ScriptBench bench;
  const Result<Action> result = bench.RunLegacy("\n\nnull.x;");
  EXPECT_EQ(EndOf(result), "The script threw an error. Decide, line 3");
  EXPECT_EQ(result.error().code(), ErrorCode::kInternal);
}

TEST(ScriptedDecisionNode, WhatAScriptThrowsIsNotTold) {
  ScriptBench bench;
  EXPECT_EQ(bench.RunLegacy("throw 'hunter2';").error().Describe().find("hunter2"), std::string::npos);
}

TEST(ScriptedDecisionNode, AnOutcomeThatIsNotDeclaredIsAnError) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = 'other';")),
            "The script took an outcome that its node does not declare. Decide");
}

TEST(ScriptedDecisionNode, AnOutcomeThatIsNotDeclaredIsNotTold) {
  ScriptBench bench;
  EXPECT_EQ(bench.RunNext("action.goTo('hunter2');").error().Describe().find("hunter2"), std::string::npos);
}

TEST(ScriptedDecisionNode, AnErrorInsideAFunctionHasItsLine) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("function f() {\n  return undefinedName;\n}\nf();")),
            "The script threw an error. Decide, line 2");
}

TEST(ScriptedDecisionNode, AnErrorInsideABindingHasTheLineOfTheScript) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunNext("\n\nnodeState.mergeShared({k: {a: 1}});")),
            "The script threw an error. Decide, line 3");
}

TEST(ScriptedDecisionNode, AskingWhatIsNoCallbackIsAnError) {
  for (const char* source :
       {"action = org.forgerock.openam.auth.node.api.Action.send('x');",
        "action = org.forgerock.openam.auth.node.api.Action.send([]);",
        "action = org.forgerock.openam.auth.node.api.Action.send({type: 'NoCallback'});"}) {
    ScriptBench bench;
    EXPECT_EQ(EndOf(bench.RunLegacy(source)),
              "The script asks something that is no callback, or asks nothing. Decide");
  }
}

TEST(ScriptedDecisionNode, WritesOfAFailedScriptAreNotKept) {
  ScriptBench bench;
  EXPECT_FALSE(bench.RunLegacy("sharedState.put('k', 1); outcome = 'other';").has_value());
}

TEST(ScriptedDecisionNode, NoOutcomeIsAnError) {
  ScriptBench bench;
  EXPECT_EQ(EndOf(bench.RunLegacy("var x = 1;")), "The script ended without an outcome. Decide");
}

TEST(ScriptedDecisionNode, AnOutputThatIsMissingIsAnError) {
  ScriptBench bench;
  bench.config().outputs = {"mail"};
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = 'true';")),
            "The script did not set an output that it declares. Decide");
  EXPECT_EQ(EndOf(bench.RunLegacy("sharedState.put('mail', 'x'); outcome = 'true';")), "true");
}

TEST(ScriptedDecisionNode, AnInputThatIsNotDeclaredIsNotSeen) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "mail", Json("x"));
  bench.config().inputs = {"username"};
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = sharedState.get('mail') === null ? 'true' : 'false';")), "true");
}

TEST(ScriptedDecisionNode, LegacyScriptsReadAndWriteTheTiers) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "username", Json("bob"));
  const Result<Action> result = bench.RunLegacy(
      "sharedState.put('greeting', 'Hi ' + sharedState.get('username'));"
      "transientState.put('n', 5); outcome = 'true';");
  EXPECT_EQ(WriteOf(result, "greeting"), R"(shared: "Hi bob")");
  EXPECT_EQ(WriteOf(result, "n"), "transient: 5");
}

TEST(ScriptedDecisionNode, LegacyScriptsAskWithClassesOfJava) {
  ScriptBench bench;
  const std::string source =
      "var fr = JavaImporter(org.forgerock.openam.auth.node.api, javax.security.auth.callback.NameCallback);"
      "with (fr) {"
      "  if (callbacks.isEmpty()) { action = Action.send(new NameCallback('Nickname')).build(); }"
      "  else { sharedState.put('nick', callbacks.get(0).getName()); action = Action.goTo('true').build(); }"
      "}";
  Result<Action> first = bench.RunLegacy(source);
  ASSERT_EQ(EndOf(first), "asks");
  EXPECT_EQ(first->callbacks().at(0).prompt(), "Nickname");
  std::vector<Callback> answered = first->TakeCallbacks();
  answered.at(0).inputs().at(0).set_value(Json("bo"));
  bench.Submit(std::move(answered));
  const Result<Action> second = bench.RunLegacy(source);
  EXPECT_EQ(EndOf(second), "true");
  EXPECT_EQ(WriteOf(second, "nick"), R"(shared: "bo")");
}

TEST(ScriptedDecisionNode, LegacyActionsHaveTexts) {
  ScriptBench bench;
  Result<Action> result = bench.RunLegacy(
      "var fr = JavaImporter(org.forgerock.openam.auth.node.api.Action,"
      "  com.sun.identity.authentication.callbacks.HiddenValueCallback,"
      "  com.sun.identity.authentication.callbacks.ScriptTextOutputCallback);"
      "action = fr.Action.send(new fr.HiddenValueCallback('h', 'v'), new fr.ScriptTextOutputCallback('f()'))"
      "  .withHeader('H').withDescription('D').withStage('S').build();");
  ASSERT_EQ(EndOf(result), "asks");
  EXPECT_EQ(result->header() + result->description() + result->stage(), "HDS");
  EXPECT_EQ(result->callbacks().at(0).hidden_id(), "h");
  EXPECT_EQ(result->callbacks().at(1).OutputText("messageType"), "4");
  EXPECT_EQ(bench
                .RunLegacy("action = org.forgerock.openam.auth.node.api.Action.goTo('false')"
                           ".withErrorMessage('Locked.').build();")
                ->error_message(),
            "Locked.");
}

TEST(ScriptedDecisionNode, LegacyTiersAreRemovedFromOneByOne) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "k", Json(1));
  bench.state().Put(Tier::kTransient, "k", Json(2));
  const Result<Action> result = bench.RunLegacy(
      "transientState.remove('k'); outcome = transientState.get('k') === null && sharedState.get('k') === 1 "
      "&& "
      "nodeState.keys().contains('k') ? 'true' : 'false';");
  EXPECT_EQ(EndOf(result), "true");
  EXPECT_EQ(WriteOf(result, "k"), "shared: 1");
}

TEST(ScriptedDecisionNode, TheLoggerWritesNothing) {
  ScriptBench bench;
  EXPECT_EQ(
      EndOf(bench.RunLegacy("logger.error('x'); logger.message('x'); if (logger.messageEnabled()) { x; } "
                            "outcome = realm + scriptName === '/Decide' ? 'true' : 'false';")),
      "true");
}

TEST(ScriptedDecisionNode, UtilsEncodeTexts) {
  ScriptBench bench;
  EXPECT_EQ(
      EndOf(bench.RunNext(
          "var b = utils.base64.encode('gr\u00fc\u00df?>'), u = utils.base64url.encode('gr\u00fc\u00df?>');"
          "action.goTo(utils.base64.decode(b) === utils.base64url.decode(u) && b !== u && "
          "utils.crypto.randomUUID().length === 36 ? 'true' : 'false');")),
      "true");
}

TEST(ScriptedDecisionNode, LegacyNodeStateGivesValuesOfJson) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "username", Json("bob"));
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = nodeState.get('username').asString() === 'bob' && "
                                  "nodeState.get('none') === null ? 'true' : 'false';")),
            "true");
}

TEST(ScriptedDecisionNode, NextGenerationScriptsDecideWithAction) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "username", Json("bob"));
  const Result<Action> result = bench.RunNext(
      "nodeState.putShared('u', nodeState.get('username')); action.goTo('false').withErrorMessage('No.');");
  EXPECT_EQ(EndOf(result), "false");
  EXPECT_EQ(WriteOf(result, "u"), R"(shared: "bob")");
  EXPECT_EQ(result->error_message(), "No.");
}

TEST(ScriptedDecisionNode, NextGenerationScriptsAskWithTheBuilder) {
  ScriptBench bench;
  const std::string source =
      "if (callbacks.isEmpty()) { callbacksBuilder.passwordCallback('Code', false);"
      "  callbacksBuilder.hiddenValueCallback('h', 'v'); }"
      "else { nodeState.putTransient('password', callbacks.getPasswordCallbacks().get(0)); "
      "action.goTo('true'); }";
  Result<Action> first = bench.RunNext(source);
  ASSERT_EQ(EndOf(first), "asks");
  ASSERT_EQ(first->callbacks().size(), 2U);
  std::vector<Callback> answered = first->TakeCallbacks();
  answered.at(0).inputs().at(0).set_value(Secret("123"));
  bench.Submit(std::move(answered));
  EXPECT_EQ(WriteOf(bench.RunNext(source), "password"), "transient: (secret)");
}

TEST(ScriptedDecisionNode, EverySupportedBuilderMakesItsCallback) {
  ScriptBench bench;
  const Result<Action> result = bench.RunNext(
      "callbacksBuilder.nameCallback('a', 'b'); callbacksBuilder.textInputCallback('a');"
      "callbacksBuilder.textOutputCallback(2, 'm'); callbacksBuilder.scriptTextOutputCallback('s');"
      "callbacksBuilder.choiceCallback('c', ['x', 'y'], 1, false);"
      "callbacksBuilder.confirmationCallback('p', 0, ['x', 'y'], 1);"
      "callbacksBuilder.confirmationCallback(0, 0, 1); callbacksBuilder.metadataCallback({a: 1});"
      "callbacksBuilder.pollingWaitCallback('5000', 'w');");
  ASSERT_EQ(EndOf(result), "asks");
  EXPECT_EQ(result->callbacks().size(), 9U);
  EXPECT_EQ(result->callbacks().at(2).OutputText("messageType"), "2");
  EXPECT_EQ(result->callbacks().at(8).OutputText("waitTime"), "5000");
}

TEST(ScriptedDecisionNode, ASecretIsATextForTheScriptAndStaysOneElsewhere) {
  ScriptBench bench;
  bench.state().Put(Tier::kTransient, "password", Secret("hunter2"));
  const Result<Action> result = bench.RunNext(
      "var p = nodeState.get('password'); nodeState.putShared('other', p); action.goTo(p === 'hunter2' ? "
      "'true' : 'false');");
  EXPECT_EQ(EndOf(result), "true");
  EXPECT_EQ(WriteOf(result, "other"), "shared: (secret)");
}

TEST(ScriptedDecisionNode, ASecretInATextOfJavaStaysOne) {
  ScriptBench bench;
  bench.state().Put(Tier::kTransient, "password", Secret("hunter2"));
  EXPECT_EQ(WriteOf(bench.RunLegacy(
                        "sharedState.put('other', new java.lang.String(transientState.get('password')));"
                        "outcome = 'true';"),
                    "other"),
            "shared: (secret)");
}

TEST(ScriptedDecisionNode, MergingMovesAKeyToItsTier) {
  ScriptBench bench;
  bench.state().Put(Tier::kTransient, "k", Json(1));
  bench.state().Put(Tier::kTransient, "objectAttributes", Json{{"mail", "old"}, {"sn", "x"}});
  const Result<Action> result = bench.RunNext(
      "nodeState.mergeShared({k: 2, objectAttributes: {mail: 'new'}});"
      "action.goTo(nodeState.get('k') === 2 && nodeState.getObject('objectAttributes').mail === 'new' &&"
      "            nodeState.getObject('objectAttributes').sn === 'x' ? 'true' : 'false');");
  EXPECT_EQ(EndOf(result), "true");
}

TEST(ScriptedDecisionNode, TextsKeepTheirCharacters) {
  ScriptBench bench;
  bench.state().Put(Tier::kShared, "in", Json("gr\u00fc\u00df \U0001F600"));
  const Result<Action> result = bench.RunNext(
      "nodeState.putShared('out', nodeState.get('in') + '\\ud83d\\ude00'); action.goTo('true');");
  EXPECT_EQ(WriteOf(result, "out"), "shared: \"gr\u00fc\u00df \U0001F600\U0001F600\"");
}

TEST(ScriptedDecisionNode, HeadersAndParametersAreThere) {
  ScriptBench bench;
  bench.set_request(RequestContext("192.0.2.1").WithHeader("User-Agent", "curl").WithParameter("a", "b"));
  EXPECT_EQ(EndOf(bench.RunLegacy("outcome = requestHeaders.get('user-agent').get(0) === 'curl' && "
                                  "requestParameters.get('a')[0] === 'b' && requestHeaders.get('x') === null "
                                  "? 'true' : 'false';")),
            "true");
}

TEST(ScriptedDecisionNode, ABindingThatIsNotSupportedIsNamed) {
  ScriptBench bench;
  const Result<Action> result = bench.RunNext("\naction.goTo('true').putSessionProperty('a', 'b');");
  EXPECT_EQ(EndOf(result), "The script uses a binding that is not supported. Decide, line 2");
  EXPECT_EQ(result.error().Find(Fact::kField), "action.putSessionProperty");
}

TEST(ScriptedDecisionNodeCheck, FindsASyntaxErrorWithItsLine) {
  ScriptBench bench;
  EXPECT_THAT(bench.Check("var a = 1;\nvar = 2;").ToText(),
              HasSubstr("error at /scripts/s-1/script: the script 'Decide' has an error in line 2"));
}

TEST(ScriptedDecisionNodeCheck, FindsABindingThatIsNotSupported) {
  ScriptBench bench;
  EXPECT_THAT(bench.Check("// httpClient.x\nhttpClient.send(r);").ToText(),
              HasSubstr("uses the binding 'httpClient' in line 2"));
  EXPECT_EQ(bench.Check("var policy = 'httpClient.send'; policy.length;").ToText(), "");
}

TEST(ScriptedDecisionNodeCheck, FindsAClassThatIsNotSupported) {
  ScriptBench bench;
  EXPECT_THAT(bench.Check("var x = JavaImporter(org.forgerock.http.Client);").ToText(),
              HasSubstr("uses the class 'org.forgerock.http.Client' in line 1"));
  EXPECT_EQ(bench.Check("var x = JavaImporter(org.forgerock.openam.auth.node.api.Action);").ToText(), "");
}

TEST(ScriptedDecisionNodeCheck, FindsABuilderThatIsNotSupported) {
  ScriptBench bench;
  EXPECT_THAT(bench.Check("callbacksBuilder.redirectCallback('u');").ToText(),
              HasSubstr("uses 'callbacksBuilder.redirectCallback' in line 1"));
}

TEST(ScriptedDecisionNodeCheck, FindsAnotherLanguage) {
  ScriptBench bench;
  bench.config().script = {"s-1", "Decide", "x", "GROOVY", ScriptEngine::kLegacy, "/scripts/s-1/script"};
  Diagnostics diagnostics;
  ScriptedDecisionNode::Check(bench.config(), "/nodes/n", diagnostics, bench.limits());
  EXPECT_THAT(diagnostics.ToText(), HasSubstr("is not written in JavaScript"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes::testing
