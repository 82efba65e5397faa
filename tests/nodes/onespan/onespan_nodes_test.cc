#include "authtree/nodes/onespan_nodes.h"

#include <set>
#include <string>

#include <gmock/gmock.h>

#include "authtree/nodes/am_nodes.h"
#include "authtree/testkit/fake_onespan_api.h"
#include "authtree/testkit/node_tester.h"

namespace authtree::inline v0 {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;

NodeRegistry AllNodes() {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, std::make_shared<testkit::FakeOneSpanApi>());
  return registry;
}

TEST(NodePacks, RegisterTheirTypesUnderTheWireNames) {
  const NodeRegistry registry = AllNodes();
  std::vector<std::string> types;
  for (const NodeDescriptor* descriptor : registry.Descriptors()) types.push_back(descriptor->type);
  EXPECT_THAT(
      types,
      ElementsAre("InnerTreeEvaluatorNode", "OS_Auth_ActivateDeviceNode", "OS_Auth_AddDeviceNode",
                  "OS_Auth_CheckActivationNode", "OS_Auth_CheckSessionStatusNode",
                  "OS_Auth_FidoLoginStartNode", "OS_Auth_FidoRegisterCompleteNode",
                  "OS_Auth_FidoRegisterStartNode", "OS_Auth_GenerateChallengeNode",
                  "OS_Auth_GetUserAuthenticatorNode", "OS_Auth_SecureChallengeNode", "OS_Auth_UserLoginNode",
                  "OS_Auth_UserRegisterNode", "OS_Auth_VDPAssignAuthenticatorNode",
                  "OS_Auth_VDPGenerateVOTPNode", "OS_Auth_VDPUserRegisterNode", "OS_Auth_ValidateEventNode",
                  "OS_Auth_ValidateTransactionNode", "OS_Auth_VisualCodeNode", "OS_Auth_VisualCodeStopNode",
                  "OS_IDV_IdentityVerificationNode", "OS_Risk_CDDCNode", "OS_Risk_InsertTransactionNode",
                  "OS_Sample_AttributesCollector", "OS_Sample_ErrorDisplayNode", "OS_Sample_StoreCommandNode",
                  "OS_Sample_TransactionCollector", "PageNode", "PasswordCollectorNode", "PollingWaitNode",
                  "RetryLimitDecisionNode", "UsernameCollectorNode"));
}

TEST(NodePacks, D_USE_02_KeepOutcomesAndPropertiesAsTheWireSpellsThem) {
  const NodeRegistry registry = AllNodes();
  for (const char* type :
       {"OS_Auth_UserRegisterNode", "OS_Auth_VDPUserRegisterNode", "OS_Sample_StoreCommandNode"}) {
    EXPECT_THAT(registry.Find(type)->outcomes, ElementsAre("Success", "Error")) << type;
  }
  for (const char* type : {"OS_Auth_ActivateDeviceNode", "OS_Auth_AddDeviceNode",
                           "OS_Auth_VDPAssignAuthenticatorNode", "OS_Auth_VDPGenerateVOTPNode"}) {
    EXPECT_THAT(registry.Find(type)->outcomes, ElementsAre("success", "error")) << type;
  }
  EXPECT_THAT(registry.Find("OS_Sample_StoreCommandNode")->fields,
              Contains(Field(&FieldDescription::name, "javascript")));
}

TEST(NodePacks, D_USE_01_EveryPropertyHasAHelpText) {
  const NodeRegistry registry = AllNodes();
  for (const NodeDescriptor* descriptor : registry.Descriptors()) {
    for (const FieldDescription& field : descriptor->fields) {
      EXPECT_NE(field.help, "") << descriptor->type << '.' << field.name;
    }
  }
}

// Two read the key that an earlier node noted: only run time knows it.
TEST(NodePacks, D_USE_08_OnlyNodesOfANotedKeyAskForEverything) {
  const std::set<std::string> of_a_noted_key{"OS_Auth_CheckActivationNode",
                                             "OS_Auth_VDPAssignAuthenticatorNode"};
  const NodeRegistry registry = AllNodes();
  for (const NodeDescriptor* descriptor : registry.Descriptors()) {
    if (descriptor->is_container || of_a_noted_key.contains(descriptor->type)) continue;
    Diagnostics diagnostics;
    const ConfiguredNode made = registry.Make(descriptor->type, Json::object(), "", diagnostics);
    ASSERT_FALSE(diagnostics.has_errors()) << descriptor->type;
    EXPECT_FALSE(made.node->Contract().reads_everything()) << descriptor->type;
    EXPECT_FALSE(made.node->Contract().writes_everything()) << descriptor->type;
  }
}

TEST(NodePacks, D_COR_06_OldExportsMayConnectOutcomeInsteadOfNext) {
  const NodeRegistry registry = AllNodes();
  for (const char* type : {"OS_Auth_VisualCodeNode", "OS_Auth_VisualCodeStopNode"}) {
    const NodeDescriptor* descriptor = registry.Find(type);
    ASSERT_NE(descriptor, nullptr) << type;
    ASSERT_EQ(descriptor->aliases.size(), 1U) << type;
    EXPECT_EQ(descriptor->aliases[0].from, "outcome") << type;
    EXPECT_EQ(descriptor->aliases[0].to, "Next") << type;
  }
}

TEST(NodePacks, D_COR_01_ErrorsAreReportedUnderTheBareKey) {
  const NodeRegistry registry = AllNodes();
  for (const char* type : {"OS_Auth_ActivateDeviceNode", "OS_Auth_AddDeviceNode", "OS_Auth_UserRegisterNode",
                           "OS_Auth_VisualCodeNode", "OS_Auth_VisualCodeStopNode"}) {
    const NodeDescriptor* descriptor = registry.Find(type);
    ASSERT_NE(descriptor, nullptr) << type;
    EXPECT_EQ(descriptor->error_reporting.message_key, "ostid_error_message") << type;
    EXPECT_EQ(descriptor->error_reporting.code_key, "ostid_error_code") << type;
    EXPECT_THAT(descriptor->outcomes, testing::Contains(std::string(descriptor->error_reporting.outcome)))
        << type;
  }
}

TEST(NodePacks, ScriptsForPagesAreSentWhereTheHostSaysSo) {
  for (const PageScripts scripts : {PageScripts::kNone, PageScripts::kSent}) {
    NodeRegistry registry;
    RegisterOneSpanNodes(registry, nullptr, {.page_scripts = scripts});
    const auto node = testkit::MakeNode("cddc", registry, "OS_Risk_CDDCNode", Json::object());
    testkit::StepRunner runner;
    EXPECT_EQ(runner.Run(node, {}).callbacks().size(), scripts == PageScripts::kSent ? 3U : 2U);
  }
}

}  // namespace
}  // namespace authtree::inline v0
