// The pack in a journey: the file is loaded, and walked the way a user does.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "authtree/engine/engine.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/testkit/journey_walker.h"

#include "acme/acme_nodes.h"
#include "fake_directory.h"

namespace acme {
namespace {

using authtree::testkit::JourneyWalker;

class LoginWalk : public ::testing::Test {
 protected:
  LoginWalk() {
    authtree::RegisterAmNodes(registry_);
    RegisterAcmeNodes(registry_, directory_);
    std::ifstream file(ACME_JOURNEYS "/acme-login.journey.json");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    loaded_ = authtree::LoadJourneys(text, registry_);
  }

  [[nodiscard]] JourneyWalker Walk(const std::string& user) const {
    JourneyWalker walker(loaded_.Find("Acme-Login"), authtree::Engine());
    walker.Give("User Name", user).WalkToEnd();
    return walker;
  }

  std::shared_ptr<FakeDirectory> directory_ = std::make_shared<FakeDirectory>();
  authtree::NodeRegistry registry_;
  authtree::LoadedJourneys loaded_;
};

TEST_F(LoginWalk, TheJourneyHasNoFinding) { EXPECT_EQ(loaded_.diagnostics.ToText(), ""); }

TEST_F(LoginWalk, ADirectoryThatIsDownLetsNobodyIn) {
  directory_->down = true;
  EXPECT_TRUE(Walk("jdoe").denied());
}

TEST_F(LoginWalk, ALockedUserIsToldWhy) {
  directory_->accounts["jdoe"] = AccountStatus::kLocked;
  const JourneyWalker walker = Walk("jdoe");
  ASSERT_TRUE(walker.denied());
  EXPECT_EQ(std::get<authtree::Denied>(walker.result()).message, "Your account is locked. Call 123.");
}

TEST_F(LoginWalk, AnActiveUserGetsIn) {
  directory_->accounts["jdoe"] = AccountStatus::kActive;
  EXPECT_TRUE(Walk("jdoe").succeeded());
}

}  // namespace
}  // namespace acme
