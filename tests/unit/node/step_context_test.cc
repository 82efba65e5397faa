#include "authtree/node/step_context.h"

#include <vector>

#include <gtest/gtest.h>

#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

class StepContextTest : public ::testing::Test {
 protected:
  StepContext Context() const {
    return {"me",     StateView("me", state_, contract_),    submitted_,
            request_, CallContext(CallContext::TimePoint()), clock_};
  }

  JourneyState state_;
  StateContract contract_;
  std::vector<Callback> submitted_;
  RequestContext request_{"192.0.2.7"};
  testkit::ManualClock clock_;
};

TEST_F(StepContextTest, IsNotAnsweredWhenTheNodeHasJustBeenReached) {
  EXPECT_FALSE(Context().answered());
  EXPECT_EQ(Context().Submitted(CallbackType::kName), nullptr);
  EXPECT_EQ(Context().SubmittedHidden("id"), nullptr);
  EXPECT_EQ(Context().subtree(), nullptr);
}

TEST_F(StepContextTest, FindsTheFirstSubmittedCallbackOfAType) {
  submitted_.push_back(Callback::Password("p"));
  submitted_.push_back(Callback::Name("first"));
  submitted_.push_back(Callback::Name("second"));

  const StepContext step = Context();

  EXPECT_TRUE(step.answered());
  ASSERT_NE(step.Submitted(CallbackType::kName), nullptr);
  EXPECT_EQ(step.Submitted(CallbackType::kName)->prompt(), "first");
  EXPECT_EQ(step.Submitted(CallbackType::kChoice), nullptr);
}

TEST_F(StepContextTest, FindsAHiddenValueByItsIdWithoutRegardToCase) {
  submitted_.push_back(Callback::Name("id"));
  submitted_.push_back(Callback::HiddenValue("other", Secret()));
  submitted_.push_back(Callback::HiddenValue("OSTID_Signature", Secret()));

  const StepContext step = Context();

  ASSERT_NE(step.SubmittedHidden("ostid_signature"), nullptr);
  EXPECT_EQ(step.SubmittedHidden("ostid_signature")->hidden_id(), "OSTID_Signature");
  EXPECT_EQ(step.SubmittedHidden("signature"), nullptr);
  EXPECT_EQ(step.SubmittedHidden(""), nullptr);
}

TEST_F(StepContextTest, TellsRequestTimeAndNode) {
  const StepContext step = Context();

  EXPECT_EQ(step.node_id(), "me");
  EXPECT_EQ(step.request().client_ip(), "192.0.2.7");
  EXPECT_EQ(step.now(), clock_.Now());
}

}  // namespace
}  // namespace authtree::inline v0
