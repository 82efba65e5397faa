#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "activated_user.h"
#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {

/// A tenant whose risk engine asks the user of an app about every login, event or transaction; nobody
/// answers.
inline simulator::ServiceConfig AsksTheApp(std::string operation) {
  constexpr int kRiskOfAPush = 21;
  simulator::ServiceConfig config;
  config.risk.push_back({.operation = std::move(operation), .code = kRiskOfAPush});
  config.push.decision = simulator::PushDecision::kWait;
  return config;
}

/// The keys that the vendor's tests look for, and what is in them.
inline void ExpectStepUp(const LiveWorld& world, const FactNode& node) {
  for (const std::string_view key : kKeysOfAStepUp) {
    EXPECT_TRUE(node.Has(key)) << key;
    EXPECT_EQ(node.TierOf(key), Tier::kShared) << key;
  }
  const Json reply = world.wire().exchanges().back().Reply();
  EXPECT_EQ(node.Text("ostid_request_id"), reply.at("requestID").get<std::string>());
  EXPECT_EQ(node.Text("ostid_command"), reply.at("requestMessage").get<std::string>());
  EXPECT_EQ(node.Text("ostid_irm_response"), "21");
  EXPECT_EQ(node.Text("ostid_session_id"), world.LastBody().at("sessionID").get<std::string>());
  EXPECT_EQ(node.Text("ostid_cronto_msg"), HexEncode(node.Text("ostid_session_id").value_or("")));
  EXPECT_FALSE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().violations(), testing::IsEmpty());
}

/// Wants nothing sent, and the outcome and key that the vendor's tests want for an empty state.
inline void ExpectErrorWithoutACall(const LiveWorld& world, FactNode& node) {
  EXPECT_THAT(node.Step(), LeavesBy("Error"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), testing::IsEmpty());
}

}  // namespace authtree::inline v0::conformance
