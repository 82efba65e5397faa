// Nodes whose properties need the journey to live longer than it does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loader_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SlowNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "SlowNode";
  static constexpr std::string_view kSummary = "Needs time.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  struct Config {
    std::int64_t seconds = 60;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>().Integer("expiry", &Config::seconds, 0, 1'000'000, "Seconds.");
  }
  static std::optional<LifetimeNeed> Lifetime(const Config& config) {
    if (config.seconds == 0) return std::nullopt;
    return LifetimeNeed{"expiry", std::chrono::seconds(config.seconds)};
  }

  explicit SlowNode(Config /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Result<Action> Step(const StepContext& /*step*/) const override {
    return Action::To("outcome");
  }
};

LoadedJourneys LoadSlow(const Json& expiry, const Json& timeout) {
  ExportBuilder builder;
  builder.Node("n", "SlowNode", {{"outcome", kSuccess}}, {{"expiry", expiry}});
  builder.tree()["treeTimeout"] = timeout;
  NodeRegistry registry = TestRegistry();
  registry.Register<SlowNode>();
  return LoadJourneys(builder.Text(), registry);
}

TEST(LoaderLifetime, WarnsWhenASessionEndsFirst) {
  const LoadedJourneys loaded = LoadSlow(301, 5);

  EXPECT_THAT(Findings(loaded),
              ElementsAre("warning /nodes/n/expiry: 'expiry' is 301 seconds, but a session of this "
                          "journey ends after 300 seconds (treeTimeout 5 minutes)"));
  EXPECT_THAT(loaded.diagnostics.findings().at(0).fix, HasSubstr("at least 6"));
  EXPECT_NE(loaded.Find(), nullptr);
}

TEST(LoaderLifetime, CountsFiveMinutesWhereTheTreeSaysNothing) {
  EXPECT_THAT(Findings(LoadSlow(301, nullptr)), ElementsAre(HasSubstr("absent: 5 minutes")));
  EXPECT_THAT(Findings(LoadSlow(300, nullptr)), IsEmpty());
}

TEST(LoaderLifetime, IsContentWithEnoughTime) {
  EXPECT_THAT(Findings(LoadSlow(300, 5)), IsEmpty());
  EXPECT_THAT(Findings(LoadSlow(nullptr, 1)), IsEmpty());
}

TEST(LoaderLifetime, IsNotLookedAtForANodeWithoutNeed) { EXPECT_THAT(Findings(LoadSlow(0, 1)), IsEmpty()); }

}  // namespace
}  // namespace authtree::inline v0::testing
